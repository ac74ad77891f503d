"""What is stored of handovers; the database derives state, baton and turn from the moments."""

from .handover import Chain, Draft, Handover, Progress, Text
from .record import TrackRecord
from .signal import Signal
from .voice import ResidentQuestion

__all__ = [
    "Chain",
    "Draft",
    "Handover",
    "Progress",
    "ResidentQuestion",
    "Signal",
    "Text",
    "TrackRecord",
]
