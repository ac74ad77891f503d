"""What the keys are today, for whom; and what the resident does not know yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from kring.core.actor import Me
from kring.core.reading import PROFESSIONAL_NAME, read, read_one
from kring.sharing.policies import LOOK_ON, STILL_TO_TELL, UNTOLD


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A legal ground in force, as a choice. Empty `categories`: all. `checked` by a lawyer."""

    code: str
    key: str
    name: str
    article: str
    needs_consent: bool
    categories: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, kw_only=True)
class Giver:
    """Who gives, as far as the keys ask: function, ring, organisation, bound by secrecy."""

    function: str
    ring: str
    organisation: UUID
    secrecy: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where it goes: which organisation, of which kind."""

    organisation: UUID
    kind: str


def bases(key: str, *, me: Me, on: date, giver: UUID | None = None) -> list[Basis]:
    """The rows of one key ("ground", "secrecy", "route") that fit who gives, on that day.

    `giver`: another position than my own, when I type for someone. One statement, two with giver.
    """
    if giver is None or giver == me.position:
        return _in_force({key: None}, function=me.function_code, ring=me.ring, on=on)
    who = giver_of(giver)
    return _in_force({key: None}, function=who.function, ring=who.ring, on=on)


def chosen(codes: dict[str, str], *, giver: Giver | None, on: date) -> dict[str, Basis]:
    """The rows in force of these `codes` per key, as far as this giver may use them.

    Without a giver (a resident who asks) only what everybody may use. One statement.
    """
    function, ring = (giver.function, giver.ring) if giver else ("", "")
    return {basis.key: basis for basis in _in_force(codes, function=function, ring=ring, on=on)}


def giver_of(position: UUID) -> Giver:
    """What the keys ask about this position. One statement."""
    who, _ = parties(position, position=None, team=None)
    assert who is not None  # positions are never deleted
    return who


def parties(
    giver: UUID | None, *, position: UUID | None, team: UUID | None
) -> tuple[Giver | None, Place | None]:
    """Who gives, and where it goes: the organisation of a position or team. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_PARTIES, {"giver": giver, "position": position, "team": team})
        code, ring, organisation, secrecy, goes_to, kind = cursor.fetchone()
    who = Giver(function=code, ring=ring, organisation=organisation, secrecy=secrecy)
    place = Place(organisation=goes_to, kind=kind)
    return who if organisation else None, place if goes_to else None


_PARTIES = """
select f.code, f.ring, g.organisation_id, f.secrecy, o.id, o.kind
  from (select %(giver)s::uuid as giver, %(position)s::uuid as position, %(team)s::uuid as team) q
  left join directory_position g on g.id = q.giver
  left join directory_function f on f.id = g.function_id
  left join directory_position p on p.id = q.position
  left join directory_team t on t.id = q.team
  left join directory_organisation o on o.id = coalesce(p.organisation_id, t.organisation_id)
"""


def _in_force(
    wanted: Mapping[str, str | None], *, function: str, ring: str, on: date
) -> list[Basis]:
    """The rows of these keys: of the code that is named, or all of them."""
    return read(
        lambda categories, **row: Basis(categories=tuple(categories), **row),
        _IN_FORCE,
        keys=list(wanted),
        codes=list(wanted.values()),
        function=function,
        ring=ring,
        on=on,
    )


_IN_FORCE = """
select b.code, b.key, b.name, b.article, b.needs_consent, b.categories, b.checked
  from sharing_legalbasis b
  join unnest(%(keys)s::text[], %(codes)s::text[]) as w(key, code)
    on w.key = b.key and coalesce(w.code, b.code) = b.code
 where b.valid_from <= %(on)s and (b.valid_until is null or b.valid_until >= %(on)s)
   and (b.rings = '{}' or %(ring)s = any(b.rings))
   and (b.functions = '{}' or %(function)s = any(b.functions))
 order by b.key, b.needs_consent, b.name
"""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the resident did not know when it was shared, and since when they do.

    `told_on`, `how` and `by`; else `because`, and `review_on`: the day on which is looked again.
    `mine`: whoever acts gave it, and tells.
    """

    disclosure: UUID
    shared_at: datetime
    told_on: date | None
    how: str
    by: str
    because: str
    review_on: date
    mine: bool


def telling(about: UUID) -> Told | None:
    """Whether the resident knows by now; None when they did from the first. One statement."""
    return read_one(Told, _TELLING, about=about)


@dataclass(frozen=True, kw_only=True)
class Due:
    """What somebody shared, on whose day is looked whether the resident may know now."""

    about: UUID
    giver: UUID
    review_on: date


def due_to_tell(*, on: date) -> list[Due]:
    """What is looked at again on this day, or was in the week before; for a job. One statement."""
    return read(Due, _DUE, on=on, since=on - timedelta(days=7))


_TELLING = f"""
select d.id as disclosure, d.at as shared_at, last.told_on, coalesce(last.how, '') as how,
       coalesce(nullif(last.not_because, ''), d.not_told_because) as because,
       {LOOK_ON} as review_on, {PROFESSIONAL_NAME} as by,
       coalesce(d.giver_id = any(kring.holders() || kring.guest_of()), false) as mine
  from {UNTOLD}
  left join directory_position p on p.id = last.by_id
  left join accounts_professional u on u.id = p.professional_id
 where d.about = %(about)s and d.told_at is null
 order by d.at desc limit 1
"""  # noqa: S608  # our own text
_DUE = f"""
select d.about, d.giver_id as giver, {LOOK_ON} as review_on from {UNTOLD}
 where {STILL_TO_TELL} and d.giver_id is not null and {LOOK_ON} between %(since)s and %(on)s
"""  # noqa: S608  # our own text
