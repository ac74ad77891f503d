"""Whether someone already coordinates: for the receiver only."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.reading import PROFESSIONAL_NAME, read, read_one


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


@dataclass(frozen=True, kw_only=True)
class Circle:
    """What who accepts finds: whether somebody coordinates already, also under another name of
    this household; whether this position is `involved`; the name of the theme, and on which ground
    it was sent."""

    coordinated: bool
    involved: bool
    theme: str
    ground: str


def place_in_circle(household: UUID, *, position: UUID, handover: UUID, theme: UUID) -> Circle:
    """The circle of this household for who joins it by this handover. One statement."""
    found = read_one(
        Circle, _CIRCLE, household=household, position=position, handover=handover, theme=theme
    )
    assert found is not None  # one row whatever there is
    return found


_CIRCLE = """
select exists (select from circle_plan p where p.closed_at is null and p.household_id in
         (%(household)s, (select r.merged_into_id from residents_household r
           where r.id = %(household)s))) as coordinated,
       exists (select from circle_involvement i where i.household_id = %(household)s
         and i.position_id = %(position)s and i.until_at is null) as involved,
       (select t.name from directory_theme t where t.id = %(theme)s) as theme,
       coalesce((select d.ground from sharing_disclosure d where d.about = %(handover)s
         order by d.id limit 1), '') as ground
"""
