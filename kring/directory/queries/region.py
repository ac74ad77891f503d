"""How a region looks and speaks, also for who is nobody yet."""

from dataclasses import dataclass
from uuid import UUID

from kring.core import theme
from kring.directory.models import Region


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The region of a page; `id` is None when there are several and nobody said which."""

    id: UUID | None = None
    team_word: str = "wijkteam"
    brand: str = theme.BRAND

    @property
    def around(self) -> dict[str, str]:
        """What a page without a menu takes from its region."""
        return {"team_word": self.team_word, "theme_href": theme.href(self.brand)}


def look_of(region: UUID | None) -> Look:
    """This region, or the only one of this installation. One statement."""
    rows = Region.objects.values("id", "team_word", "brand").order_by()
    found = list((rows.filter(pk=region) if region else rows)[:2])
    return Look(**found[0]) if len(found) == 1 else Look()
