"""Who looks after which part of the directory."""

from dataclasses import dataclass
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read_one


@dataclass(frozen=True, kw_only=True, slots=True)
class Admin:
    """Someone who looks after an organisation; `of_region`: after the whole region.

    The organisation that has the neighbourhood teams looks after the region.
    """

    organisation: UUID
    region: UUID
    of_region: bool

    def manages(self, organisation: UUID) -> bool:
        """Whether this organisation, of the same region, is theirs to change."""
        return self.of_region or self.organisation == organisation


_ADMIN = """
select o.id as organisation, o.region_id as region, exists (
         select from directory_team t
          where t.organisation_id = o.id and t.is_core and t.ended_on is null) as of_region
  from directory_position p join directory_organisation o on o.id = p.organisation_id
 where p.id = %(me)s and p.is_admin
"""


def admin(me: Me) -> Admin | None:
    """What I look after; None when I only work here. One statement."""
    return read_one(Admin, _ADMIN, me=me.position)
