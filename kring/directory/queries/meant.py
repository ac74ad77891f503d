"""Whom the rows of a list mean: which organisation and which person of a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.reading import read
from kring.directory.rules import Entry

# Of two with the same name the row's own number tells which; else the one that was there first.
_ORGANISATIONS = """
select distinct on (w.nr) kring.plain(w.name) as key, o.id
  from unnest(%(names)s::text[], %(numbers)s::text[]) with ordinality w(name, number, nr)
  left join directory_organisation o on o.region_id = %(region)s
   and kring.plain(o.name) = kring.plain(w.name) and (o.ended_on is null or o.ended_on > %(today)s)
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


def organisations_meant(region: UUID, entries: Sequence[Entry], *, today: date) -> list[Meant]:
    """Per entry the organisation that has this name. One statement."""
    return read(
        Meant,
        _ORGANISATIONS,
        region=region,
        today=today,
        names=[each.organisation for each in entries],
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
