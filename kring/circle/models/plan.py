"""The one plan of a household, who coordinated it, and how it was closed."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices
from kring.directory.models import Position, Team
from kring.residents.models import Household, Resident

from .access import Category


class Plan(Record):
    """The one frame plan of a household; while it is open the household has one coordinator.

    A household is open exactly while its plan is. `coordinator` moves only by a Transfer; a
    trigger keeps the history (CoordinationPeriod). What the resident wants, in their words, is a
    plans.Words row: this envelope carries no text.
    """

    class Closed(TextChoices):
        DONE = "done", "verder geholpen"
        ELSEWHERE = "elsewhere", "elders verder geholpen"
        UNWANTED = "unwanted", "wil nu geen hulp"
        MOVED = "moved", "verhuisd"
        DECEASED = "deceased", "overleden"

    class Weight(models.IntegerChoices):
        LIGHT = 1, "licht"
        ORDINARY = 2, "gewoon"
        HEAVY = 3, "zwaar"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Position, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField(
        "zwaarte", choices=Weight.choices, default=Weight.ORDINARY
    )
    next_talk_on = models.DateField("volgend gesprek", null=True, blank=True)
    last_active_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    closed_because = models.CharField(max_length=20, blank=True)
    aftercare_on = models.DateField("nazorg op", null=True, blank=True)
    aftercare_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["household"], condition=Q(closed_at__isnull=True), name="plan_one_open"
            ),
            in_order("opened_at", "closed_at"),
            models.CheckConstraint(condition=Q(weight__range=(1, 3)), name="plan_weight"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_because="", closed_by__isnull=True)
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(closed_because="")),
                name="plan_closed_with_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["coordinator", "last_active_at"],
                condition=Q(closed_at__isnull=True),
                name="plan_open_of_coordinator",
            ),
            models.Index(
                fields=["team", "coordinator"],
                condition=Q(closed_at__isnull=True),
                name="plan_open_of_team",
            ),
        ]

    def __str__(self) -> str:
        return f"plan {self.pk}"


class LeadingPlan(models.Model):
    """Which plan goes first for a child of two homes: agreed when each home's coordinator said so.

    `agreed`: the households whose coordinator did. Nobody reads it but through
    kring.other_coordinators: neither home knows the other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.OneToOneField(Resident, models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    agreed = ArrayField(models.UUIDField())
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"welk plan voorgaat {self.pk}"


class CoordinationPeriod(models.Model):
    """Who coordinated from when to when, by a trigger: each period ends where the next starts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+", db_index=False)
    coordinator = models.ForeignKey(Position, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(until_at__isnull=True), name="period_one_current"
            ),
            models.UniqueConstraint(fields=["plan", "from_at"], name="period_starts_once"),
        ]

    def __str__(self) -> str:
        return f"periode {self.pk}"


class Closing(Record):
    """The conversation in which a plan was closed: what came of it, who stays, whom to call.

    `helped`: "Bent u verder geholpen?". Without aftercare it says why not. `ask_again_*`: for
    someone who wants no help now: who may ask again, and when.
    """

    class Helped(TextChoices):
        YES = "yes", "ja"
        PARTLY = "partly", "een beetje"
        NO = "no", "nee"
        NOT_ASKED = "not_asked", "niet kunnen vragen"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    plan = models.OneToOneField(Plan, models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    helped = models.CharField(max_length=10, choices=Helped)
    looked_back = models.TextField("in eigen woorden", max_length=2000, blank=True)
    stays = models.CharField("wie blijft erbij", max_length=200)
    call = models.CharField("bel", max_length=200)
    no_aftercare_because = models.CharField(max_length=200, blank=True)
    ask_again_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    ask_again_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Position, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["household"], name="closing_household")]

    def __str__(self) -> str:
        return f"afsluiting {self.pk}"


class FollowUp(Record):
    """Agreed when a plan closed: someone asks on a day how it goes, or whether help is welcome now.

    Whoever does it reaches the household (category contact, no more) until it is done, the plan
    begins again or nobody lives there any more. `how`: what the resident said; `again`: the
    resident wants help again. Then whoever coordinated is asked to call: a follow-up `returns`.
    """

    class Kind(TextChoices):
        AFTERCARE = "aftercare", "vragen hoe het gaat"
        ASK_AGAIN = "ask_again", "later weer vragen"
        RETURNS = "returns", "wil weer hulp"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    due_on = models.DateField("wanneer")
    done_at = models.DateTimeField(null=True)
    how = models.TextField("hoe gaat het", max_length=2000, blank=True)
    again = models.BooleanField("wil weer hulp", default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind"], condition=~Q(kind="returns"), name="followup_agreed_once"
            ),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(kind="returns", done_at__isnull=True),
                name="followup_returns_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["household"], name="followup_household"),
            models.Index(
                fields=["position", "due_on"],
                condition=Q(done_at__isnull=True),
                name="followup_open_of",
            ),
        ]

    def __str__(self) -> str:
        return f"nazorg {self.pk}"
