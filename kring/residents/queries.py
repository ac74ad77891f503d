"""Finding a resident or household: only within what I may see."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, rows
from kring.residents import rules

MOST = 25
SHORTEST = 2  # signs: one letter finds everybody
FAR = 9  # slips of the pen: another word


@dataclass(frozen=True, kw_only=True)
class Found:
    """A household that fits, with the resident by whom it was found (none: by its own name).

    `exact`: it has what was typed; else it only comes near.
    """

    household: UUID
    household_name: str
    code: str
    resident: UUID | None
    name: str
    born_on: date | None
    exact: bool


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
# Who fits exactly goes first; only when nobody does: who comes near, for whoever types with a slip.
_FIND = f"""
with mine as materialized (
  select distinct a.household_id from circle_access a
  where a.holder = any((select kring.holders())::uuid[]) and a.from_at <= (select kring.at())
    and (a.until_at is null or a.until_at > (select kring.at()))
), typed as materialized (
  select kring.plain(%(text)s) as words
), known as materialized (
  select h.id as household, h.name as household_name, h.code, r.id as resident, r.born_on,
    coalesce(nullif(concat_ws(' ', coalesce(nullif(r.given_name, ''), nullif(r.salutation, '')),
      nullif(r.name_prefix, ''), r.family_name), ''), h.name) as name,
    kring.plain(concat_ws(' ', r.given_name, r.name_prefix, r.family_name, h.name)) as said
  from mine join residents_household h on h.id = mine.household_id
  left join residents_membership m on m.household_id = h.id
  left join residents_resident r on r.id = m.resident_id
  where h.code = %(code)s or h.merged_into_id is null
    or not exists (select from residents_household k where k.id = h.merged_into_id)
), exact as (
  select k.*, true as exact, 0 as slips from known k, typed
  where k.code = %(code)s or k.born_on = %(born_on)s
    or (length(words) >= {SHORTEST} and not exists (
      select from unnest(string_to_array(words, ' ')) word where strpos(said, word) = 0))
), near as (
  select k.*, false, (
    select sum(coalesce((
             select min(kring.slips(own, word)) from unnest(string_to_array(said, ' ')) own
              where kring.slips(own, word) <= kring.may_slip(word)), {FAR}))
      from unnest(string_to_array(words, ' ')) word) as slips
  from known k, typed where not exists (select from exact) and length(words) > {SHORTEST}
)
select household, household_name, code, resident, born_on, name, exact
from (select * from exact union all select * from near) fits where slips < {FAR}
order by slips, household_name, born_on, resident limit {MOST}
"""  # noqa: S608  # only our own numbers are put in


_HOMES = """
select h.id as household, h.name as household_name, h.code, r.id as resident, r.born_on,
  kring.full_name(coalesce(nullif(r.given_name, ''), r.salutation), r.name_prefix, r.family_name)
    as name, true as exact
from residents_membership m join residents_household h on h.id = m.household_id
join residents_resident r on r.id = m.resident_id
where r.id = any(%(these)s) and h.merged_into_id is null order by h.name, h.id
"""


def homes_of(these: list[UUID]) -> list[Found]:
    """The households of these residents, as far as I may see. One statement."""
    return read(Found, _HOMES, these=these)


def find(me: Me, /, text: str) -> list[Found]:
    """Households and residents that I may see and that fit: a name, a day of birth or a code.

    `me` is who asks, the database decides what exists. One statement.
    """
    if not me.kind:
        return []
    code, born_on = rules.read_code(text) or "", rules.read_day(text)
    return read(Found, _FIND, text=text.replace("\0", " "), code=code, born_on=born_on)
