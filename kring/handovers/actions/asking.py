"""Questions: between receiver and sender, the clock standing still; and one without a name."""

from typing import Any
from uuid import UUID

from kring.core import working_days
from kring.core.actor import Me
from kring.core.errors import Refused, refuse

from .. import queries, rules
from ..models import Draft, Handover, Text
from ..models.choices import Fact, Kind, Side, State
from . import drafting
from .moving import Tells, change, clock_of, intent, lock_as, noted, ticking, write

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
    write(handover, Text.Part.QUESTION, question, by=by)
    facts = ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours) | {
        "clock_left": left
    }
    asked = noted(handover, Fact.QUESTION_ASKED, by=by)
    tells = Tells("question", Side.SENDER)
    return change(handover, "asked", asked, tells, by=by, question_at=by.at, **facts)


@intent
def answer_question(handover_id: UUID, answer: str, *, by: Me) -> Handover:
    """Answer what was asked; the receiver's clock runs on with what was left. Raises Refused."""
    handover = lock_as(Side.SENDER, handover_id, by=by, states=_ASKABLE)
    refuse(rules.why_not_answer(answer, is_open=handover.question_at is not None))
    write(handover, Text.Part.ANSWER, answer, by=by)
    return change(
        handover,
        "answered",
        noted(handover, Fact.QUESTION_ANSWERED, by=by),
        Tells("answer", Side.RECEIVER),
        by=by,
        question_at=None,
        **_running_on(handover, by),
    )


@intent
def hand_over(handover_id: UUID, *, by: Me) -> Draft:
    """Begin a handover about someone from an answered question without a name, to who answered.

    It is a chain of its own: the question named nobody, and stays so. Raises Refused.
    """
    handover = lock_as(Side.SENDER, handover_id, by=by, states=frozenset({State.COMPLETED}))
    if handover.kind != Kind.CONSULT:
        raise Refused(rules.WhyNot.NO_MOVE)
    texts = Text.objects.filter(handover=handover, part=Text.Part.QUESTION).order_by("at")
    question = texts.values_list("body", flat=True).first() or ""
    to = {"team": handover.receiver_team_id}
    if handover.receiver_team_id is None:
        to = {"position": handover.receiver_id}
    data: dict[str, dict[str, Any]] = {
        "to": {kind: str(key) for kind, key in to.items()},
        "what": {"situation": question, "theme": handover.theme.code},
    }
    if responsible := queries.responsible(by):
        data["on_behalf"] = {"sender": str(responsible)}
    return drafting.start(Kind.REFER, by=by, data=data)


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
