"""A network list as a team kept it: what was uploaded, what became of each row."""

from django.db import models

from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices

from .network import Position, Region


class Import(Record):
    """One uploaded list. What was asked and when it was done are the record of each step.

    `sheets`: names of those in the file, `sheet` which of them was read. `columns` are the headers
    as typed, `mapping` says per column which field it is (empty: leave out). `rows`: how many there
    are; `rows_done` how far the step under way is. `unreadable`: why the file was no list.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    made_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    sheets = models.JSONField(default=list, db_default=[])
    sheet = models.PositiveSmallIntegerField(null=True)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0, db_default=0)
    rows_done = models.PositiveIntegerField(default=0)
    unreadable = models.CharField(max_length=200, blank=True, default="", db_default="")
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    checking_at = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    undoing_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_order("read_at", "checking_at"),
            in_order("checking_at", "checked_at"),
            in_order("checked_at", "started_at"),
            in_order("started_at", "done_at"),
            in_order("done_at", "undoing_at"),
            in_order("undoing_at", "undone_at"),
        ]
        indexes = [models.Index(fields=["region", "-uploaded_at"], name="import_region")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def of_areas(self) -> bool:
        """Whether it was a map: done at once, with no columns to choose."""
        return self.started_at is not None and not any(self.mapping)


class ImportFile(models.Model):
    """The file itself, as it came; thrown away when the list is taken over."""

    source = models.OneToOneField(Import, models.CASCADE, related_name="file", primary_key=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.source_id}"


class ImportRow(models.Model):
    """One row of a list: what stood there, how it was understood, what is wrong with it.

    `entry`: what it says, by field; empty when it cannot be taken over. `problems`: list of
    [field, sentence]; in a row that can be taken over they are remarks.
    """

    class Verdict(TextChoices):
        NEW = "new", "nieuw"
        CHANGED = "changed", "gewijzigd"
        SAME = "same", "ongewijzigd"
        REFUSED = "refused", "niet over te nemen"

    source = models.ForeignKey(Import, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    cells = models.JSONField()
    entry = models.JSONField(default=dict, db_default={})
    verdict = models.CharField(max_length=8, choices=Verdict, blank=True)
    problems = models.JSONField(default=list)
    kept = models.BooleanField(default=False)  # undoing left it: someone changed it since

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="importrow_once")]

    def __str__(self) -> str:
        return f"regel {self.number}"


class ImportTouch(models.Model):
    """What a list changed or made, for undoing; gone when that is done.

    `thing`: id of the organisation, position or neighbourhood (`area`), `number` of the first row
    that touched it. `version`: after the list. `old`: by field what was there; None when the list
    made it.
    """

    source = models.ForeignKey(Import, models.CASCADE, related_name="+", db_index=False)
    thing = models.UUIDField()
    model = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    old = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "thing"], name="importtouch_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.thing}"
