"""What pages and jobs need to know of handovers; each costs one statement."""

from .known import Coordinates, coordinated_by
from .sending import Sends, may_share, sends
from .silence import Ladder, due, ladder

__all__ = [
    "Coordinates",
    "Ladder",
    "Sends",
    "coordinated_by",
    "due",
    "ladder",
    "may_share",
    "sends",
]
