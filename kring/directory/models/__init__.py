"""Who there is, and the lists that told us."""

from .importing import Import, ImportFile, ImportRow, ImportTouch
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
    "ImportFile",
    "ImportRow",
    "ImportTouch",
    "Neighbourhood",
    "Organisation",
    "Position",
    "Region",
    "Ring",
    "Team",
    "Theme",
    "ThemeWord",
]
