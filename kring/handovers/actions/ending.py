"""How a handover ends, and what comes after: a next try, or the end of the chain."""

from datetime import date
from uuid import UUID

from django.db import connection

from kring.audit import actions as audit
from kring.circle.models import Category
from kring.core import moments
from kring.core.actor import Me
from kring.core.errors import Refused, refuse
from kring.residents.rules import why_not_die

from .. import rules
from ..models import Chain, Draft, Handover, Text
from ..models.choices import Fact, Kind, Outcome, Side, State
from . import drafting
from .feedback import disclose_back, hears_how
from .moving import (
    Tells,
    change,
    clock_of,
    intent,
    lock,
    lock_as,
    lock_for,
    noted,
    started,
    ticking,
    write,
)

_LANDED_NOWHERE = frozenset({State.DECLINED, State.FAILED})
_ON_THE_WAY = frozenset(State) - rules.ENDINGS


@intent
def complete(
    handover_id: UUID, *, outcome: Outcome, text: str, by: Me, agreed: str = ""
) -> Handover:
    """Finish it (afgerond), or answer a consult; the sender hears the outcome at the level allowed.

    `agreed`: how the resident said that the sender may read it (Disclosure.How), above that level.
    The chain closes with it. Raises Refused.
    """
    handover = lock_for("complete", handover_id, by=by)
    refuse(rules.why_not_end(text, outcome=outcome))
    refuse(rules.why_not_complete(contradicted=handover.contradicted_at is not None))
    part = Text.Part.ANSWER if handover.kind == Kind.CONSULT else Text.Part.OUTCOME
    disclose_back(handover, part, text, by=by, agreed=agreed)
    _close(handover, outcome, by=by)
    return change(
        handover,
        "completed",
        Tells("completed", Side.SENDER),
        by=by,
        completed_at=by.at,
        outcome=outcome,
        fed_back_at=by.at,
        **ticking(None),
    )


@intent
def fail(handover_id: UUID, *, outcome: Outcome, reason: str, by: Me, agreed: str = "") -> Handover:
    """Say that it did not work out (niet gelukt); the sender chooses what next. Raises Refused."""
    handover = lock_for("fail", handover_id, by=by)
    refuse(rules.why_not_end(reason, outcome=outcome))
    clock = started(handover, "fail", State.FAILED, by=by)
    disclose_back(handover, Text.Part.REASON, reason, by=by, agreed=agreed)
    return change(
        handover,
        "failed",
        Tells("failed", Side.SENDER),
        by=by,
        failed_at=by.at,
        outcome=outcome,
        question_at=None,
        paused_at=None,
        paused_for="",
        paused_until=None,
        paused_turn="",
        **clock,
    )


@intent
def withdraw(handover_id: UUID, *, reason: str, outcome: Outcome, by: Me) -> Handover:
    """Take it back (ingetrokken); the chain closes with what happened. Raises Refused.

    Before real contact by the sender, at once. After it this asks the other side, who agrees with
    `agree_to_withdraw`; until then the handover goes on.
    """
    handover, sides = lock(handover_id, by=by)
    refuse(rules.why_not_end(reason, outcome=outcome))
    met = _reached(handover)
    refuse(_why_not_withdraw(handover, sides if met else sides & {Side.SENDER}))
    side, other = Side.SENDER, Side.RECEIVER
    if side not in sides:
        side, other = other, side
    heard = side == Side.SENDER or hears_how(handover)
    write(handover, Text.Part.REASON, reason, by=by, for_sender=heard)
    if not met:
        return _withdrawn(handover, outcome, by=by)
    return change(
        handover,
        "withdraw_asked",
        Tells("withdraw", other),
        by=by,
        withdraw_asked_by=side.value,
        withdraw_as=outcome,
    )


@intent
def agree_to_withdraw(handover_id: UUID, *, by: Me) -> Handover:
    """Agree to what the other side asked with `withdraw`; the chain closes. Raises Refused."""
    handover, sides = lock(handover_id, by=by)
    if not handover.withdraw_asked_by:
        raise Refused(rules.WhyNot.NOT_ASKED)
    refuse(_why_not_withdraw(handover, sides - {Side(handover.withdraw_asked_by)}))
    return _withdrawn(handover, None, by=by)


@intent
def go_on(handover_id: UUID, reason: str, *, by: Me) -> Handover:
    """Do not agree to what the other side asked with `withdraw`: it goes on. Raises Refused."""
    handover, sides = lock(handover_id, by=by)
    if not handover.withdraw_asked_by:
        raise Refused(rules.WhyNot.NOT_ASKED)
    asked = Side(handover.withdraw_asked_by)
    refuse(_why_not_withdraw(handover, sides - {asked}))
    refuse(rules.why_not_go_on(reason))
    write(handover, Text.Part.REASON, reason, by=by)
    return change(
        handover,
        "going_on",
        Tells("going on", asked),
        by=by,
        withdraw_asked_by="",
        withdraw_as="",
    )


@intent
def record_death(handover_id: UUID, *, by: Me, on: date | None = None) -> Handover:
    """The resident died: by either side, from any state. No next step is asked, messages stop.

    The same as residents.actions.record_death, for who may not see the resident's file: the
    database ends what every room holds about someone who died. Without a day: today. Raises
    Refused.
    """
    handover, sides = lock(handover_id, by=by)
    if not handover.is_live or handover.resident_id is None:
        raise Refused(rules.WhyNot.NO_MOVE)
    if not sides - {Side.EITHER}:
        raise Refused(rules.WhyNot.NOT_A_PARTY)
    today = moments.local(by.at).date()
    refuse(why_not_die(on or today, today=today))
    with connection.cursor() as cursor:
        cursor.execute("select kring.record_death(%s, %s)", [handover.pk, on or today])
    audit.record("resident.died", by=by, about=handover.resident_id)
    handover.refresh_from_db()
    return handover


@intent
def follow(handover_id: UUID, *, by: Me) -> Draft:
    """Begin a next try with someone else, with what was written; the chain goes on when it is sent.

    After "niet passend" or "niet gelukt", or while nobody made contact yet that the resident does
    not contradict: then this one is withdrawn at that moment. By who holds the baton. Raises
    Refused.
    """
    handover, sides = lock(handover_id, by=by)
    refuse(why_not_follow(handover, sides))
    return drafting.start(Kind(handover.kind), by=by, data=_again(handover), follows=handover.pk)


@intent
def keep_contact(handover_id: UUID, *, by: Me) -> Handover:
    """After silence all the way: the sender keeps contact, and the receiver gets a new term.

    Not of a question without a name: nobody knows there whom to keep contact with. Raises Refused.
    """
    handover = lock_as(Side.SENDER, handover_id, by=by, states=_ON_THE_WAY)
    silent = handover.silence == rules.Silence.HOLDER and handover.kind != Kind.CONSULT
    if not silent or _reached(handover):
        raise Refused(rules.WhyNot.NO_MOVE)
    clock = clock_of(handover, "contact", at=by.at)
    facts = ticking(clock.due(by.at), clock.source, start=by.at, hours=clock.hours)
    bridged = noted(handover, Fact.BRIDGED, by=by, how=Side.SENDER.value)
    tells = Tells("bridged", Side.RECEIVER)
    return change(handover, "bridged", bridged, tells, by=by, **facts)


@intent
def close_chain(handover_id: UUID, *, outcome: Outcome, reason: str, by: Me) -> Handover:
    """Close the chain after "niet passend" or "niet gelukt", with what happened. Raises Refused."""
    handover, sides = lock(handover_id, by=by)
    refuse(rules.why_not_end(reason, outcome=outcome))
    if handover.state not in _LANDED_NOWHERE or not handover.is_live:
        raise Refused(rules.WhyNot.NO_MOVE)
    if holder(handover) not in sides:
        raise Refused(rules.WhyNot.NOT_SENDER)
    write(handover, Text.Part.REASON, reason, by=by, for_receiver=False)
    _close(handover, outcome, by=by)
    return change(handover, "settled", by=by, settled_at=by.at, **ticking(None))


def holder(handover: Handover) -> Side:
    """Who chooses the next step: the sender, or without a professional sender the receiver."""
    return Side.RECEIVER if handover.sender_id is None else Side.SENDER


def why_not_follow(handover: Handover, sides: frozenset[Side]) -> rules.WhyNot | None:
    """Why this actor cannot begin a next try now."""
    if holder(handover) not in sides:
        return rules.WhyNot.NOT_SENDER
    return rules.why_not_follow(
        settled=not handover.is_live,
        not_fitting=handover.state in _LANDED_NOWHERE,
        before_contact=handover.state in _ON_THE_WAY and not _reached(handover),
    )


def _reached(handover: Handover) -> bool:
    return rules.reached(handover.contact_at, contradicted_at=handover.contradicted_at)


def settle(handover: Handover, *, by: Me) -> None:
    """A next handover follows this one: it no longer waits for anybody."""
    if handover.state in _LANDED_NOWHERE:
        change(handover, "settled", by=by, settled_at=by.at, **ticking(None))
    else:
        _take_back(handover, outcome=Outcome.ELSEWHERE, by=by)


def _why_not_withdraw(handover: Handover, sides: frozenset[Side]) -> rules.WhyNot | None:
    return rules.why_not_move(
        "withdraw",
        kind=Kind(handover.kind),
        state=State(handover.state),
        sides=sides - {Side.EITHER},
        agreed=True,
    )


def _withdrawn(handover: Handover, outcome: Outcome | None, *, by: Me) -> Handover:
    """Without an outcome it is the one that the other side asked for: the database knows it."""
    _close(handover, outcome, by=by)
    return _take_back(handover, by=by, **({"outcome": outcome} if outcome else {}))


def _take_back(handover: Handover, *, by: Me, **ends: object) -> Handover:
    tells = Tells("withdrawn", Side.RECEIVER)
    return change(handover, "withdrawn", tells, by=by, withdrawn_at=by.at, **ends, **_calm())


def _calm() -> dict[str, object]:
    return ticking(None) | {"question_at": None}


def _close(handover: Handover, outcome: Outcome | None, *, by: Me) -> None:
    """Before the ending itself: after it the actor may no longer be a party."""
    Chain.objects.filter(pk=handover.chain_id).update(closed_at=by.at, outcome=outcome or "")


def _again(handover: Handover) -> dict[str, dict[str, object]]:
    """What is known already, to begin the next draft with; never to whom, nor its basis."""
    texts = dict(
        Text.objects.filter(
            handover=handover, part__in=("situation", "wish", "goes_well", "question")
        ).values_list("part", "body")
    )
    return {
        "who": {"household": str(handover.household_id), "resident": str(handover.resident_id)}
        if handover.household_id
        else {},
        "what": {
            **texts,
            "theme": handover.theme.code,
            "categories": [each for each in handover.categories if each != Category.CONTACT],
        },
    }
