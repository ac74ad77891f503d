"""What is owed to whom: each notice exists once, and leaves at least once."""

import uuid

from django.db import models
from django.db.models.functions import Cast, NullIf

from kring.core.models import TextChoices

# Whoever acts in the transaction that writes, whoever wrote that statement.
ACTING_POSITION = Cast(
    NullIf(
        models.Func(
            models.Value("kring.position"), models.Value(True), function="current_setting",
            output_field=models.TextField(),
        ),
        models.Value(""),
    ),
    models.UUIDField(),
)  # fmt: skip


class Notice(models.Model):
    """One thing that waits for one party, told once. Holds no personal data.

    Unique by what it is about, whom it is for (a position or a team) and which step owes it; the
    Message-ID of its mail is derived from that key. `maker` is the position whose act owes it:
    one's own acts are no news. `chosen`: one of its readers wants at once what can
    wait for others; the database works that out as it is owed. `try_at`: not before then, after
    a mail server that refused.
    """

    class Channel(TextChoices):
        APP = "app", "in Kring"
        MAIL = "mail", "per e-mail"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField()
    step = models.CharField(max_length=40)
    whom = models.UUIDField()
    maker = models.UUIDField(null=True, db_default=ACTING_POSITION)
    urgent = models.BooleanField(default=False)
    at_once = models.BooleanField(db_default=False)
    chosen = models.BooleanField(db_default=False, editable=False)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["about", "step", "whom"], name="notice_owed_once")
        ]
        indexes = [
            models.Index(
                fields=["whom", "made_at"],
                condition=models.Q(seen_at__isnull=True, cancelled_at__isnull=True),
                name="notice_unseen",
            ),
            models.Index(
                fields=["made_at"],
                condition=models.Q(
                    models.Q(urgent=True) | models.Q(at_once=True) | models.Q(chosen=True),
                    mailed_at__isnull=True,
                    cancelled_at__isnull=True,
                    failed_at__isnull=True,
                ),
                name="notice_leaves",
            ),
            models.Index(
                fields=["failed_at"],
                condition=models.Q(
                    failed_at__isnull=False, seen_at__isnull=True, cancelled_at__isnull=True
                ),
                name="notice_undelivered",
            ),
        ]

    def __str__(self) -> str:
        return self.step


class Digest(models.Model):
    """The daily mail of one professional; without `sent_at` there was nothing to tell."""

    professional = models.UUIDField()
    day = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["professional", "day"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.day}"
