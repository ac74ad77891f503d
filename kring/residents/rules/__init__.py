"""Names, codes, ages, and what may be written about a resident. Values in, reason out."""

from .authority import ASKED_AGAIN_AT, TABLE, Act, Rule, Who, who_decides
from .naming import (
    ALPHABET,
    WhyNot,
    age,
    new_code,
    read_code,
    read_day,
    why_not_die,
    why_not_leave,
    why_not_merge,
    why_not_register,
)
from .numbers import is_bsn, why_not_keep_number
from .reaching import Reachable

__all__ = [
    "ALPHABET",
    "ASKED_AGAIN_AT",
    "TABLE",
    "Act",
    "Reachable",
    "Rule",
    "Who",
    "WhyNot",
    "age",
    "is_bsn",
    "new_code",
    "read_code",
    "read_day",
    "who_decides",
    "why_not_die",
    "why_not_keep_number",
    "why_not_leave",
    "why_not_merge",
    "why_not_register",
]
