"""What every stored thing has: an identity for ever, a version, the moment it last changed."""

import uuid

from django.db import models


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
