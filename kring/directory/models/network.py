"""The network as facts: who works where, in which function, reachable when."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from kring.accounts.models import Professional
from kring.core.constraints import one_of
from kring.core.models import Record, TextChoices

# What follows "het" and "uw" in our sentences: wijkteam, buurtteam, sociaal team.
TEAM_WORD = r"^([a-zà-ÿ-]+ )*[a-zà-ÿ-]*team$"
BRAND = r"^#[0-9a-f]{6}$"


class Ring(TextChoices):
    """How near a function stands to the neighbourhood team; never shown to residents."""

    CORE = "core", "wijkteam"
    FIRST = "first", "eerste ring"
    SECOND = "second", "tweede ring"
    INFORMAL = "informal", "informeel"


class Region(Record):
    """Root of organisations; one database may hold several."""

    code = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=120)
    team_word = models.CharField("hoe heet het team hier", max_length=40, default="wijkteam")
    brand = models.CharField("merkkleur", max_length=7, default="#0f5b66")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(team_word__regex=TEAM_WORD), name="region_team_word_ends_in_team"
            ),
            models.CheckConstraint(
                condition=Q(brand__regex=BRAND), name="region_brand_is_a_colour"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(Record):
    """A CBS neighbourhood (buurt) or district (wijk) with its outline as GeoJSON geometry."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    cbs_code = models.CharField("CBS-code", max_length=10, unique=True)
    name = models.CharField("naam", max_length=120)
    outline = models.JSONField(null=True)

    def __str__(self) -> str:
        return self.name


class Theme(Record):
    """What something is about. `name` is the plain word on screen.

    Without a region it is shared by all of them, and no region may change it. From `ended_on` it
    is not offered any more; what is about it stays so.
    """

    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    code = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField("niet meer te kiezen sinds", null=True)

    def __str__(self) -> str:
        return self.name


class ThemeWord(models.Model):
    """How one sector says it, so that both sectors' languages find the same theme."""

    class Sector(TextChoices):
        CARE = "care", "zorg"
        WELFARE = "welfare", "welzijn"
        MUNICIPALITY = "municipality", "gemeente"
        PLAIN = "plain", "gewone taal"

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="words", db_index=False)
    sector = models.CharField(max_length=12, choices=Sector)
    word = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "sector", "word"], name="themeword_once")
        ]

    def __str__(self) -> str:
        return self.word


class Function(Record):
    """What someone does: huisarts, wijkagent … with what follows from it.

    Without a region it is shared by all of them, and no region may change it.
    `secrecy`: bound by professional secrecy (then sharing needs a secrecy ground as well).
    `feedback`: what a sender in this function may hear by default.
    """

    class Feedback(TextChoices):
        ONLY_THAT = "only_that", "alleen dat er contact is"
        OUTCOME = "outcome", "wie, wat nu en uitkomst"

    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    code = models.SlugField(unique=True)
    name = models.CharField("naam", max_length=80)
    ring = models.CharField(max_length=10, choices=Ring)
    secrecy = models.BooleanField("beroepsgeheim", default=False)
    feedback = models.CharField(max_length=10, choices=Feedback, default=Feedback.ONLY_THAT)

    def __str__(self) -> str:
        return self.name


class FunctionWord(models.Model):
    """How the lists of a region write a function: a word that is not its name."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", db_index=False)
    function = models.ForeignKey(Function, models.CASCADE, related_name="words")
    word = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "word"], name="functionword_means_one")
        ]

    def __str__(self) -> str:
        return self.word


class Organisation(Record):
    """Practice, municipality, housing corporation, school, association."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    name = models.CharField("naam", max_length=160)
    kind = models.CharField("soort", max_length=40, blank=True)
    kvk = models.CharField("KvK-nummer", max_length=8, blank=True)
    agb = models.CharField("AGB-code", max_length=8, blank=True)
    oin = models.CharField("OIN", max_length=20, blank=True)
    email = models.EmailField("e-mailadres (gedeelde postbus)", blank=True)
    phone = models.CharField("telefoon", max_length=20, blank=True)
    address = models.CharField("adres", max_length=200, blank=True)
    escalation = models.ForeignKey(
        "Position", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["region", "name"], name="organisation_region_name")]

    def __str__(self) -> str:
        return self.name


class Team(Record):
    """Unit with a work area inside an organisation; its intake reads what is sent to the team."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=120)
    is_core = models.BooleanField("is het wijkteam", default=False)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoon van de voordeur", max_length=20, blank=True)
    address = models.CharField("adres van de voordeur", max_length=200, blank=True)
    area = models.ManyToManyField(Neighbourhood, related_name="+", blank=True)
    escalation = models.ForeignKey(
        "Position", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Position(Record):
    """A professional at an organisation (and team) in a function, for a period.

    FHIR PractitionerRole. Work is addressed to and done from a position. `acts_for`: the
    responsible professional of the same practice on whose behalf an assistant works.
    `assured_on`: when they themselves last said that how to reach them is right.
    """

    professional = models.ForeignKey(Professional, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    function = models.ForeignKey(Function, models.PROTECT, related_name="+")
    acts_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    phone = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    remark = models.CharField("zo bereikt u mij het best", max_length=200, blank=True)
    weekly_hours = models.DecimalField(
        "uren per week", max_digits=4, decimal_places=1, null=True, blank=True
    )
    on_intake = models.BooleanField("aanmeldienst", default=False)
    is_lead = models.BooleanField("teamleider", default=False)
    is_admin = models.BooleanField("beheert de gegevens van de organisatie", default=False)
    is_privacy_officer = models.BooleanField("functionaris gegevensbescherming", default=False)
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True, blank=True)
    assured_on = models.DateField("nagekeken op", null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="position_period",
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional}, {self.function}"


class Hours(models.Model):
    """When someone or a team's front desk can be reached: a stretch of one weekday (0 = Monday)."""

    position = models.ForeignKey(
        Position, models.CASCADE, null=True, blank=True, related_name="hours"
    )
    team = models.ForeignKey(Team, models.CASCADE, null=True, blank=True, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()

    class Meta:
        constraints = [
            one_of("position", "team"),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, closes_at__gt=F("opens_at")), name="hours_make_sense"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens_at}–{self.closes_at}"


class EmergencyNumber(models.Model):
    """Whom to call in this region at this hour; without a region: everywhere."""

    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="+")
    purpose = models.CharField("waarvoor", max_length=80)
    phone = models.CharField("telefoon", max_length=20)
    opens_at = models.TimeField("vanaf", null=True, blank=True)
    closes_at = models.TimeField("tot", null=True, blank=True)
    weekend_only = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.purpose}: {self.phone}"


class Findable(models.Model):
    """An organisation, team or position as one looks for it; a trigger keeps it.

    `words` are plain (`kring.plain`): the own name first, then function, team and organisation.
    Found from `from_on` until and including `until_on`.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12)  # organisation, team or position
    region = models.ForeignKey(Region, models.CASCADE, related_name="+", db_index=False)
    words = models.TextField()
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        # With the region: what half the country is called, few are called here.
        indexes = [
            GinIndex(
                fields=["region", "words"],
                name="findable_in_region",
                opclasses=["uuid_ops", "gin_trgm_ops"],
            )
        ]

    def __str__(self) -> str:
        return self.words


class FindableWord(models.Model):
    """A word that something in a region can be found by; a trigger keeps it."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="+", db_index=False)
    word = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "word"], name="findableword_once")]

    def __str__(self) -> str:
        return self.word
