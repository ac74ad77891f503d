"""What is owed to whom: each notice exists once, and leaves at least once."""

import uuid

from django.db import models


class Notice(models.Model):
    """One thing that waits for one party, told once. Holds no personal data.

    Unique by what it is about, whom it is for and which step owes it; the Message-ID of its mail
    is derived from that key. `position` or `team` is whom it is for.
    """

    class Channel(models.TextChoices):
        APP = "app", "in Kring"
        MAIL = "mail", "per e-mail"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.UUIDField()
    step = models.CharField(max_length=40)
    whom = models.UUIDField()
    urgent = models.BooleanField(default=False)
    path = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
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
                condition=models.Q(mailed_at__isnull=True, cancelled_at__isnull=True, urgent=True),
                name="notice_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return self.step


class Digest(models.Model):
    """A daily mail that was sent: one professional, one day."""

    professional = models.UUIDField()
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["professional", "day"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.day}"
