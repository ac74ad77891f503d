"""What pages need to know about the plan of a household, and what waits for me on plans."""

from .mine import MyAction, MyActions, my_actions
from .one import plan
from .parts import Action, Goal, IfWorse, PartyPlan, Plan, Words
from .timeline import Entry, timeline

__all__ = [
    "Action",
    "Entry",
    "Goal",
    "IfWorse",
    "MyAction",
    "MyActions",
    "PartyPlan",
    "Plan",
    "Words",
    "my_actions",
    "plan",
    "timeline",
]
