"""Why data may be shared, and each act of sharing."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kring.circle.models import Category, Involvement
from kring.core.constraints import together
from kring.core.models import Record, TextChoices
from kring.directory.models import Position, Team
from kring.residents.models import Household, Resident


class LegalBasis(Record):
    """One row of the closed table of legal grounds; configuration with validity dates.

    `key` says which of the three keys it can be. `rings` and `functions`: who may use it (empty:
    everyone). `checked`: a lawyer confirmed it; a text marked `u` in the norms is not.
    """

    class Key(TextChoices):
        GROUND = "ground", "grondslag"
        SECRECY = "secrecy", "reden om te mogen spreken"
        ROUTE = "route", "afspraak of uitzondering"

    code = models.SlugField()
    key = models.CharField(max_length=8, choices=Key)
    name = models.CharField("naam", max_length=160)
    article = models.CharField("wetsartikel", max_length=120)
    needs_consent = models.BooleanField(default=False)
    rings = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    functions = ArrayField(models.SlugField(), default=list, blank=True)
    categories = ArrayField(
        models.CharField(max_length=12, choices=Category), default=list, blank=True
    )
    checked = models.BooleanField("nagekeken door een jurist", default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "key", "valid_from"], name="legalbasis_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="legalbasis_period",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Disclosure(models.Model):
    """One act of sharing: what, from whom, to whom, for what, on which keys. Never changed.

    `about` is the handover, signal, involvement or feedback that it belongs to.
    `told_at` or `not_told_because` says whether and when the resident was told; waiting has a day
    on which it is looked at again.
    """

    class How(TextChoices):
        SPOKEN = "spoken", "mondeling"
        WRITTEN = "written", "schriftelijk"
        VIA_CALLER = "via_caller", "zoals de beller het zei"
        NONE = "", "niet gevraagd"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField()
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="+", db_index=False
    )
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+")
    giver = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    to_position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    purpose = models.CharField(max_length=200)
    categories = ArrayField(models.CharField(max_length=12, choices=Category))
    ground = models.SlugField()
    secrecy_ground = models.SlugField(blank=True)
    route = models.SlugField()
    consent_how = models.CharField(max_length=10, choices=How, blank=True)
    consent_heard_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    not_told_because = models.CharField(max_length=200, blank=True)
    told_review_on = models.DateField(null=True)
    written_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_at__isnull=False)
                | (~Q(not_told_because="") & Q(told_review_on__isnull=False)),
                name="disclosure_told_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(consent_how="")
                | Q(consent_heard_by__isnull=False)
                | Q(giver__isnull=True),
                name="disclosure_heard_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(to_position__isnull=False) | Q(to_team__isnull=False),
                name="disclosure_has_receiver",
            ),
        ]
        indexes = [
            models.Index(fields=["about"], name="disclosure_about"),
            models.Index(fields=["household"], name="disclosure_household"),
            models.Index(
                fields=["giver", "told_review_on"],
                condition=Q(told_at__isnull=True),
                name="disclosure_untold",
            ),
        ]

    def __str__(self) -> str:
        return f"verstrekking {self.pk}"


class Telling(models.Model):
    """A look at whether the resident may know now what was shared before. Never changed.

    `told_on` and `how` when they know; else `not_because`, and `review_on`: when is looked again.
    """

    class How(TextChoices):
        TALK = "talk", "in een gesprek"
        PHONE = "phone", "aan de telefoon"
        LETTER = "letter", "in een brief of bericht"
        OTHER = "other", "via iemand anders"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, models.PROTECT, related_name="+", db_index=False)
    told_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True)
    not_because = models.CharField(max_length=200, blank=True)
    review_on = models.DateField(null=True)
    by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(told_on__isnull=False, review_on__isnull=True) & ~Q(how=""))
                | (Q(told_on__isnull=True, review_on__isnull=False) & ~Q(not_because="")),
                name="telling_told_or_why_not",
            ),
            models.UniqueConstraint(
                fields=["disclosure"],
                condition=Q(told_on__isnull=False),
                name="telling_told_once",
            ),
        ]
        indexes = [models.Index(fields=["disclosure", "-at"], name="telling_of")]

    def __str__(self) -> str:
        return f"vertellen {self.pk}"


class SafetyFlag(Record):
    """Something about a resident that would endanger when known: a person, a place or a party.

    `review_on`: when is looked again whether this is still needed. What was said stays; lifting it
    says why as well. `successor`: who looks after it once the plan is closed.
    """

    class Hides(TextChoices):
        PERSON = "person", "de persoon"
        PLACE = "place", "de plek"
        PARTY = "party", "een betrokken partij"

    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+")
    involvement = models.ForeignKey(Involvement, models.PROTECT, null=True, related_name="+")
    hides = models.CharField(max_length=8, choices=Hides)
    set_by = models.ForeignKey(Position, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    reason = models.TextField("waarom", max_length=2000, blank=True, db_default="")
    review_on = models.DateField()
    successor = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField("waarom", max_length=2000, blank=True, db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(hides="party") | Q(involvement__isnull=False),
                name="safetyflag_names_the_party",
            ),
            together("lifted_at", "lifted_by"),
        ]
        indexes = [models.Index(fields=["household"], name="safetyflag_household")]

    def __str__(self) -> str:
        return f"veiligheid {self.pk}"
