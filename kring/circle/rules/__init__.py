"""What may happen to a plan, its coordinator and its circle. Values in, reason out."""

from . import closing
from .closing import why_not_close
from .emergency import why_not_note_telling
from .involvement import why_not_coordinate, why_not_involve, why_not_last
from .reasons import WhyNot
from .transfer import (
    OBJECTION_DAYS,
    STAND_IN_DAYS,
    Steps,
    divide,
    why_not_answer,
    why_not_attempt,
    why_not_hear,
    why_not_propose,
    why_not_put_in_force,
    why_not_stand_in,
    why_not_tell,
    why_not_withdraw,
)

__all__ = [
    "OBJECTION_DAYS",
    "STAND_IN_DAYS",
    "Steps",
    "WhyNot",
    "closing",
    "divide",
    "why_not_answer",
    "why_not_attempt",
    "why_not_close",
    "why_not_coordinate",
    "why_not_hear",
    "why_not_involve",
    "why_not_last",
    "why_not_note_telling",
    "why_not_propose",
    "why_not_put_in_force",
    "why_not_stand_in",
    "why_not_tell",
    "why_not_withdraw",
]
