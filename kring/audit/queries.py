"""What happened since, and whether the access log is what was written. Reads only; a job asks."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kring.core.reading import read, rows

MANY = 500

_FIRST_OPEN = """
select coalesce((select max(day) + 1 from audit_seal),
                (select (min(at) at time zone 'UTC')::date from audit_accessevent)) as day
"""

# Sessions of one's own role are visible to it: a transaction that began before a day ended may
# still write in that day.
_OLDEST = """
select min(xact_start) as began from pg_stat_activity
 where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
"""

_SEALS = "select day, rows, digest from audit_seal order by day"

_AGAIN = "select amount, digest from kring.log_digest(%(day)s, %(before)s)"

# Not by `seq` alone: a transaction can take a number, and write and end after one with a higher
# number. Whatever still runs, or begins later, has a transaction that comes after all of these.
_AFTER = """
select xact::text::bigint as xact, seq, id, what, about, household, by_position, by_kind, at,
       details::text as details
  from audit_event
 where (xact, seq) > (%(xact)s::text::xid8, %(seq)s)
   and xact < pg_snapshot_xmin(pg_current_snapshot())
 order by xact, seq
 limit %(many)s
"""


@dataclass(frozen=True)
class Cursor:
    """How far a reader of the events has come; without anything: at the beginning."""

    xact: int = 0
    seq: int = 0


@dataclass(frozen=True, kw_only=True)
class Happened:
    """One event. `cursor`: where to go on after it."""

    cursor: Cursor
    id: UUID
    what: str
    about: UUID
    household: UUID | None
    by_position: UUID | None
    by_kind: str
    at: datetime
    details: dict[str, Any]


@dataclass(frozen=True)
class Broken:
    """A day on which the log is not what was sealed."""

    day: date
    sealed: int
    found: int


def after(cursor: Cursor, *, many: int = MANY) -> list[Happened]:
    """The next events after this one, oldest first: none twice, and none passed over.

    What is being written waits until nothing before it can be written any more, so one transaction
    that stays open holds back all that comes after it. One query.
    """
    return read(_happened, _AFTER, xact=cursor.xact, seq=cursor.seq, many=many)


def _happened(*, xact: int, seq: int, details: str, **given: Any) -> Happened:
    return Happened(cursor=Cursor(xact, seq), details=json.loads(details), **given)


def first_open() -> date | None:
    """The first day that has no seal yet; None when nothing was ever logged."""
    found: date | None = rows(_FIRST_OPEN)[0]["day"]
    return found


def oldest_transaction() -> datetime | None:
    """Since when the oldest transaction of the application runs."""
    found: datetime | None = rows(_OLDEST)[0]["began"]
    return found


def verify() -> tuple[int, list[Broken]]:
    """How many days are sealed, and those whose rows, order or seal were changed since."""
    broken: list[Broken] = []
    before: bytes | None = None
    due: date | None = None
    seals = rows(_SEALS)
    for seal in seals:
        again = rows(_AGAIN, day=seal["day"], before=before)[0]
        if due not in (None, seal["day"]) or bytes(again["digest"]) != bytes(seal["digest"]):
            broken.append(Broken(seal["day"], seal["rows"], again["amount"]))
        before, due = bytes(seal["digest"]), seal["day"] + timedelta(days=1)
    return len(seals), broken
