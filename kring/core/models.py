"""What every stored thing has: an identity for ever, a version, the moment it last changed."""

import enum
import uuid
from typing import cast

from django.db import models
from django.utils.translation import gettext_lazy


class Record(models.Model):
    """A row that others may point at, also from outside.

    `id` is random, so it says nothing about order or time; `version` and `updated_at` are
    raised by the database at each change and serve optimistic locking and ETags.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Kept(models.Model):
    """What somebody typed on a page and did not send yet; nobody else can read it.

    `whose`: the position or link that typed it. `path`: of the page. `typed`: by name of the field,
    as the form sends it. Thrown away when it is sent, or after a week.
    """

    whose = models.UUIDField()
    path = models.CharField(max_length=200)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["whose", "path"], name="kept_once")]
        indexes = [models.Index(fields=["saved_at"], name="kept_since")]

    def __str__(self) -> str:
        return f"kept {self.pk}"


class Sent(models.Model):
    """A form that was sent: the same one sent again, by a second press, changes nothing."""

    once = models.UUIDField(primary_key=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="sent_since")]

    def __str__(self) -> str:
        return f"sent {self.pk}"


class TextChoices(models.TextChoices):
    """Values with labels that each reader sees in the own language."""

    @enum.property
    def label(self) -> str:
        return cast(str, gettext_lazy(str(self._label_)))  # it reads as a str when it is shown
