"""Whom the rows of a list mean: which organisation and which person of a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.reading import read
from kring.directory.models import Import
from kring.directory.rules import Entry

NUMBERS = ("kvk", "agb", "oin")

# A KvK, AGB or OIN finds an organisation before its name does. Not one that the list has under
# several names, or the region at several organisations: branches are told apart by name.
_BY_NUMBERS = r"""
with list as (
  select distinct r.cells ->> %(name)s::int as name,
         kring.plain(r.cells ->> %(name)s::int) as plain,
         k.kind, regexp_replace(r.cells ->> k.at, '\D', '', 'g') as digits
    from directory_importrow r, unnest(%(kinds)s::text[], %(columns)s::int[]) k(kind, at)
   where r.source_id = %(source)s
), said as (
  select plain, kind, case when kind <> 'oin' and length(digits) = 7 then '0' else '' end || digits
         as number  -- Excel drops that zero
    from list where digits <> ''
), one as (
  select kind, number, min(plain) as plain from said
   group by kind, number having count(distinct plain) = 1
), here as (
  select n.kind, n.number, min(o.id::text) as id, min(o.name) as known
    from directory_organisation o,
         lateral (values ('kvk', o.kvk), ('agb', o.agb), ('oin', o.oin)) n(kind, number)
   where o.region_id = %(region)s and n.number <> ''
     and (o.ended_on is null or o.ended_on > %(today)s)
   group by n.kind, n.number having count(*) = 1
)
select l.name, min(h.id) as id, min(h.known) as known
  from one join here h using (kind, number) join list l using (plain)
 group by l.name having count(distinct h.id) = 1
"""

# Of two with the same name the row's own number tells which; else the one that was there first.
_ORGANISATIONS = """
select distinct on (w.nr) kring.plain(w.name) as key, o.id
  from unnest(%(names)s::text[], %(numbers)s::text[], %(places)s::uuid[])
       with ordinality w(name, number, place, nr)
  left join lateral (
    select o.id, o.updated_at from directory_organisation o
     where o.id = w.place and (o.ended_on is null or o.ended_on > %(today)s)
     union all
    select o.id, o.updated_at from directory_organisation o
     where w.place is null and o.region_id = %(region)s
       and kring.plain(o.name) = kring.plain(w.name)
       and (o.ended_on is null or o.ended_on > %(today)s)) o on true
 order by w.nr, starts_with(o.id::text, w.number) and w.number <> '' desc, o.updated_at, o.id
"""

_POSITIONS = """
select distinct on (w.nr) kring.plain(w.name) as key, p.id
  from unnest(%(organisations)s::uuid[], %(names)s::text[], %(functions)s::text[],
              %(numbers)s::text[]) with ordinality w(organisation, name, function, number, nr)
  left join (directory_position p join accounts_professional u on u.id = p.professional_id
             join directory_function f on f.id = p.function_id)
    on p.organisation_id = w.organisation and f.code = w.function
   and (p.until_on is null or p.until_on > %(today)s)
   and kring.plain(concat_ws(' ', u.given_name, u.family_name)) = kring.plain(w.name)
 order by w.nr, starts_with(p.id::text, w.number) and w.number <> '' desc, p.from_on, p.id
"""


@dataclass(frozen=True, slots=True)
class Meant:
    """A name as one compares it, and whom it means here; None when nobody has it."""

    key: str
    id: UUID | None


def by_numbers(found: Import, *, today: date) -> dict[str, tuple[str, str]]:
    """By a name as it stands in the list, which organisation has its KvK, AGB or OIN and what we
    call it. At most one statement.
    """
    at = {field: column for column, field in enumerate(found.mapping) if field}
    kinds = [kind for kind in NUMBERS if kind in at]
    if not kinds:
        return {}
    rows = read(
        _Numbered, _BY_NUMBERS, source=found.pk, region=found.region_id, today=today,
        name=at["organisation"], kinds=kinds, columns=[at[kind] for kind in kinds],
    )  # fmt: skip
    return {row.name: (row.id, row.known) for row in rows}


@dataclass(frozen=True, slots=True)
class _Numbered:
    name: str
    id: str
    known: str


def organisations_meant(region: UUID, entries: Sequence[Entry], *, today: date) -> list[Meant]:
    """Per entry the organisation that has its number, else its name. One statement."""
    return read(
        Meant,
        _ORGANISATIONS,
        region=region,
        today=today,
        names=[each.organisation for each in entries],
        places=[each.place or None for each in entries],
        numbers=[each.number.partition("-")[0].removeprefix("k") for each in entries],
    )


def positions_meant(
    entries: Sequence[Entry], organisations: Sequence[UUID | None], *, today: date
) -> list[Meant]:
    """Per entry who has this name and function at its organisation. One statement."""
    return read(
        Meant,
        _POSITIONS,
        today=today,
        organisations=organisations,
        names=[f"{each.given_name} {each.family_name}" for each in entries],
        functions=[each.function for each in entries],
        numbers=[each.number.partition("-")[2] for each in entries],
    )
