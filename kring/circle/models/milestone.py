"""When who decides for a resident changes: by becoming older, or by another authority."""

from django.db import models
from django.db.models import Q

from kring.core.models import Record, TextChoices
from kring.directory.models import Position
from kring.residents.models import Household, Resident


class Milestone(Record):
    """Someone became 12, 16 or 18, or another decides for them: who may look is asked again.

    Only the database writes one, and ends what others could see by a link at that moment. It waits
    for who coordinates until it is `done_at`, with `how`: what was agreed, and with whom.
    Done by nobody: the resident died.
    """

    class Why(TextChoices):
        AGED_12 = "12", "12 jaar geworden"
        AGED_16 = "16", "16 jaar geworden"
        AGED_18 = "18", "18 jaar geworden"
        AUTHORITY = "authority", "gezag veranderd"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    why = models.CharField(max_length=10, choices=Why)
    on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    how = models.TextField("wat is er afgesproken", max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household", "resident", "why", "on"], name="milestone_once"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | Q(done_by__isnull=True, how=""),
                name="milestone_done_by_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["household"], condition=Q(done_at__isnull=True), name="milestone_open"
            )
        ]

    def __str__(self) -> str:
        return f"mijlpaal {self.pk}"
