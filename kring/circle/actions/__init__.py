"""Who changes plan, coordination and circle: one function per intent."""

from .aftercare import ask, begin_again
from .closing import Conversation, close
from .emergency import break_glass, tell_of_emergency
from .involving import (
    Party,
    end_involvement,
    end_temporary,
    involve,
    involve_until,
    still_involved,
)
from .milestones import asked_again
from .opening import Seat, open_plan, seat
from .roles import Decision, add_relative, end_role, name_successor, record_role
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
from .weighing import weigh

__all__ = [
    "Conversation",
    "Decision",
    "Party",
    "Seat",
    "accept",
    "add_relative",
    "answer_objection",
    "ask",
    "asked_again",
    "attempt",
    "begin_again",
    "break_glass",
    "close",
    "decline",
    "end_involvement",
    "end_role",
    "end_stand_in",
    "end_temporary",
    "hear_resident",
    "involve",
    "involve_until",
    "name_successor",
    "object_to",
    "open_plan",
    "propose",
    "propose_all",
    "put_in_force",
    "record_role",
    "seat",
    "stand_in",
    "still_involved",
    "tell_involved",
    "tell_of_emergency",
    "weigh",
    "withdraw",
]
