"""Everything that can be done with a handover; nothing else writes one.

Each takes the id of a draft, handover or signal and `by`, who acts; raises Refused with a sentence
for the user. What a step needs and who may take it stands in rules.
"""

from .answering import accept, decline, reassign, receive
from .asking import answer_question, ask_question
from .contact import (
    Says,
    Via,
    attempt_contact,
    make_contact,
    no_show,
    pause,
    plan_appointment,
    resident_says,
    resume,
)
from .drafting import become, discard, prolong, restore, save, start
from .ending import (
    agree_to_withdraw,
    close_chain,
    complete,
    fail,
    follow,
    record_death,
    withdraw,
)
from .feedback import feed_back
from .sending import send, why_not_send

__all__ = [
    "Says",
    "Via",
    "accept",
    "agree_to_withdraw",
    "answer_question",
    "ask_question",
    "attempt_contact",
    "become",
    "close_chain",
    "complete",
    "decline",
    "discard",
    "fail",
    "feed_back",
    "follow",
    "make_contact",
    "no_show",
    "pause",
    "plan_appointment",
    "prolong",
    "reassign",
    "receive",
    "record_death",
    "resident_says",
    "restore",
    "resume",
    "save",
    "send",
    "start",
    "why_not_send",
    "withdraw",
]
