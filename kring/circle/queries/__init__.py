"""What pages need to know about households, their coordinator and their circle."""

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
    "Statutory",
    "caseload",
    "circle",
    "division",
    "household",
    "households",
    "left_behind",
    "long_stand_ins",
    "objections",
    "transfer",
    "transfers",
]
