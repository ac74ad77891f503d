"""What pages and jobs need to know of handovers; each costs one statement."""

from .known import Coordinates, coordinated_by, place_in_circle
from .reaching import reach
from .records import record, records
from .sending import MayPassOn, Sends, may_pass_on, sends
from .silence import Ladder, due, ladder, late_questions, late_signals, without_clock
from .writing import responsible

__all__ = [
    "Coordinates",
    "Ladder",
    "MayPassOn",
    "Sends",
    "coordinated_by",
    "due",
    "ladder",
    "late_questions",
    "late_signals",
    "may_pass_on",
    "place_in_circle",
    "reach",
    "record",
    "records",
    "responsible",
    "sends",
    "without_clock",
]
