"""A question between receiver and sender: the receiver's clock stands still until the answer."""

from uuid import UUID

from kring.core import working_days
from kring.core.actor import Me
from kring.core.errors import refuse

from .. import rules
from ..models import Handover, Text
from ..models.choices import Fact, Side, State
from .moving import change, clock_of, intent, lock_as, note, tell, ticking, write

_ASKABLE = frozenset({State.RECEIVED, State.ACCEPTED})


@intent
def ask_question(handover_id: UUID, question: str, *, by: Me) -> Handover:
    """Ask the sender something; the turn is the sender's. Raises Refused."""
    handover = lock_as(Side.RECEIVER, handover_id, by=by, states=_ASKABLE)
    refuse(
        rules.why_not_ask(
            question, is_open=handover.question_at is not None, has_sender=bool(handover.sender_id)
        )
    )
    left = _left(handover, by)
    clock = clock_of(handover, "consult", at=by.at, whose=Side.SENDER)
    note(handover, Fact.QUESTION_ASKED, by=by)
    write(handover, Text.Part.QUESTION, question, by=by)
    facts = ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours) | {
        "clock_left": left
    }
    change(handover, "asked", by=by, question_at=by.at, **facts)
    tell(handover, "question", side=Side.SENDER, at=by.at)
    return handover


@intent
def answer_question(handover_id: UUID, answer: str, *, by: Me) -> Handover:
    """Answer what was asked; the receiver's clock runs on with what was left. Raises Refused."""
    handover = lock_as(Side.SENDER, handover_id, by=by, states=_ASKABLE)
    refuse(rules.why_not_answer(answer, is_open=handover.question_at is not None))
    note(handover, Fact.QUESTION_ANSWERED, by=by)
    write(handover, Text.Part.ANSWER, answer, by=by)
    change(handover, "answered", by=by, question_at=None, **_running_on(handover, by))
    tell(handover, "answer", side=Side.RECEIVER, at=by.at)
    return handover


def _kind(handover: Handover) -> str:
    return "accept" if handover.accepted_at is None else "contact"


def _left(handover: Handover, by: Me) -> object:
    if handover.due_at is None:
        return None
    hours = clock_of(handover, _kind(handover), at=by.at).hours
    return working_days.open_time(by.at, handover.due_at, hours)


def _running_on(handover: Handover, by: Me) -> dict[str, object]:
    clock = clock_of(handover, _kind(handover), at=by.at)
    if handover.clock_left is None:
        return ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours)
    due = working_days.after_open_time(by.at, handover.clock_left, clock.hours)
    return ticking(due, clock.source, start=by.at, hours=clock.hours)
