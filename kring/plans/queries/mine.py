"""What I have to do on plans, across households."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core import moments
from kring.core.actor import Me
from kring.core.reading import Row, rows

FIRST = 10  # beside what waits; who asks for more gets a page
PAGE = 25


@dataclass(frozen=True, kw_only=True)
class MyAction:
    """One action of mine. `asks`: it waits for my answer. `for_other`: I stand in for its doer."""

    id: UUID
    version: int
    title: str
    household: UUID
    household_name: str
    due_on: date
    late: bool
    asks: bool
    for_other: bool


@dataclass(frozen=True, kw_only=True)
class MyActions:
    """Ten actions, then 25 a page, the first due first; `next` says where the next page begins."""

    actions: tuple[MyAction, ...]
    next: str


# Begins at the partial index on the open actions of a doer.
_MINE = """
select a.id, a.version, a.title, a.household_id as household,
  coalesce(h.name, '') as household_name, a.due_on, a.due_on < %(today)s as late,
  a.accepted_at is null as asks,
  a.doer_id is distinct from (select kring.position()) as for_other
from plans_action a left join residents_household h on h.id = a.household_id
where a.doer_id = any((select kring.holders())::uuid[])
  and a.done_at is null and a.stopped_at is null and a.declined_at is null
  and (%(day)s::date is null or (a.due_on, a.id) > (%(day)s, %(key)s::uuid))
order by a.due_on, a.id limit %(many)s
"""


def my_actions(me: Me, /, *, after: str = "") -> MyActions:
    """My open actions and those of whom I stand in for. One statement.

    `after`: `next` of the page before, as it came; anything else begins anew.
    """
    day, key = _read(after)
    many = PAGE if day else FIRST
    found = rows(_MINE, today=moments.local(me.at).date(), day=day, key=key, many=many + 1)
    return MyActions(
        actions=tuple(MyAction(**row) for row in found[:many]),
        next=_next(found[many - 1]) if len(found) > many else "",
    )


def _next(row: Row) -> str:
    return f"{row['due_on'].isoformat()}_{row['id']}"


def _read(after: str) -> tuple[date | None, UUID | None]:
    day, _, key = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(key)
    except ValueError:
        return None, None
