"""What is stored of the circle around a household."""

from .access import Access, Category, Confidant
from .circle import EmergencyAccess, InformalPerson, Involvement, StandIn, StatutoryRole
from .milestone import Milestone
from .plan import Closing, CoordinationPeriod, FollowUp, LeadingPlan, Plan
from .transfer import Objection, Transfer

__all__ = [
    "Access",
    "Category",
    "Closing",
    "Confidant",
    "CoordinationPeriod",
    "EmergencyAccess",
    "FollowUp",
    "InformalPerson",
    "Involvement",
    "LeadingPlan",
    "Milestone",
    "Objection",
    "Plan",
    "StandIn",
    "StatutoryRole",
    "Transfer",
]
