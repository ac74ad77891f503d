"""What pages need to know about households, their coordinator and their circle."""

from .access import Returns, Sees, default_aftercare, household_by_code, returns_to, who_can_see
from .households import Line, Page, households
from .one import Coordinator, Head, Involved, Member, Statutory, circle, household
from .transfers import (
    Caseload,
    LeftBehind,
    LongStandIn,
    Objected,
    OnItsWay,
    caseload,
    division,
    left_behind,
    long_stand_ins,
    objections,
    transfer,
    transfers,
)

__all__ = [
    "Caseload",
    "Coordinator",
    "Head",
    "Involved",
    "LeftBehind",
    "Line",
    "LongStandIn",
    "Member",
    "Objected",
    "OnItsWay",
    "Page",
    "Returns",
    "Sees",
    "Statutory",
    "caseload",
    "circle",
    "default_aftercare",
    "division",
    "household",
    "household_by_code",
    "households",
    "left_behind",
    "long_stand_ins",
    "objections",
    "returns_to",
    "transfer",
    "transfers",
    "who_can_see",
]
