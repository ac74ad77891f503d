"""Residents, households, how to reach someone safely, who has authority over whom."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from kring.core.models import Record, TextChoices
from kring.directory.models import Neighbourhood, Position


class Household(Record):
    """Residents who share a plan; a shared home is not needed.

    It is *aangemeld* until a position accepts coordination: then it has an open circle.Plan.
    `code` is what people may say on the phone: random, without meaning.
    """

    code = models.CharField(max_length=9, editable=False)
    name = models.CharField("naam", max_length=120)
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.code


class Resident(Record):
    """The person it is about. FHIR Patient. Nothing but a name is needed."""

    given_name = models.CharField("voornaam of voorletters", max_length=80, blank=True)
    name_prefix = models.CharField("tussenvoegsel", max_length=20, blank=True)
    family_name = models.CharField("achternaam", max_length=120)
    salutation = models.CharField("aanhef", max_length=20, blank=True)  # mevrouw, meneer, or empty
    born_on = models.DateField("geboortedatum", null=True, blank=True)
    deceased_on = models.DateField("overleden op", null=True, blank=True)
    # Set by a safety flag: then only a confidant (circle.Confidant) knows of this person here.
    shielded = models.BooleanField(default=False, db_default=False, editable=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(  # finds whoever may be the same person
                "born_on",
                Lower("family_name"),
                condition=Q(born_on__isnull=False),
                name="resident_born_and_named",
            )
        ]

    def __str__(self) -> str:
        return f"inwoner {self.pk}"

    @property
    def name(self) -> str:
        """As on screen: Mevrouw El Amrani, Bram de Vries, De Vries."""
        surname = " ".join(part for part in (self.name_prefix, self.family_name) if part)
        first = self.given_name or self.salutation
        name = f"{first} {surname}" if first else surname
        return name[:1].upper() + name[1:]


class Membership(Record):
    """A resident belongs to a household in a role, for a period; paused in hospital or shelter."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField("rol", max_length=40, blank=True)  # moeder, zoon, alleenstaand …
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True, blank=True)
    paused_because = models.CharField("tijdelijk elders", max_length=80, blank=True)
    shielded = models.BooleanField(default=False, db_default=False, editable=False)
    # The key that became old in the merge that began or ended this: a split takes back that much.
    begun_by_merge = models.UUIDField(null=True, editable=False)
    ended_by_merge = models.UUIDField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="membership_period",
            )
        ]
        indexes = [
            models.Index(fields=["household"], name="membership_household"),
            models.Index(fields=["resident"], name="membership_resident"),
        ]

    def __str__(self) -> str:
        return f"lidmaatschap {self.pk}"


class HomeCode(models.Model):
    """A code that a coordinator says over the phone, so that a child joins that household too.

    Used once and for a day; only its keyed hash is kept, and nobody reads it back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    hash = models.BinaryField(max_length=32)
    made_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    until_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["hash"], name="homecode_hash")]

    def __str__(self) -> str:
        return f"code {self.pk}"


class Reachability(Record):
    """How to reach a resident, and what is safe. Nothing here is needed: no phone, no mail.

    With `household` it is known in that household only, as an address is.
    """

    class Safe(TextChoices):
        YES = "yes", "ja"
        NO = "no", "nee"
        UNKNOWN = "unknown", "weet ik niet"

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="+", db_index=False
    )
    phone = models.CharField("telefoon", max_length=20, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    best_times = models.CharField("wanneer", max_length=120, blank=True)
    safe_to_call = models.CharField(
        "mag u bellen", max_length=8, choices=Safe, default=Safe.UNKNOWN
    )
    safe_voicemail = models.CharField(
        "mag u inspreken", max_length=8, choices=Safe, default=Safe.UNKNOWN
    )
    safe_letter = models.CharField(
        "mag u een brief sturen", max_length=8, choices=Safe, default=Safe.UNKNOWN
    )
    via_desk = models.CharField("anders te bereiken", max_length=200, blank=True)
    language = models.CharField("taal", max_length=40, blank=True)
    interpreter = models.BooleanField("tolk nodig", default=False)
    reads_with_difficulty = models.BooleanField("leest moeilijk", default=False)
    someone_present = models.CharField("wil iemand erbij", max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "household"], nulls_distinct=False, name="reachability_once"
            )
        ]

    def __str__(self) -> str:
        return f"bereikbaarheid {self.pk}"


class Address(Record):
    """Where a resident lives. A secret one is for named positions (circle.Confidant) only.

    With `household` it is known in that household only: a child with two homes has an address
    in each, and neither home learns of the other's.
    """

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    street = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=6, blank=True)
    town = models.CharField("plaats", max_length=80, blank=True)
    secret = models.BooleanField("geheim adres", default=False)

    class Meta:
        indexes = [models.Index(fields=["resident"], name="address_resident")]

    def __str__(self) -> str:
        return f"adres {self.pk}"


class Identifier(Record):
    """A number of a resident in some system; a BSN encrypted, found by a blind index.

    `value` is authenticated ciphertext; `blind` a keyed SHA-256 that only a definer function
    compares. Not unique: a constraint would tell who is known.
    """

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    system = models.CharField(max_length=120)
    value = models.BinaryField()
    blind = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["blind"], name="identifier_blind")]

    def __str__(self) -> str:
        return f"nummer {self.pk}"


class Authority(Record):
    """Who may decide for a resident: parent with authority, mentor, proxy, partner, family.

    With `household` it is known in that household only, as an address is.
    """

    class Kind(TextChoices):
        PARENT = "parent", "ouder met gezag"
        GUARDIAN = "guardian", "voogd"
        MENTOR = "mentor", "mentor"
        CURATOR = "curator", "curator"
        ADMINISTRATOR = "administrator", "bewindvoerder"
        PROXY = "proxy", "gemachtigde"
        PARTNER = "partner", "partner"
        FAMILY = "family", "familie"

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_index=False)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="+", db_index=False
    )
    holder = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="+")
    holder_name = models.CharField("naam", max_length=120, blank=True)
    kind = models.CharField(max_length=14, choices=Kind)
    safe = models.CharField(
        "veilig te betrekken", max_length=8, choices=Reachability.Safe, default="unknown"
    )
    from_on = models.DateField("vanaf")
    until_on = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["resident"], name="authority_resident")]

    def __str__(self) -> str:
        return f"gezag {self.pk}"


class Alias(models.Model):
    """An identifier that a merge or split made old; it keeps pointing to what it became."""

    old = models.UUIDField(primary_key=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"alias {self.old}"
