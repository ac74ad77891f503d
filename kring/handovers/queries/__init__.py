"""What pages and jobs need to know of handovers; each costs one statement."""

from .known import Coordinates, coordinated_by
from .silence import Ladder, due, ladder

__all__ = ["Coordinates", "Ladder", "coordinated_by", "due", "ladder"]
