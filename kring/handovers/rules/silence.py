"""Silence moves the turn: stand-in, escalation target, and then who holds the baton.

It never ends a handover: only a person does. Source: docs/rules.md#H6.
"""

from datetime import timedelta
from enum import IntEnum

from ..models.choices import Side, State


class Silence(IntEnum):
    """How far silence has moved the turn."""

    NONE = 0
    STAND_IN = 1
    ESCALATION = 2
    HOLDER = 3


STEP_DAYS = 1  # working days that each next one gets
REMIND_BEFORE = timedelta(hours=2)  # of opening hours; the mail says so in words


def silent_side(*, state: State, has_question: bool, paused_turn: str, has_sender: bool) -> Side:
    """Which side the others wait for, as the database derives the turn."""
    if not has_sender:
        return Side.RECEIVER
    if state in (State.DECLINED, State.FAILED) or has_question:
        return Side.SENDER
    if state == State.PAUSED and paused_turn == Side.SENDER:
        return Side.SENDER
    return Side.RECEIVER


def waits_for_holder(side: Side, *, baton: str | None, has_sender: bool) -> bool:
    """Whether another than who is silent holds the baton; of a question, whoever asked it."""
    holder = Side.RECEIVER if baton == Side.RECEIVER or not has_sender else Side.SENDER
    return side != holder


def next_silence(now: int, *, stand_in: bool, escalation: bool, holder: bool) -> Silence | None:
    """The next step that there is somebody for; None when all of them were asked already.

    `holder`: the baton holder is another than who is silent.
    """
    there = {
        Silence.STAND_IN: stand_in,
        Silence.ESCALATION: escalation,
        Silence.HOLDER: holder,
    }
    return next((step for step in Silence if step > now and there.get(step)), None)
