"""Who knocks at the doors for people without an account."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from kring.core.models import TextChoices


class Knock(models.Model):
    """Someone tried a door: counted, so that guessing is slow, and answered by a job.

    `came_from` and `asked_for` are keyed hashes of the network address and of what was typed.
    `email` is there only until the job has answered. `who`: the positions behind a shared mailbox,
    of which the guest says which one.
    """

    class Door(TextChoices):
        ASK = "ask", "een link vragen"
        OPEN = "open", "een link of code proberen"
        HELP = "help", "hulp vragen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    door = models.CharField(max_length=4, choices=Door)
    came_from = models.BinaryField(max_length=32)
    asked_for = models.BinaryField(max_length=32)
    email = models.EmailField(blank=True)
    who = ArrayField(models.UUIDField(), default=list)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["door", "came_from", "at"], name="knock_came_from"),
            models.Index(fields=["door", "asked_for", "at"], name="knock_asked_for"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.at:%Y-%m-%d %H:%M}"
