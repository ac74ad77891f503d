"""Whether someone already coordinates: for the receiver only."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.reading import PROFESSIONAL_NAME, read


@dataclass(frozen=True)
class Coordinates:
    """Who already coordinates someone of this name and day of birth, and how to call them."""

    name: str
    team: str
    phone: str


def coordinated_by(handover: UUID) -> list[Coordinates]:
    """A hint for whoever took the handover up; empty for everyone else. One statement."""
    return read(Coordinates, _COORDINATED, handover=handover)


_COORDINATED = f"""
select {PROFESSIONAL_NAME} as name, coalesce(t.name, '') as team,
  coalesce(nullif(p.phone, ''), t.phone, '') as phone
from kring.already_coordinated(%(handover)s) known
join directory_position p on p.id = known
join accounts_professional u on u.id = p.professional_id
left join directory_team t on t.id = p.team_id
order by u.family_name
"""  # noqa: S608  # only our own expressions are put in
