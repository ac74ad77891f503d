"""What happened, and who looked: two streams that only grow."""

import uuid

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.functions import Now


class Transaction(models.BigIntegerField):  # type: ignore[type-arg]  # takes none when it runs
    """The number of the transaction that writes the row, as PostgreSQL gives it."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "xid8"

    def from_db_value(self, value: str | None, *_: object) -> int | None:
        return None if value is None else int(value)


class ThisTransaction(models.Func):
    """The transaction that runs now."""

    function = "pg_current_xact_id"
    output_field = Transaction()


class Event(models.Model):
    """Something that happened: the outbox that mail, notifications and exports read by cursor.

    Holds ids only, never what was written. `xact` and then `seq` is the order for a cursor; a
    reader takes rows before which nothing can be written any more (see queries.after).
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
    xact = Transaction(db_default=ThisTransaction(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["about"], name="event_about"),
            models.Index(fields=["xact", "seq"], name="event_in_order"),
        ]

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
