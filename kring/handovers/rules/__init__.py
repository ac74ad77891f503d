"""What may happen and why not: values in, reason out; no database, no clock."""

from .answers import PARTS, Answers, Knows, OnBehalf, To, What, Who
from .identifying import Clue, Found, identifying
from .law import SUPPORT, LegalDate, legal_dates, why_not_report
from .levels import NOTHING, ONLY_THAT, OUTCOME, TOLD, hears, hears_how
from .moves import ENDINGS, MOVES, Move, clock, moves, why_not_move
from .reasons import WhyNot
from .sending import (
    Circumstances,
    WhyNotSend,
    why_not_namens,
    why_not_send,
    why_not_share,
    why_not_today,
)
from .signals import why_not_answer_signal, why_not_signal
from .silence import REMIND_BEFORE, STEP_DAYS, Silence, next_silence, silent_side
from .steps import (
    CONTRADICTION_DAYS,
    HEAR_DAYS,
    reached,
    why_not_accept,
    why_not_answer,
    why_not_ask,
    why_not_end,
    why_not_feed_back,
    why_not_follow,
    why_not_go_on,
    why_not_pause,
    why_not_plan,
    why_not_say,
)

__all__ = [
    "CONTRADICTION_DAYS",
    "ENDINGS",
    "HEAR_DAYS",
    "MOVES",
    "NOTHING",
    "ONLY_THAT",
    "OUTCOME",
    "PARTS",
    "REMIND_BEFORE",
    "STEP_DAYS",
    "SUPPORT",
    "TOLD",
    "Answers",
    "Circumstances",
    "Clue",
    "Found",
    "Knows",
    "LegalDate",
    "Move",
    "OnBehalf",
    "Silence",
    "To",
    "What",
    "Who",
    "WhyNot",
    "WhyNotSend",
    "clock",
    "hears",
    "hears_how",
    "identifying",
    "legal_dates",
    "moves",
    "next_silence",
    "reached",
    "silent_side",
    "why_not_accept",
    "why_not_answer",
    "why_not_answer_signal",
    "why_not_ask",
    "why_not_end",
    "why_not_feed_back",
    "why_not_follow",
    "why_not_go_on",
    "why_not_move",
    "why_not_namens",
    "why_not_pause",
    "why_not_plan",
    "why_not_report",
    "why_not_say",
    "why_not_send",
    "why_not_share",
    "why_not_signal",
    "why_not_today",
]
