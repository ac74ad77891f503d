"""What pages and jobs need to know of handovers; each costs one statement."""

from .silence import Ladder, due, ladder

__all__ = ["Ladder", "due", "ladder"]
