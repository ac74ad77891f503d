"""Who can see this: the rows that decide it, and what waits for an answer about being involved."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from kring.circle import rules
from kring.circle.models import Access
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import or_refuse
from kring.core.reading import PROFESSIONAL_NAME, Row, rows
from kring.residents import rules as residents


@dataclass(frozen=True, kw_only=True)
class Sees:
    """One reason why one holder may see a household. `name` is empty for a guest's link."""

    holder: UUID
    name: str
    function: str
    organisation: str
    categories: tuple[str, ...]
    because: str
    source: UUID
    from_at: datetime
    until_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Returns:
    """Who coordinated a household that was closed less than six months ago, and still works.

    `mine`: that is me, or I stand in.
    """

    coordinator: UUID
    name: str
    mine: bool


_RETURNS = f"""
select d.id as coordinator, {PROFESSIONAL_NAME} as name,
       d.id = any((select kring.holders())::uuid[]) as mine
  from directory_position d join accounts_professional u on u.id = d.professional_id
 where d.id = kring.returns_to(%(household)s)
"""  # noqa: S608  # only our own expressions are put in
_WHO = f"""
select s.holder, coalesce({PROFESSIONAL_NAME}, '') as person, coalesce(t.name, '') as team,
  coalesce(f.name, '') as function, coalesce(o.name, ot.name, '') as organisation,
  s.categories, s.because, s.source, s.from_at, s.until_at
from kring.who_can_see(%(household)s) s
left join directory_position d on d.id = s.holder
left join accounts_professional u on u.id = d.professional_id
left join directory_function f on f.id = d.function_id
left join directory_organisation o on o.id = d.organisation_id
left join directory_team t on t.id = s.holder
left join directory_organisation ot on ot.id = t.organisation_id
order by s.from_at, s.holder
"""  # noqa: S608  # only our own expressions are put in


def who_can_see(me: Me, /, household: UUID) -> list[Sees]:
    """The rows that decide who sees this household, oldest first. One statement.

    For who coordinates it and the privacy officer of that organisation; raises Refused.
    """
    with or_refuse(rules.WhyNot.NOT_COORDINATOR):
        return [_sees(row) for row in rows(_WHO, household=household)]


def household_by_code(code: str) -> UUID | None:
    """A household by the code someone said, for emergency access: that it exists, no more."""
    read = residents.read_code(code)
    if read is None:
        return None
    found: UUID | None = rows("select kring.household_by_code(%(code)s) as id", code=read)[0]["id"]
    return found


def returns_to(household: UUID) -> Returns | None:
    """The coordinator to whom someone who returns within six months goes. One statement."""
    found = rows(_RETURNS, household=household)
    return Returns(**found[0]) if found else None


def default_aftercare(me: Me, /) -> date:
    """The day that aftercare is proposed for: three months from now."""
    day: date = moments.local(me.at).date() + timedelta(days=rules.closing.AFTERCARE_AFTER.days)
    return day


def _sees(row: Row) -> Sees:
    return Sees(
        holder=row["holder"],
        name=row["person"] or row["team"],
        function=row["function"],
        organisation=row["organisation"],
        categories=tuple(row["categories"]),
        because=Access.Because(row["because"]).label,
        source=row["source"],
        from_at=row["from_at"],
        until_at=row["until_at"],
    )
