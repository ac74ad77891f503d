"""What pages need to know about households, their coordinator and their circle."""

from .households import Line, Page, households
from .one import Coordinator, Head, Involved, Member, Statutory, circle, household

__all__ = [
    "Coordinator",
    "Head",
    "Involved",
    "Line",
    "Member",
    "Page",
    "Statutory",
    "circle",
    "household",
    "households",
]
