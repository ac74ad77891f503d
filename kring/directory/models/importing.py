"""A network list as a team kept it: what was uploaded, what became of each row."""

from django.db import models

from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices

from .network import Position, Region


class Import(Record):
    """One uploaded list. Each step's moment is the record of it; undoing is a step too.

    `columns` are the headers as typed, `mapping` says per column which field it is (empty: leave
    out). `rows_done` shows how far the work is.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    rows_done = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            in_order("checked_at", "started_at"),
            in_order("started_at", "done_at"),
            in_order("done_at", "undone_at"),
        ]
        indexes = [models.Index(fields=["region", "-uploaded_at"], name="import_region")]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a list: what stood there, what is wrong with it, what it did.

    `problems`: list of [column, sentence]. `before`: what was there, for undoing: per touched row
    its model, id, version afterwards and the old values (None when the import made it).
    """

    class Verdict(TextChoices):
        NEW = "new", "nieuw"
        CHANGED = "changed", "gewijzigd"
        SAME = "same", "ongewijzigd"
        REFUSED = "refused", "niet over te nemen"

    source = models.ForeignKey(Import, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    problems = models.JSONField(default=list)
    before = models.JSONField(default=list)
    kept = models.BooleanField(default=False)  # undoing left it: someone changed it since

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="importrow_once")]

    def __str__(self) -> str:
        return f"regel {self.number}"
