"""Whether someone already coordinates: for the receiver only."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.reading import PROFESSIONAL_NAME, read


@dataclass(frozen=True)
class Coordinates:
    """Who already coordinates someone of this name and day of birth, and how to call them.

    `joined`: it was said to be the same person; `joins`: who accepts may say so.
    """

    position: UUID
    name: str
    team: str
    phone: str
    joins: bool
    joined: bool

    @property
    def line(self) -> str:
        """ "Samira Haddad, Wijkteam Tuindorp"."""
        return ", ".join(filter(None, [self.name, self.team]))


def coordinated_by(handover: UUID) -> list[Coordinates]:
    """A hint for whoever took the handover up; empty for everyone else. One statement."""
    return read(Coordinates, _COORDINATED, handover=handover)


_COORDINATED = f"""
select p.id as position, {PROFESSIONAL_NAME} as name, coalesce(t.name, '') as team,
  coalesce(nullif(p.phone, ''), t.phone, '') as phone, known.joins, known.joined
from kring.already_coordinated(%(handover)s) known
join directory_position p on p.id = known."position"
join accounts_professional u on u.id = p.professional_id
left join directory_team t on t.id = p.team_id
order by u.family_name
"""  # noqa: S608  # only our own expressions are put in
