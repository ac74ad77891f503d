"""What stands around every page of a professional, in one cheap statement."""

from dataclasses import dataclass

from kring.core.actor import Me
from kring.core.reading import read

from .work import PAGE, bounds


@dataclass(frozen=True, kw_only=True, slots=True)
class Around:
    """`waiting` stops counting at one more than a page; `involved`: in the circle of some household.

    `manages`: looks after the details of an organisation or of the region.
    """

    brand: str
    team_word: str
    shortcuts: bool
    compact: bool
    involved: bool
    manages: bool
    waiting: int


AROUND = """
select r.brand, r.team_word, u.shortcuts, u.compact, coalesce(%(waiting)s, kring.waits_count(%(many)s, %(long_ago)s)) as waiting,
       exists (select from circle_access a where a.holder = any((select kring.holders())::uuid[])
         and a.because in ('involvement', 'coordination', 'statutory')
         and (a.until_at is null or a.until_at > kring.at())) as involved,
       exists (select from directory_position p where p.id = %(position)s and p.is_admin) as manages
  from accounts_professional u, directory_region r
 where u.id = %(professional)s and r.id = %(region)s
"""


def around(by: Me, *, waiting: int | None = None) -> Around:
    """The surroundings of who acts; `waiting` when it was counted already. Costs one statement."""
    whose = {"professional": by.professional, "position": by.position, "region": by.region}
    return read(Around, AROUND, **whose, waiting=waiting, **bounds(by, many=PAGE + 1))[0]
