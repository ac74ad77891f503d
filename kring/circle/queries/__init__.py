"""What pages need to know about households, their coordinator and their circle."""

from .absence import Absence, LongAway, absences, arranges_for, long_ago, long_away
from .access import Returns, Sees, default_aftercare, household_by_code, returns_to, who_can_see
from .households import Line, Page, households
from .one import Coordinator, Head, Involved, Member, Statutory, circle, household
from .transfers import (
    Caseload,
    LeftBehind,
    Objected,
    OnItsWay,
    caseload,
    division,
    left_behind,
    objections,
    transfer,
    transfers,
)

__all__ = [
    "Absence",
    "Caseload",
    "Coordinator",
    "Head",
    "Involved",
    "LeftBehind",
    "Line",
    "LongAway",
    "Member",
    "Objected",
    "OnItsWay",
    "Page",
    "Returns",
    "Sees",
    "Statutory",
    "absences",
    "arranges_for",
    "caseload",
    "circle",
    "default_aftercare",
    "division",
    "household",
    "household_by_code",
    "households",
    "left_behind",
    "long_ago",
    "long_away",
    "objections",
    "returns_to",
    "transfer",
    "transfers",
    "who_can_see",
]
