"""What a resident asked about a handover, and who must answer."""

import uuid

from django.db import models
from django.db.models import Q

from kring.core.constraints import in_order
from kring.core.models import TextChoices
from kring.directory.models import Position

from .handover import Handover


class ResidentQuestion(models.Model):
    """A resident's question that waits for one position or team until someone answers it.

    Only the database writes one: it chooses whom, also when that is a coordinator whom neither
    resident nor sender sees. `whom`: a position or a team. `words`: the resident's own. Answered
    without a person: the resident said that it is solved, or died. `silence`: how far it went
    unanswered (rules.Silence); `silent_to`: whom it went to.
    """

    class What(TextChoices):
        CALL_ME = "call_me", "bel mij"
        NO_CONTACT = "no_contact", "nog niemand gesproken"
        SOMEONE_ELSE = "someone_else", "wil liever iemand anders"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    handover = models.ForeignKey(Handover, models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=12, choices=What)
    words = models.TextField(blank=True)
    whom = models.UUIDField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    silence = models.PositiveSmallIntegerField(db_default=0)
    silent_to = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            in_order("asked_at", "answered_at"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answered_by__isnull=True, answer=""),
                name="residentquestion_answered_once",
            ),
            models.UniqueConstraint(
                fields=["handover", "what"],
                condition=Q(answered_at__isnull=True),
                name="residentquestion_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["whom", "due_at"],
                condition=Q(answered_at__isnull=True),
                name="residentquestion_waits",
            ),
            models.Index(fields=["handover", "asked_at"], name="residentquestion_handover"),
            models.Index(
                fields=["due_at"],
                condition=Q(answered_at__isnull=True),
                name="residentquestion_due",
            ),
        ]

    def __str__(self) -> str:
        return f"vraag van de inwoner {self.pk}"
