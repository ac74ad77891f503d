"""What a colleague who leaves leaves behind: by kind and code, without a name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.core.actor import Me
from kring.core.moments import local
from kring.core.reading import PROFESSIONAL_NAME, read, read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaver:
    """Whose work it is. `mine`: I give it on; `works`: still works here, until a day or for good."""

    id: UUID
    name: str
    mine: bool
    works: bool
    until_on: date | None
    away_since: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """One thing that waits for them.

    `kind`: household, handover, question, action, follow_up or stand_in. `whom`: for whom they
    stand in, or who was asked to coordinate; with `name`.
    """

    kind: str
    id: UUID
    household: UUID | None
    due_on: date | None
    whom: UUID | None
    code: str
    neighbourhood: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """Someone of my team who does not work here any more, and how much is left."""

    id: UUID
    name: str
    many: int


_LEAVER = f"""
select p.id, {PROFESSIONAL_NAME} as name, kring.divides(p.id) as mine, kring.works(p.id, %(today)s) as works,
       p.until_on, kring.away_since(p.id, %(today)s) as away_since
  from directory_position p join accounts_professional u on u.id = p.professional_id where p.id = %(id)s
"""

_LEFT = f"""
select l.kind, l.id, l.household, l.due_on, l.whom, l.code, l.neighbourhood, coalesce(w.name, '') as name
  from kring.left_by(%(id)s) l
  left join lateral (select {PROFESSIONAL_NAME} as name from directory_position p
    join accounts_professional u on u.id = p.professional_id where p.id = l.whom) w on true
"""

_GONE = f"""
select p.id, {PROFESSIONAL_NAME} as name, g.many from kring.gone_from_team() g
  join directory_position p on p.id = g."position" join accounts_professional u on u.id = p.professional_id
 order by u.family_name, p.id
"""


def leaver(me: Me, position: UUID) -> Leaver | None:
    """Whose work it is. One statement."""
    return read_one(Leaver, _LEAVER, id=position, today=local(me.at).date())


def left(position: UUID) -> list[Left]:
    """What waits for them; nothing unless I give it on: see kring.divides. One statement."""
    return read(Left, _LEFT, id=position)


def gone() -> list[Gone]:
    """Who left my team without everything being given on. One statement."""
    return read(Gone, _GONE)
