"""A worry of a first-ring professional; without a name by default, never added up."""

from django.db import models
from django.db.models import Q

from kring.core.constraints import in_order
from kring.core.models import Record, TextChoices
from kring.directory.models import Neighbourhood, Position, Team, Theme

from .handover import Handover


class Signal(Record):
    """A worry, told to a team. Named only with the giver's ground; there is no list per person.

    `text` and `about_name` are deleted six weeks after "geen actie" (configurable); theme and
    area stay. `knows`: whether the resident knows of the signal.
    """

    class Answer(TextChoices):
        HANDOVER = "handover", "besproken met de inwoner, het wordt een overdracht"
        NO_ACTION = "no_action", "geen actie"
        WRONG_DESK = "wrong_desk", "verkeerd adres"

    class Knows(TextChoices):
        YES = "yes", "ja"
        NO = "no", "nee"
        NOT_SAFE = "not_safe", "nee, dat is nu niet veilig"

    giver = models.ForeignKey(Position, models.PROTECT, related_name="+", db_index=False)
    typed_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    link = models.UUIDField(null=True)
    receiver_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, null=True, related_name="+")
    text = models.TextField("wat ziet u", blank=True)
    about_name = models.CharField("over wie", max_length=120, blank=True)
    ground = models.SlugField(blank=True)
    knows = models.CharField(max_length=8, choices=Knows, blank=True)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    reply = models.TextField("bericht aan de melder", max_length=2000, blank=True)
    became = models.OneToOneField(Handover, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    due_source = models.CharField(max_length=120)
    overdue_at = models.DateTimeField(null=True)
    erase_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            in_order("sent_at", "answered_at"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="signal_answer",
            ),
            models.CheckConstraint(
                condition=Q(about_name="") | (~Q(ground="") & ~Q(knows="")),
                name="signal_named_with_ground",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(text="", about_name=""),
                name="signal_erased",
            ),
        ]
        indexes = [
            models.Index(
                fields=["receiver_team", "due_at"],
                condition=Q(answered_at__isnull=True),
                name="signal_open",
            ),
            models.Index(fields=["giver", "-sent_at"], name="signal_given"),
            models.Index(
                fields=["due_at"],
                condition=Q(answered_at__isnull=True, overdue_at__isnull=True),
                name="signal_due",
            ),
            models.Index(
                fields=["erase_at"], condition=Q(erased_at__isnull=True), name="signal_to_erase"
            ),
        ]

    def __str__(self) -> str:
        return f"signaal {self.pk}"
