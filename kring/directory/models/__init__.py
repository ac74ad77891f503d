"""Who there is, and the lists that told us."""

from .importing import Import, ImportRow
from .network import (
    EmergencyNumber,
    Findable,
    FindableWord,
    Function,
    FunctionWord,
    Hours,
    Neighbourhood,
    Organisation,
    Position,
    Region,
    Ring,
    Team,
    Theme,
    ThemeWord,
)

__all__ = [
    "EmergencyNumber",
    "Findable",
    "FindableWord",
    "Function",
    "FunctionWord",
    "Hours",
    "Import",
    "ImportRow",
    "Neighbourhood",
    "Organisation",
    "Position",
    "Region",
    "Ring",
    "Team",
    "Theme",
    "ThemeWord",
]
