"""Lists of households: they begin at what my holders may see, never at the table."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, Row, rows

PAGE = 25


@dataclass(frozen=True, kw_only=True)
class Line:
    """One household in a list. Without coordinator it is *aangemeld*, or closed."""

    id: UUID
    code: str
    name: str
    neighbourhood: str
    coordinator: UUID | None
    coordinator_name: str
    mine: bool
    last_active_at: datetime | None
    because: str  # why I see it: circle.Access.Because
    closed: bool
    quiet: bool  # open, and nothing happened for QUIET_DAYS


@dataclass(frozen=True, kw_only=True)
class Page:
    """At most 25 lines and where the next page begins; `next` is empty on the last."""

    lines: tuple[Line, ...]
    next: str


QUIET_DAYS = 42

# Recent first: the moment something happened on the plan, else when I got access.
_LIST = f"""
with mine as materialized (
  select a.household_id, min(a.because) as because, max(a.from_at) as from_at
  from circle_access a
  where a.holder = any((select kring.holders())::uuid[]) and a.from_at <= (select kring.at())
    and (a.until_at is null or a.until_at > (select kring.at()))
  group by a.household_id
), here as (  -- what was merged is listed as what it became, for who sees that
  select mine.* from mine join residents_household h on h.id = mine.household_id
  where h.merged_into_id is null
    or not exists (select from residents_household k where k.id = h.merged_into_id)
), known as (
  select m.household_id, m.because, p.coordinator_id, p.last_active_at,
    coalesce(p.last_active_at, m.from_at) as recent
  from here m left join circle_plan p on p.household_id = m.household_id and p.closed_at is null
  where not %(own)s or p.coordinator_id = any((select kring.holders())::uuid[])
), page as (
  select * from known
  where %(after_at)s::timestamptz is null
    or (recent, household_id) < (%(after_at)s, %(after)s::uuid)
  order by recent desc, household_id desc limit {PAGE + 1}
)
select h.id, h.code, h.name, coalesce(n.name, '') as neighbourhood,
  page.coordinator_id as coordinator,
  coalesce({PROFESSIONAL_NAME}, '') as coordinator_name,
  coalesce(page.coordinator_id = any((select kring.holders())::uuid[]), false) as mine,
  page.last_active_at, page.because, page.recent,
  page.coordinator_id is null and exists (
    select from circle_plan o where o.household_id = h.id and o.closed_at is not null) as closed,
  coalesce(page.last_active_at < kring.at() - make_interval(days => {QUIET_DAYS}), false) as quiet
from page
join residents_household h on h.id = page.household_id
left join directory_neighbourhood n on n.id = h.neighbourhood_id
left join directory_position c on c.id = page.coordinator_id
left join accounts_professional u on u.id = c.professional_id
order by page.recent desc, page.household_id desc
"""  # noqa: S608  # only our own expressions are put in


def households(me: Me, /, *, own: bool = False, after: str = "") -> Page:
    """The households I may see, most recent first; `own`: those I coordinate. One statement.

    `after`: `next` of the page before, as it came; anything else begins anew.
    """
    at, key = _read(after)
    found = rows(_LIST, own=own, after_at=at, after=key)
    lines = tuple(_line(row) for row in found[:PAGE])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Page(lines=lines, next=f"{last['recent'].isoformat()}_{last['id']}" if last else "")


def _line(row: Row) -> Line:
    return Line(**{name: value for name, value in row.items() if name != "recent"})


def _read(after: str) -> tuple[datetime | None, UUID | None]:
    at, _, key = after.partition("_")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None, None
