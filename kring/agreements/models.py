"""Terms that the software counts with; gets values, knows no handovers."""

from django.db import models
from django.db.models import F, Q

from kring.core.models import Record, TextChoices
from kring.directory.models import Organisation, Region


class Term(Record):
    """A time that was agreed: how long something may take, from when to when this holds.

    Most specific first: between two organisations, for the receiving organisation, for the
    region, and without any of these for everyone. Counted in working days.
    """

    class Kind(TextChoices):
        ACKNOWLEDGE = "acknowledge", "gezien"
        ACCEPT = "accept", "antwoord"
        CONTACT = "contact", "eerste contact"
        CONSULT = "consult", "antwoord op een vraag"
        SIGNAL = "signal", "antwoord op een signaal"
        FEEDBACK = "feedback", "terugkoppeling"
        OUTCOME = "outcome", "hoe het afliep"
        COORDINATION = "coordination", "antwoord op een voorstel tot overdragen van coördinatie"

    kind = models.CharField(max_length=12, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sender = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    working_days = models.PositiveSmallIntegerField()
    source = models.CharField("bron", max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="term_period",
            ),
            models.CheckConstraint(
                condition=Q(sender__isnull=True) | Q(receiver__isnull=False),
                name="term_sender_with_receiver",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.working_days} werkdagen ({self.source})"
