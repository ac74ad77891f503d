"""Whether the access log is what was written. Reads only; a job asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kring.core.reading import rows

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


@dataclass(frozen=True)
class Broken:
    """A day on which the log is not what was sealed."""

    day: date
    sealed: int
    found: int


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
