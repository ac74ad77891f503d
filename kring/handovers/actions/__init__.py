"""Everything that can be done with a handover; nothing else writes one.

Each takes the id of a draft, handover or signal and `by`, who acts; raises Refused with a sentence
for the user. What a step needs and who may take it stands in rules.
"""

from .answering import accept, decline, reassign, receive
from .asking import answer_question, ask_question, hand_over
from .contact import (
    attempt_contact,
    make_contact,
    no_show,
    pause,
    plan_appointment,
    resume,
)
from .correcting import correct
from .counting import count_records
from .deadlines import ask_further, begin_clock, look_again
from .drafting import become, clean_drafts, discard, prolong, restore, save, start
from .ending import (
    agree_to_withdraw,
    close_chain,
    complete,
    fail,
    follow,
    go_on,
    keep_contact,
    record_death,
    withdraw,
)
from .feedback import feed_back
from .known import part
from .reporting import report
from .sending import send, why_not_send
from .signalling import (
    Named,
    answer_signal,
    erase_signals,
    give_signal,
    hand_over_signal,
    remind_signal,
    remind_to_tell,
    take_up_signal,
)
from .voice import Says, Via, asked_by_message, hear, resident_says

__all__ = [
    "Named",
    "Says",
    "Via",
    "accept",
    "agree_to_withdraw",
    "answer_question",
    "answer_signal",
    "ask_further",
    "ask_question",
    "asked_by_message",
    "attempt_contact",
    "become",
    "begin_clock",
    "clean_drafts",
    "close_chain",
    "complete",
    "correct",
    "count_records",
    "decline",
    "discard",
    "erase_signals",
    "fail",
    "feed_back",
    "follow",
    "give_signal",
    "go_on",
    "hand_over",
    "hand_over_signal",
    "hear",
    "keep_contact",
    "look_again",
    "make_contact",
    "no_show",
    "part",
    "pause",
    "plan_appointment",
    "prolong",
    "reassign",
    "receive",
    "record_death",
    "remind_signal",
    "remind_to_tell",
    "report",
    "resident_says",
    "restore",
    "resume",
    "save",
    "send",
    "start",
    "take_up_signal",
    "why_not_send",
    "withdraw",
]
