"""Who is in the circle: parties, relatives, stand-ins, statutory roles, emergencies."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kring.core.constraints import in_order, one_of
from kring.core.models import Record, TextChoices
from kring.directory.models import Organisation, Position, Team
from kring.residents.models import Household, Resident

from .access import Category


class InformalPerson(Record):
    """Family, volunteer or neighbour in the circle: a light role, with protection of their own."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
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

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
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
    # Set by a safety flag: then only confidants know that this party is involved.
    shielded = models.BooleanField(default=False, db_default=False, editable=False)

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

    position = models.ForeignKey(Position, models.PROTECT, related_name="+", db_index=False)
    stand_in = models.ForeignKey(Position, models.PROTECT, related_name="+", db_index=False)
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

    class Kind(TextChoices):
        GUARDIAN = "youth_protection", "jeugdbeschermer"
        SAFE_HOME = "safe_home", "Veilig Thuis (onderzoek)"
        PROBATION = "probation", "reclassering"
        CARE_RESPONSIBLE = "care_responsible", "zorgverantwoordelijke"
        MENTOR = "mentor", "mentor"
        ADMINISTRATOR = "administrator", "bewindvoerder"
        CURATOR = "curator", "curator"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
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


class EmergencyAccess(Record):
    """Someone without access looked because it could not wait: the reason first, three hours.

    The resident is told afterwards, unless that is unsafe: then why not.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    reason = models.TextField("reden", max_length=2000)
    at = models.DateTimeField()
    until_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    not_told_because = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["household"], name="emergency_household")]

    def __str__(self) -> str:
        return f"noodtoegang {self.pk}"
