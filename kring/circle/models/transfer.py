"""Coordination on its way to someone else, and objections to it."""

import uuid

from django.db import models
from django.db.models import F, Q

from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices
from kring.directory.models import Position
from kring.residents.models import Household

from .plan import Plan


class Transfer(Record):
    """Coordination on its way to someone else (invariant 2); each moment is the record of a step.

    proposed → accepted by the new coordinator → resident told and the reaction recorded (or two
    dated attempts) → all involved told, objections answered → in force. Or: declined, withdrawn,
    stopped by the resident, timed out to the old coordinator. `due_at`: when the step at hand
    must be done. `goes_to`: who takes it further when it ended without coming into force.
    """

    class Attempt(TextChoices):
        NO_ANSWER = "no_answer", "geen gehoor"
        NOT_HOME = "not_home", "niet thuis"
        NO_REPLY = "no_reply", "geen reactie op bericht of brief"
        UNSAFE = "unsafe", "het was niet veilig"
        ELSEWHERE = "elsewhere", "verblijft tijdelijk elders"

    class Reaction(TextChoices):
        AGREES = "agrees", "vindt het goed"
        OBJECTS = "objects", "wil dit niet"
        NOT_REACHED = "not_reached", "niet bereikt na twee pogingen"

    class Ended(TextChoices):
        DECLINED = "declined", "niet aangenomen"
        WITHDRAWN = "withdrawn", "ingetrokken"
        RESIDENT = "resident", "de inwoner wil dit niet"
        OBJECTION = "objection", "bezwaar van een betrokkene"
        TIMED_OUT = "timed_out", "geen antwoord op tijd"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    old = models.ForeignKey(Position, models.PROTECT, related_name="+")
    new = models.ForeignKey(Position, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    due_source = models.CharField(max_length=120)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    first_attempt_at = models.DateTimeField(null=True)
    first_attempt = models.CharField(max_length=10, choices=Attempt, blank=True)
    second_attempt_at = models.DateTimeField(null=True)
    second_attempt = models.CharField(max_length=10, choices=Attempt, blank=True)
    resident_at = models.DateTimeField(null=True)
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    reaction_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    legal_ground = models.CharField("wettelijke grond", max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)
    goes_to = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(effective_at__isnull=True, ended_at__isnull=True),
                name="transfer_one_open",
            ),
            in_order("proposed_at", "accepted_at"),
            in_order("accepted_at", "resident_at"),
            in_order("resident_at", "told_at"),
            in_order("told_at", "effective_at"),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=True) | Q(ended_at__isnull=True),
                name="transfer_one_ending",
            ),
            models.CheckConstraint(
                condition=Q(resident_at__isnull=True) | ~Q(reaction=""), name="transfer_reaction"
            ),
            models.CheckConstraint(
                condition=~Q(reaction="not_reached") | Q(second_attempt_at__isnull=False),
                name="transfer_two_attempts",
            ),
            models.CheckConstraint(
                condition=Q(effective_at__isnull=True)
                | ~Q(reaction="objects")
                | ~Q(legal_ground=""),
                name="transfer_no_without_ground",
            ),
            models.CheckConstraint(condition=~Q(old=F("new")), name="transfer_moves"),
            in_order("first_attempt_at", "second_attempt_at"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="transfer_ended_because",
            ),
            models.CheckConstraint(
                condition=~Q(ended_because="resident") | Q(goes_to__isnull=False),
                name="transfer_no_goes_to_someone",
            ),
        ]
        indexes = [
            models.Index(
                fields=["new", "due_at"],
                condition=Q(effective_at__isnull=True, ended_at__isnull=True),
                name="transfer_open_new",
            ),
            models.Index(
                fields=["old"],
                condition=Q(effective_at__isnull=True, ended_at__isnull=True),
                name="transfer_open_old",
            ),
        ]

    def __str__(self) -> str:
        return f"coördinatie overdragen {self.pk}"


class Objection(models.Model):
    """An involved party objects to a transfer; silence is "bekend", an objection needs an act."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    reason = models.TextField(max_length=2000)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"
