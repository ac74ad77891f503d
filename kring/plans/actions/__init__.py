"""Who changes what stands on a plan: one function per intent."""

from .doing import (
    Doer,
    Task,
    accept_action,
    change_action,
    decline_action,
    give_action,
    stop_action,
    tick,
    untick,
)
from .goals import Aim, add_goal, change_goal, reach_goal, resume_goal, stop_goal
from .opening import LookedBack, close_household, open_household
from .party_plans import (
    OwnPlan,
    change_party_plan,
    end_party_plan,
    name_party_plan,
    resume_party_plan,
)
from .sharing import share_note, withdraw_note
from .writing import (
    Story,
    agree_if_worse,
    change_note,
    change_words,
    plan_next_talk,
    write_note,
    write_words,
)

__all__ = [
    "Aim",
    "Doer",
    "LookedBack",
    "OwnPlan",
    "Story",
    "Task",
    "accept_action",
    "add_goal",
    "agree_if_worse",
    "change_action",
    "change_goal",
    "change_note",
    "change_party_plan",
    "change_words",
    "close_household",
    "decline_action",
    "end_party_plan",
    "give_action",
    "name_party_plan",
    "open_household",
    "plan_next_talk",
    "reach_goal",
    "resume_goal",
    "resume_party_plan",
    "share_note",
    "stop_action",
    "stop_goal",
    "tick",
    "untick",
    "withdraw_note",
    "write_note",
    "write_words",
]
