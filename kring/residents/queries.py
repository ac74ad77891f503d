"""Finding a resident or household: only within what I may see."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, rows
from kring.residents import rules

MOST = 25


@dataclass(frozen=True, kw_only=True)
class Found:
    """A household that fits, with the resident by whom it was found (none: by its own name)."""

    household: UUID
    household_name: str
    code: str
    resident: UUID | None
    name: str
    born_on: date | None


@dataclass(frozen=True, kw_only=True)
class OtherHome:
    """Who coordinates the other home of a member: a name and a number, nothing of that home.

    `leads`: whose plan goes first for that member: "here", "there", or "" while nobody said so.
    `agreed`: the coordinator of each home said it; `said`: I did.
    """

    resident: UUID
    position: UUID
    name: str
    organisation: str
    team: str
    phone: str
    leads: str
    agreed: bool
    said: bool

    @property
    def line(self) -> str:
        """ "Tessa Noord, Wijkteam Vogelwijk"."""
        return ", ".join(filter(None, [self.name, self.team or self.organisation]))


_OTHER = f"""
select o.resident, o."position", {PROFESSIONAL_NAME} as name, g.name as organisation,
  coalesce(t.name, '') as team, coalesce(nullif(d.phone, ''), t.phone, '') as phone,
  o.leads, o.agreed, o.said
from kring.other_coordinators(%(household)s) o
join directory_position d on d.id = o."position"
join accounts_professional u on u.id = d.professional_id
join directory_organisation g on g.id = d.organisation_id
left join directory_team t on t.id = d.team_id order by name
"""  # noqa: S608  # only our own expression is put in


def other_coordinators(me: Me, /, household: UUID) -> list[OtherHome]:
    """For who coordinates: the coordinators of its members' other homes. One statement."""
    return read(OtherHome, _OTHER, household=household)


def lives_on(old: UUID) -> UUID | None:
    """As what a household or resident that was written down twice goes on, when I see that one.

    None for what was never merged, was split again or is not for me. One statement.
    """
    found = rows(_LIVES_ON, old=old)
    return found[0]["key"] if found else None


_LIVES_ON = """
select coalesce(household_id, resident_id) as key from residents_alias
where old = %(old)s and old <> coalesce(household_id, resident_id)
"""

# Begins at what my holders may see; the names are compared row by row, without any index on them.
_FIND = f"""
with mine as materialized (
  select distinct a.household_id from circle_access a
  where a.holder = any((select kring.holders())::uuid[]) and a.from_at <= (select kring.at())
    and (a.until_at is null or a.until_at > (select kring.at()))
)
select h.id as household, h.name as household_name, h.code, r.id as resident, r.born_on,
  coalesce(nullif(concat_ws(' ', coalesce(nullif(r.given_name, ''), nullif(r.salutation, '')),
    nullif(r.name_prefix, ''), r.family_name), ''), h.name) as name
from mine join residents_household h on h.id = mine.household_id
left join residents_membership m on m.household_id = h.id
left join residents_resident r on r.id = m.resident_id
where h.code = %(code)s
  or (h.merged_into_id is null or not exists (
    select from residents_household k where k.id = h.merged_into_id))
  and (h.name ilike %(like)s or r.born_on = %(born_on)s
  or concat_ws(' ', nullif(r.given_name, ''), nullif(r.name_prefix, ''), r.family_name)
    ilike %(like)s)
order by h.name, r.born_on, r.id limit {MOST}
"""  # noqa: S608  # only our own number is put in


def find(me: Me, /, text: str) -> list[Found]:
    """Households and residents that I may see and that fit: name, date of birth or code.

    At least two signs; `me` is who asks, the database decides what exists. One statement.
    """
    wanted = " ".join(text.split())
    if len(wanted) < 2 or not me.kind:
        return []
    like = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return read(
        Found,
        _FIND,
        code=rules.read_code(wanted) or "",
        like=f"%{like}%",
        born_on=rules.read_day(wanted),
    )
