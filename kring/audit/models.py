"""What happened, and who looked: two streams that only grow."""

import uuid

from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """Something that happened: the outbox that mail, notifications and exports read by cursor.

    Holds ids only, never what was written. `seq` is the order of writing, for a cursor; a
    reader takes rows whose transaction ended (see queries.after).
    """

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(default=uuid.uuid4, editable=False)
    what = models.CharField(max_length=60)
    about = models.UUIDField()
    household = models.UUIDField(null=True)
    by_position = models.UUIDField(null=True)
    by_kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    written_at = models.DateTimeField(db_default=Now())
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["about"], name="event_about")]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"


class AccessEvent(models.Model):
    """One line of the access log (NEN 7513): who looked at or changed what, on which ground.

    No foreign keys: the log outlives what it is about. Partitioned by month.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    action = models.CharField(max_length=20)  # read, search, print, create, change, emergency …
    household = models.UUIDField(null=True)
    resident = models.UUIDField(null=True)
    object = models.CharField(max_length=60)
    object_id = models.UUIDField(null=True)
    professional = models.UUIDField(null=True)
    position = models.UUIDField(null=True)
    on_behalf_of = models.UUIDField(null=True)
    link = models.UUIDField(null=True)
    because = models.CharField(max_length=20)
    emergency = models.BooleanField(default=False)
    request_id = models.CharField(max_length=40)

    class Meta:
        managed = False
        db_table = "audit_accessevent"

    def __str__(self) -> str:
        return f"{self.action} {self.object} {self.at:%Y-%m-%d %H:%M}"


class Seal(models.Model):
    """A closed day of the access log: a SHA-256 over its rows and the previous seal."""

    day = models.DateField(primary_key=True)
    rows = models.PositiveIntegerField()
    digest = models.BinaryField(max_length=32)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day}: {self.rows}"
