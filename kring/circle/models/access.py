"""Who may look: the one narrow table, and who knows a secret address."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.core.models import TextChoices
from kring.residents.models import Household, Resident


class Category(TextChoices):
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

    class Because(TextChoices):
        INVOLVEMENT = "involvement", "betrokkenheid"
        HANDOVER = "handover", "overdracht"
        STATUTORY = "statutory", "wettelijke rol"
        EMERGENCY = "emergency", "noodtoegang"
        DISCLOSURE = "disclosure", "verstrekking"
        COORDINATION = "coordination", "coördinatie"
        AFTERCARE = "aftercare", "nazorg"
        SELF = "self", "inwoner zelf"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="+", db_index=False)
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
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", db_index=False)
    holder = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resident", "holder"], name="confidant_once")
        ]

    def __str__(self) -> str:
        return f"vertrouwd {self.pk}"
