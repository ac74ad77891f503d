"""What each step needs before it may be made. Values in, reason out."""

from collections.abc import Collection
from datetime import date, datetime

from ..models.choices import Side
from .reasons import WhyNot

CONTRADICTION_DAYS = 5  # working days in which the resident's "nee" returns the baton at once
HEAR_DAYS = 1  # working days in which somebody answers what the resident asked


def reached(contact_at: datetime | None, *, contradicted_at: datetime | None) -> bool:
    """Whether there was real contact: one that the resident does not contradict (invariant 3)."""
    return contact_at is not None and contradicted_at is None


def why_not_accept(
    first_step: str, *, on: date, bridge: str, today: date, contact_by: date
) -> WhyNot | None:
    """Why it cannot be taken on like this: a first step, a day, and a bridge when that is late."""
    if not first_step.strip():
        return WhyNot.NO_FIRST_STEP
    if on < today:
        return WhyNot.PAST_FIRST_STEP
    if on > contact_by and not bridge.strip():
        return WhyNot.NO_BRIDGE
    return None


def why_not_end(reason: str, *, outcome: str) -> WhyNot | None:
    """Why it cannot end like this: every ending says why and carries an outcome."""
    if not outcome:
        return WhyNot.NO_OUTCOME
    return None if reason.strip() else WhyNot.NO_REASON


def why_not_complete(*, contradicted: bool) -> WhyNot | None:
    """Why it is not finished: the resident says that there was no contact, or wants another."""
    return WhyNot.CONTRADICTED if contradicted else None


def why_not_go_on(reason: str) -> WhyNot | None:
    """Why one side cannot refuse to stop: it says why to the other."""
    return None if reason.strip() else WhyNot.NO_REASON


def why_not_ask(question: str, *, is_open: bool, has_sender: bool) -> WhyNot | None:
    """Why nothing can be asked now: one question at a time, to a professional sender."""
    if not has_sender:
        return WhyNot.NOBODY_TO_ASK
    if is_open:
        return WhyNot.QUESTION_OPEN
    return None if question.strip() else WhyNot.NO_WORDS


def why_not_answer(answer: str, *, is_open: bool) -> WhyNot | None:
    """Why there is nothing to answer."""
    if not is_open:
        return WhyNot.NO_QUESTION
    return None if answer.strip() else WhyNot.NO_WORDS


def why_not_plan(on: datetime, *, now: datetime) -> WhyNot | None:
    """Why this is no appointment: it must still come."""
    return WhyNot.APPOINTMENT_PAST if on < now else None


def why_not_say(*, is_party: bool, has_contact: bool) -> WhyNot | None:
    """Why the resident's answer cannot be noted: never by the receiver, not before contact.

    `is_party`: the resident, or whoever sent it. `has_contact`: it is under way or waits since.
    """
    if not is_party:
        return WhyNot.NOT_BY_RECEIVER
    return None if has_contact else WhyNot.NO_CONTACT_YET


def why_not_pause(for_: str, *, until: date, today: date) -> WhyNot | None:
    """Why it cannot wait like this: always for something, always until a day."""
    if not for_.strip():
        return WhyNot.NO_PAUSE_REASON
    return None if until > today else WhyNot.PAUSE_PAST


def why_not_resume(sides: Collection[Side], *, waits_for: str) -> WhyNot | None:
    """Why this side cannot end the waiting: the receiver can, and the sender it waits for."""
    awaited = waits_for == Side.SENDER and Side.SENDER in sides
    return None if awaited or Side.RECEIVER in sides else WhyNot.NOT_RECEIVER


def why_not_follow(*, settled: bool, not_fitting: bool, before_contact: bool) -> WhyNot | None:
    """Why no next try can begin: after "niet passend" or "niet gelukt", or before real contact.

    `settled`: a next one follows already, or the chain was closed.
    """
    if settled:
        return WhyNot.NO_MOVE
    if not_fitting or before_contact:
        return None
    return WhyNot.HAS_CONTACT


def why_not_feed_back(
    text: str, *, is_receiver: bool, in_time: bool, has_sender: bool
) -> WhyNot | None:
    """Why nothing can be told back: by the receiver, once it was taken on, to a professional."""
    if not is_receiver:
        return WhyNot.NOT_RECEIVER
    if not has_sender:
        return WhyNot.NOBODY_TO_ASK
    if not in_time:
        return WhyNot.NO_MOVE
    return None if text.strip() else WhyNot.NO_WORDS
