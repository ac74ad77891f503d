"""When a plan may be closed: after a conversation. Values in, reason out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .reasons import WhyNot

AFTERCARE_AFTER = timedelta(days=91)


@dataclass(frozen=True, kw_only=True)
class State:
    """What stands open around a household at the moment of closing."""

    flagged: bool = False
    statutory_without_successor: bool = False
    transfer_open: bool = False
    someone_lives: bool = True


@dataclass(frozen=True, kw_only=True)
class Said:
    """What the conversation must have settled, whatever the reason for closing."""

    because: str
    stays: str
    call: str
    aftercare_on: date | None
    aftercare: bool  # someone was named for it
    no_aftercare_because: str
    ask_again: bool  # someone was named who may ask again, and a day


def why_not_close(state: State, said: Said, *, today: date) -> WhyNot | None:
    """Why this plan cannot be closed yet; an open chain is refused by the database.

    When the last of a household died, nobody is asked anything. Source: docs/rules.md#C6.
    """
    return next(_reasons(state, said, today), None)


def _reasons(state: State, said: Said, today: date) -> Iterator[WhyNot]:
    if state.flagged:
        yield WhyNot.FLAGGED
    if state.statutory_without_successor:
        yield WhyNot.STATUTORY
    if state.transfer_open:
        yield WhyNot.TRANSFER_OPEN
    if said.because != "deceased":
        yield from _unsaid(said, today)
    elif state.someone_lives:
        yield WhyNot.SOMEONE_LIVES


def _unsaid(said: Said, today: date) -> Iterator[WhyNot]:
    if not said.stays.strip() or not said.call.strip():
        yield WhyNot.NO_STAYS
    yield from _aftercare(said, today)
    if said.because == "unwanted" and not said.ask_again:
        yield WhyNot.NO_ASK_AGAIN


def why_not_ask(*, over: bool, how: str) -> WhyNot | None:
    """Why it cannot be written down how it goes now. Source: docs/rules.md#C6."""
    if over:
        return WhyNot.ASKED_ALREADY
    return None if how.strip() else WhyNot.NO_ANSWER


def why_not_begin(*, mine: bool) -> WhyNot | None:
    """Why a closed plan cannot begin again. Source: docs/rules.md#C6.

    `mine`: I coordinated it less than six months ago, or stand in for who did.
    """
    return None if mine else WhyNot.NOT_RETURNING


def _aftercare(said: Said, today: date) -> Iterator[WhyNot]:
    agreed = said.aftercare_on is not None and said.aftercare
    if not agreed and not said.no_aftercare_because.strip():
        yield WhyNot.NO_AFTERCARE
    if said.aftercare_on is not None and said.aftercare_on < today:
        yield WhyNot.AFTERCARE_PAST
