"""What pages and jobs need to know of handovers; each costs one statement."""

from .known import Coordinates, coordinated_by
from .sending import Sends, may_share, sends
from .silence import Ladder, due, ladder, late_signals

__all__ = [
    "Coordinates",
    "Ladder",
    "Sends",
    "coordinated_by",
    "due",
    "ladder",
    "late_signals",
    "may_share",
    "sends",
]
