"""One plan, one coordinator, and the one narrow table that says who may look."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kring.core.constraints import in_order, one_of
from kring.core.models import Record
from kring.directory.models import Organisation, Position, Team
from kring.residents.models import Household, Resident


class Category(models.TextChoices):
    """What kind of data a row holds; each row has exactly one."""

    CONTACT = "contact", "naam en bereikbaarheid"
    SITUATION = "situation", "wat er speelt"
    PLAN = "plan", "plan"
    FINANCE = "finance", "geld"
    HEALTH = "health", "gezondheid"
    SAFETY = "safety", "veiligheid"


class Access(models.Model):
    """One reason why one holder may see one household, in which categories, until when.

    `holder` is a position, a team (its intake), a resident or a guest's link. The application
    cannot write here: one definer function per reason does. Empty categories show the name only.
    `source` is the involvement, handover, role or event that gives the reason.
    """

    class Because(models.TextChoices):
        INVOLVEMENT = "involvement", "betrokkenheid"
        HANDOVER = "handover", "overdracht"
        STATUTORY = "statutory", "wettelijke rol"
        EMERGENCY = "emergency", "noodtoegang"
        DISCLOSURE = "disclosure", "verstrekking"
        COORDINATION = "coordination", "coördinatie"
        SELF = "self", "inwoner zelf"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    holder = models.UUIDField()
    categories = ArrayField(models.CharField(max_length=12, choices=Category))
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=12, choices=Because)
    source = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["household", "holder"], name="access_household"),
            models.Index(fields=["holder", "household"], name="access_holder"),
            models.Index(fields=["source"], name="access_source"),
        ]

    def __str__(self) -> str:
        return f"toegang {self.because}"


class Confidant(models.Model):
    """A holder who may know a resident's secret address or shelter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    holder = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resident", "holder"], name="confidant_once")
        ]

    def __str__(self) -> str:
        return f"vertrouwd {self.pk}"


class Plan(Record):
    """The one frame plan of a household; while it is open the household has one coordinator.

    A household is open exactly while its plan is. `coordinator` moves only by a Transfer; a
    trigger keeps the history (CoordinationPeriod). What the resident wants, in their words, is a
    plans.Words row: this envelope carries no text.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    coordinator = models.ForeignKey(Position, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    weight = models.PositiveSmallIntegerField("zwaarte", default=2)  # 1 light, 2 ordinary, 3 heavy
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


class CoordinationPeriod(models.Model):
    """Who coordinated from when to when, by a trigger: each period ends where the next starts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
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


class InformalPerson(Record):
    """Family, volunteer or neighbour in the circle: a light role, with protection of their own."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=120)
    tie = models.CharField("wie is dat", max_length=80)  # dochter, buurvrouw …
    phone = models.CharField("telefoon", max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["household"], name="informal_household")]

    def __str__(self) -> str:
        return f"naaste {self.pk}"


class Involvement(Record):
    """A party in the circle of a household. FHIR CareTeam.participant.

    Exactly one of position, team, resident, informal person. Says what for, on which ground and
    which categories it needs; ends when it ends, and asks "nog betrokken?" when it stays quiet.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(InformalPerson, models.PROTECT, null=True, related_name="+")
    role = models.CharField("rol", max_length=80)
    purpose = models.CharField("waarvoor", max_length=200)
    ground = models.CharField("grondslag", max_length=40)
    categories = ArrayField(models.CharField(max_length=12, choices=Category))
    shares = models.BooleanField("deelt mee", default=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    ends_on = models.DateField("tijdelijk tot", null=True, blank=True)
    last_active_at = models.DateTimeField()
    source = models.UUIDField(null=True)

    class Meta:
        constraints = [
            one_of("position", "team", "resident", "person"),
            in_order("from_at", "until_at"),
        ]
        indexes = [
            models.Index(fields=["household"], name="involvement_household"),
            models.Index(
                fields=["position"], condition=Q(until_at__isnull=True), name="involvement_position"
            ),
        ]

    def __str__(self) -> str:
        return f"betrokkenheid {self.pk}"


class StandIn(Record):
    """Acts for someone who is away; what is waarnemed does not move, and both are shown."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(Position, models.PROTECT, related_name="+")
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met")
    made_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")) & ~Q(position=F("stand_in")),
                name="standin_makes_sense",
            )
        ]
        indexes = [
            models.Index(fields=["stand_in", "until_on"], name="standin_of"),
            models.Index(fields=["position", "until_on"], name="standin_for"),
        ]

    def __str__(self) -> str:
        return f"waarneming {self.pk}"


class StatutoryRole(Record):
    """By decision, not by acceptance: within its scope it goes first."""

    class Kind(models.TextChoices):
        GUARDIAN = "youth_protection", "jeugdbeschermer"
        SAFE_HOME = "safe_home", "Veilig Thuis (onderzoek)"
        PROBATION = "probation", "reclassering"
        CARE_RESPONSIBLE = "care_responsible", "zorgverantwoordelijke"
        MENTOR = "mentor", "mentor"
        ADMINISTRATOR = "administrator", "bewindvoerder"
        CURATOR = "curator", "curator"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    kind = models.CharField("rol", max_length=20, choices=Kind)
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    scope = models.CharField("waarover", max_length=120)
    decision = models.CharField("besluit", max_length=120)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True, blank=True)
    successor = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["household"], name="statutory_household")]

    def __str__(self) -> str:
        return f"wettelijke rol {self.pk}"


class Transfer(Record):
    """Coordination on its way to someone else (invariant 2); each moment is the record of a step.

    proposed → accepted by the new coordinator → resident told and the reaction recorded (or two
    dated attempts) → all involved told, objections answered → in force. Or: declined, withdrawn,
    stopped by the resident, timed out to the old coordinator.
    """

    class Reaction(models.TextChoices):
        AGREES = "agrees", "vindt het goed"
        OBJECTS = "objects", "wil dit niet"
        NOT_REACHED = "not_reached", "niet bereikt na twee pogingen"

    class Ended(models.TextChoices):
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
    second_attempt_at = models.DateTimeField(null=True)
    resident_at = models.DateTimeField(null=True)
    reaction = models.CharField(max_length=12, choices=Reaction, blank=True)
    reaction_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    legal_ground = models.CharField("wettelijke grond", max_length=200, blank=True)
    told_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=12, choices=Ended, blank=True)

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
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=400, blank=True)

    def __str__(self) -> str:
        return f"bezwaar {self.pk}"
