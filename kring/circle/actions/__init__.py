"""Who changes plan, coordination and circle: one function per intent."""

from .involving import Party, end_involvement, involve
from .opening import open_plan
from .standing_in import end_stand_in, stand_in
from .transferring import (
    accept,
    answer_objection,
    attempt,
    decline,
    hear_resident,
    object_to,
    propose,
    propose_all,
    put_in_force,
    tell_involved,
    withdraw,
)

__all__ = [
    "Party",
    "accept",
    "answer_objection",
    "attempt",
    "decline",
    "end_involvement",
    "end_stand_in",
    "hear_resident",
    "involve",
    "object_to",
    "open_plan",
    "propose",
    "propose_all",
    "put_in_force",
    "stand_in",
    "tell_involved",
    "withdraw",
]
