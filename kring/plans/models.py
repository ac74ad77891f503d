"""The plan's content. Every row has one category and says whom it concerns."""

import uuid

from django.db import models
from django.db.models import Q

from kring.circle.models import Category, InformalPerson, Plan
from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices
from kring.directory.models import Organisation, Position, Theme
from kring.residents.models import Household, Resident
from kring.sharing.models import Disclosure


class Words(Record):
    """What a resident wants, in their own words; the first thing on the plan."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    text = models.TextField("in eigen woorden")
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    said_on = models.DateField()
    written_by = models.ForeignKey(Position, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["household"], name="words_household")]

    def __str__(self) -> str:
        return f"woorden {self.pk}"


class Goal(Record):
    """Where the resident wants to get, in their words. FHIR Goal. `concerns` empty: all members."""

    class Result(TextChoices):
        REACHED = "reached", "bereikt"
        PARTLY = "partly", "deels bereikt"
        NOT = "not", "niet bereikt"
        STOPS = "stops", "stopt"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    title = models.CharField("doel", max_length=300)
    concerns = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    agreed_by_resident = models.BooleanField(
        "anderen in het huishouden mogen dit zien", default=False
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    order = models.PositiveSmallIntegerField(default=0)
    target_on = models.DateField("streefdatum", null=True, blank=True)
    owner = models.ForeignKey(Position, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    reached_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=200, blank=True)

    # Said when the plan closed, of a goal that was open still; empty before.
    result = models.CharField(max_length=8, choices=Result, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["household"], name="goal_household")]

    def __str__(self) -> str:
        return f"doel {self.pk}"


class Action(Record):
    """One thing one person does. Given to someone else it counts when accepted.

    The doer is a position, a resident or an informal person; what was agreed while present is
    accepted, and relatives never "accept".
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, related_name="+")
    title = models.CharField("actie", max_length=300)
    concerns = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    doer = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    doer_resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    doer_person = models.ForeignKey(InformalPerson, models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    due_on = models.DateField("wanneer klaar")
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    # Stopped when the plan closed: who goes on with it outside the plan; empty: nobody.
    goes_on_with = models.CharField("gaat mee naar", max_length=200, blank=True, db_default="")
    contradicts = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(doer__isnull=False, doer_resident__isnull=True, doer_person__isnull=True)
                    | Q(doer__isnull=True, doer_resident__isnull=False, doer_person__isnull=True)
                    | Q(doer__isnull=True, doer_resident__isnull=True, doer_person__isnull=False)
                ),
                name="action_one_doer",
            ),
            in_order("given_at", "accepted_at"),
            models.CheckConstraint(
                condition=Q(declined_at__isnull=True) | Q(accepted_at__isnull=True),
                name="action_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["household"], name="action_household"),
            models.Index(
                fields=["doer", "due_on", "id"],
                condition=Q(
                    done_at__isnull=True, stopped_at__isnull=True, declined_at__isnull=True
                ),
                name="action_open_of_doer",
            ),
        ]

    def __str__(self) -> str:
        return f"actie {self.pk}"


class PartyPlan(Record):
    """Another party's own plan (zorgplan, schuldregeling, OPP): referenced, never copied."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    concerns = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    name = models.CharField("naam van het plan", max_length=120)
    reference = models.CharField("waar staat het", max_length=200, blank=True)
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    review_on = models.DateField("wordt besproken op", null=True, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["household"], name="partyplan_household")]

    def __str__(self) -> str:
        return f"plan van partij {self.pk}"


class Note(Record):
    """A line on the timeline that someone wrote, in one category."""

    class Kind(TextChoices):
        NOTE = "note", "notitie"
        VISIT = "visit", "huisbezoek"
        CALL = "call", "gesprek aan de telefoon"
        TALK = "talk", "gesprek"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.NOTE)
    text = models.TextField("wat wilt u bewaren")
    concerns = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    category = models.CharField(max_length=12, choices=Category, default=Category.SITUATION)
    only_me = models.BooleanField("alleen ik", default=False)
    at = models.DateTimeField()
    written_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["household", "-at"], name="note_household")]

    def __str__(self) -> str:
        return f"notitie {self.pk}"


class NoteReader(models.Model):
    """A party that reads a note which only its writer would: by a disclosure, until withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    giver = models.ForeignKey(Position, models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["note", "position"],
                condition=Q(until_at__isnull=True),
                name="notereader_once_at_a_time",
            ),
            in_order("at", "until_at"),
        ]

    def __str__(self) -> str:
        return f"lezer {self.pk}"


class IfWorse(Record):
    """Als het misgaat: whom to call, what to do; one per household, on top of each page of it."""

    household = models.OneToOneField(Household, models.PROTECT, related_name="+")
    call = models.CharField("bel", max_length=200)
    do = models.TextField("doe", max_length=2000, blank=True)
    category = models.CharField(max_length=12, choices=Category, default=Category.PLAN)
    written_by = models.ForeignKey(Position, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"als het misgaat {self.pk}"
