"""The resident's voice: what they say about the contact, and what they ask."""

from enum import StrEnum
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from kring.core import moments, working_days
from kring.core.actor import Me
from kring.core.errors import Refused, refuse

from .. import rules
from ..models import Handover, ResidentQuestion, Text
from ..models.choices import Fact, Side, State
from .moving import Tells, after_contact, change, intent, lock, note, path, said, started, write

_Asks = ResidentQuestion.What


class Says(StrEnum):
    """What the resident answers to "Hebt u {naam} van {organisatie} gesproken?"."""

    YES = "yes"
    NO = "no"
    SOMEONE_ELSE = "someone_else"
    CALL_ME = "call_me"


class Via(StrEnum):
    """How the answer came: never by the receiver."""

    LINK = "link"
    CODE = "code"
    SENDER = "sender"
    PHONE = "phone"


@intent
def resident_says(
    handover_id: UUID, answer: Says, *, by: Me, via: Via, words: str = ""
) -> Handover:
    """The resident's answer about the contact: by themselves, or noted by the sender's side.

    "No" and "someone else" return the baton to the sender at once within five working days of
    the contact; later, or when nobody sent them, they are a question for the coordinator, else the
    sender or the intake. "Call me" asks who holds the baton. What they ask waits until it is
    answered. Raises Refused, also for the receiver.
    """
    handover, sides = lock(handover_id, by=by)
    refuse(
        rules.why_not_say(
            is_party=Side.SENDER in sides,
            has_contact=handover.contact_at is not None and handover.state not in rules.ENDINGS,
        )
    )
    return _SAYS[answer](handover, words, by=by, how=f"{answer.value} {via.value}")


@intent
def asked_by_message(handover_id: UUID, *, by: Me) -> Handover:
    """Note that the resident was sent the question about the contact. Raises Refused."""
    handover = Handover.objects.filter(pk=handover_id).first()
    if handover is None:
        raise Refused(rules.WhyNot.NO_MOVE)
    note(handover, Fact.RESIDENT_ASKED, by=by)
    return said(handover, "resident_asked", by=by)


@intent
def hear(handover_id: UUID, answer: str, *, by: Me) -> Handover:
    """What came of it after the resident asked me: it waits no longer. Raises Refused."""
    asked = list(_asked_of_me(handover_id))
    refuse(rules.why_not_answer(answer, is_open=bool(asked)))
    handover = Handover.objects.filter(pk=handover_id).first()
    if handover is None:
        raise Refused(rules.WhyNot.NO_MOVE)
    note(handover, Fact.RESIDENT_HEARD, by=by)
    said(handover, "heard", by=by)
    ResidentQuestion.objects.filter(pk__in=[each.pk for each in asked]).update(
        answered_at=by.at, answered_by=by.position, answer=answer.strip()
    )
    return handover


def _asked_of_me(handover_id: UUID) -> list[ResidentQuestion]:
    mine = RawSQL(
        "(whom = any(kring.holders()) or silent_to_id = any(kring.holders()))",
        [],
        output_field=BooleanField(),
    )
    open_ = ResidentQuestion.objects.filter(handover=handover_id, answered_at=None)
    return list(open_.annotate(mine=mine).filter(mine=True).select_for_update())


def _yes(handover: Handover, words: str, *, by: Me, how: str) -> Handover:
    write(handover, Text.Part.REPLY, words, by=by)
    note(handover, Fact.CONTACT_CONFIRMED, by=by, how=how)
    ResidentQuestion.objects.filter(handover=handover, answered_at=None).exclude(
        what=_Asks.CALL_ME
    ).update(answered_at=by.at)
    clock: dict[str, object] = {}
    if handover.contradicted_at is not None and handover.contact_at is not None:
        clock = after_contact(handover, "make_contact", met_at=handover.contact_at, by=by)
    return change(handover, "confirmed", by=by, confirmed_at=by.at, contradicted_at=None, **clock)


def _no(handover: Handover, words: str, *, by: Me, how: str) -> Handover:
    if _is_late(handover, by):
        note(handover, Fact.CONTACT_CONTRADICTED, by=by, how=f"{how} late")
        said(handover, "contradicted_late", by=by)
        _ask(handover, _asks_of(how), words, by=by)
        return handover
    note(handover, Fact.CONTACT_CONTRADICTED, by=by, how=how)
    clock = started(handover, "accept", State.ACCEPTED, by=by)
    if handover.sender_id is None:
        _ask(handover, _asks_of(how), words, by=by)
    else:  # for who sent them: it is about who received them
        write(handover, Text.Part.REPLY, words, by=by, for_receiver=False)
    return change(
        handover,
        "contradicted",
        Tells("contradicted", Side.SENDER, urgent=True),
        Tells("contradicted", Side.RECEIVER),
        by=by,
        contradicted_at=by.at,
        confirmed_at=None,
        **clock,
    )


def _is_late(handover: Handover, by: Me) -> bool:
    assert handover.contact_at is not None  # asked after contact: the rule said so
    made, today = moments.local(handover.contact_at).date(), moments.local(by.at).date()
    return working_days.working_days_between(made, today) > rules.CONTRADICTION_DAYS


def _asks_of(how: str) -> _Asks:
    return _Asks.SOMEONE_ELSE if how.startswith(Says.SOMEONE_ELSE) else _Asks.NO_CONTACT


def _call_me(handover: Handover, words: str, *, by: Me, how: str) -> Handover:
    note(handover, Fact.CALL_ASKED, by=by, how=how)
    said(handover, "call_asked", by=by)
    _ask(handover, _Asks.CALL_ME, words, by=by)
    return handover


def _ask(handover: Handover, what: _Asks, words: str, *, by: Me) -> None:
    due = working_days.add_working_days(by.at, rules.HEAR_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select kring.ask_for_resident(%s, %s, %s, %s, %s)",
            [handover.pk, what.value, words.strip(), due, path(handover)],
        )


_SAYS = {Says.YES: _yes, Says.NO: _no, Says.SOMEONE_ELSE: _no, Says.CALL_ME: _call_me}
