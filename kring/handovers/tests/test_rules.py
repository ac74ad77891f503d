"""The edges of what a step needs: on the day, a minute before, with only a space."""

from datetime import date, datetime, time, timedelta

import pytest

from kring.core import working_days
from kring.core.moments import AMSTERDAM
from kring.handovers import rules
from kring.handovers.models import Signal
from kring.handovers.models.choices import Kind, Side, State
from kring.handovers.rules import WhyNot, WhyNotSend

from .stories import typed

NOW = datetime(2026, 3, 2, 10, tzinfo=AMSTERDAM)  # a Monday
TODAY = NOW.date()
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
TEAM = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("first_step", "days", "bridge", "why"),
    [
        ("Bellen", 0, "", None),
        ("Bellen", 5, "", None),
        ("Bellen", 6, "", WhyNot.NO_BRIDGE),
        ("Bellen", 6, " ", WhyNot.NO_BRIDGE),
        ("Bellen", 6, "Ik bel wekelijks.", None),
        ("Bellen", -1, "Ik bel wekelijks.", WhyNot.PAST_FIRST_STEP),
        (" ", 0, "", WhyNot.NO_FIRST_STEP),
    ],
)
def test_it_is_taken_on_with_a_step_a_day_and_a_bridge_when_that_is_late(
    first_step, days, bridge, why
):
    on, contact_by = TODAY + days * DAY, TODAY + 5 * DAY

    said = rules.why_not_accept(
        first_step, on=on, bridge=bridge, today=TODAY, contact_by=contact_by
    )

    assert said is why


@pytest.mark.parametrize(
    ("for_", "days", "why"),
    [
        ("plek", 1, None),
        ("plek", 0, WhyNot.PAUSE_PAST),
        (" ", 1, WhyNot.NO_PAUSE_REASON),
    ],
)
def test_it_waits_for_something_until_a_day_that_comes(for_, days, why):
    assert rules.why_not_pause(for_, until=TODAY + days * DAY, today=TODAY) is why


@pytest.mark.parametrize(
    ("sides", "waits_for", "why"),
    [
        ({Side.RECEIVER}, "receiver", None),
        ({Side.RECEIVER}, "sender", None),
        ({Side.SENDER}, "sender", None),
        ({Side.SENDER}, "receiver", WhyNot.NOT_RECEIVER),
        ({Side.EITHER}, "sender", WhyNot.NOT_RECEIVER),
    ],
)
def test_whoever_it_waits_for_and_the_receiver_end_the_waiting(sides, waits_for, why):
    assert rules.why_not_resume(sides, waits_for=waits_for) is why


@pytest.mark.parametrize(
    ("contact_at", "contradicted_at", "reached"),
    [(None, None, False), (NOW, None, True), (NOW, NOW, False)],
)
def test_contact_that_the_resident_contradicts_is_none(contact_at, contradicted_at, reached):
    assert rules.reached(contact_at, contradicted_at=contradicted_at) is reached


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (lambda: rules.why_not_end("Klaar", outcome="helped"), None),
        (lambda: rules.why_not_end(" ", outcome="helped"), WhyNot.NO_REASON),
        (lambda: rules.why_not_end("Klaar", outcome=""), WhyNot.NO_OUTCOME),
        (lambda: rules.why_not_complete(contradicted=False), None),
        (lambda: rules.why_not_complete(contradicted=True), WhyNot.CONTRADICTED),
        (lambda: rules.why_not_go_on("Het loopt"), None),
        (lambda: rules.why_not_go_on(" "), WhyNot.NO_REASON),
        (lambda: rules.why_not_plan(NOW, now=NOW), None),
        (lambda: rules.why_not_plan(NOW - MINUTE, now=NOW), WhyNot.APPOINTMENT_PAST),
        (lambda: rules.why_not_ask("Wat?", is_open=False, has_sender=True), None),
        (lambda: rules.why_not_ask(" ", is_open=False, has_sender=True), WhyNot.NO_WORDS),
        (lambda: rules.why_not_ask("Wat?", is_open=True, has_sender=True), WhyNot.QUESTION_OPEN),
        (lambda: rules.why_not_ask("Wat?", is_open=False, has_sender=False), WhyNot.NOBODY_TO_ASK),
        (lambda: rules.why_not_answer("Dit.", is_open=True), None),
        (lambda: rules.why_not_answer(" ", is_open=True), WhyNot.NO_WORDS),
        (lambda: rules.why_not_answer("Dit.", is_open=False), WhyNot.NO_QUESTION),
        (lambda: rules.why_not_say(is_party=True, has_contact=True), None),
        (lambda: rules.why_not_say(is_party=True, has_contact=False), WhyNot.NO_CONTACT_YET),
        (lambda: rules.why_not_say(is_party=False, has_contact=True), WhyNot.NOT_BY_RECEIVER),
    ],
)
def test_a_step_needs_what_it_needs(said, why):
    assert said() is why


@pytest.mark.parametrize(
    ("settled", "not_fitting", "before_contact", "why"),
    [
        (False, True, False, None),
        (False, False, True, None),
        (False, False, False, WhyNot.HAS_CONTACT),
        (True, True, True, WhyNot.NO_MOVE),
    ],
)
def test_a_next_try_begins_while_nobody_has_real_contact(settled, not_fitting, before_contact, why):
    said = rules.why_not_follow(
        settled=settled, not_fitting=not_fitting, before_contact=before_contact
    )

    assert said is why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"text": " "}, WhyNot.NO_WORDS),
        ({"is_receiver": False}, WhyNot.NOT_RECEIVER),
        ({"has_sender": False}, WhyNot.NOBODY_TO_ASK),
        ({"in_time": False}, WhyNot.NO_MOVE),
    ],
)
def test_the_receiver_tells_a_professional_how_it_goes(changed, why):
    given = {"text": "Goed", "is_receiver": True, "in_time": True, "has_sender": True} | changed

    assert rules.why_not_feed_back(given.pop("text"), **given) is why


@pytest.mark.parametrize(
    ("state", "has_question", "paused_turn", "has_sender", "side"),
    [
        (State.SENT, False, "", True, Side.RECEIVER),
        (State.DECLINED, False, "", True, Side.SENDER),
        (State.FAILED, False, "", True, Side.SENDER),
        (State.DECLINED, False, "", False, Side.RECEIVER),
        (State.RECEIVED, True, "", True, Side.SENDER),
        (State.PAUSED, False, "sender", True, Side.SENDER),
        (State.PAUSED, False, "receiver", True, Side.RECEIVER),
        (State.PAUSED, False, "sender", False, Side.RECEIVER),
        (State.ACCEPTED, False, "sender", True, Side.RECEIVER),
    ],
)
def test_the_others_wait_for_one_side(state, has_question, paused_turn, has_sender, side):
    said = rules.silent_side(
        state=state, has_question=has_question, paused_turn=paused_turn, has_sender=has_sender
    )

    assert said is side


@pytest.mark.parametrize(
    ("side", "baton", "has_sender", "waits"),
    [
        (Side.RECEIVER, "sender", True, True),
        (Side.RECEIVER, "receiver", True, False),
        (Side.SENDER, "receiver", True, True),
        (Side.SENDER, "sender", True, False),
        (Side.RECEIVER, None, True, True),  # a question without a name
        (Side.SENDER, None, True, False),
        (Side.RECEIVER, "receiver", False, False),
        (Side.RECEIVER, None, False, False),
    ],
)
def test_last_of_all_whoever_holds_the_baton_is_asked(side, baton, has_sender, waits):
    assert rules.waits_for_holder(side, baton=baton, has_sender=has_sender) is waits


@pytest.mark.parametrize(
    ("now", "there", "step"),
    [
        (0, {"stand_in", "escalation", "holder"}, 1),
        (0, {"escalation", "holder"}, 2),
        (0, {"holder"}, 3),
        (0, set(), None),
        (1, {"stand_in", "escalation", "holder"}, 2),
        (2, {"stand_in", "escalation", "holder"}, 3),
        (3, {"stand_in", "escalation", "holder"}, None),
    ],
)
def test_silence_goes_on_to_the_next_who_is_there(now, there, step):
    asked = {each: each in there for each in ("stand_in", "escalation", "holder")}

    assert rules.next_silence(now, **asked) == step


@pytest.mark.parametrize(
    ("asked", "default", "agreed", "level"),
    [
        ("", "outcome", True, "outcome"),
        ("outcome", "outcome", True, "outcome"),
        ("outcome", "outcome", False, "only_that"),
        ("outcome", "only_that", True, "only_that"),
        ("only_that", "outcome", True, "only_that"),
        ("nothing", "outcome", True, "nothing"),
    ],
)
def test_the_sender_hears_no_more_than_function_and_yes_allow(asked, default, agreed, level):
    assert rules.hears(asked, default=default, agreed=agreed) == level


@pytest.mark.parametrize(
    ("level", "kind", "hears"),
    [
        ("outcome", "refer", True),
        ("only_that", "refer", False),
        ("nothing", "refer", False),
        ("only_that", "consult", True),
    ],
)
def test_an_answer_to_a_question_is_heard_at_any_level(level, kind, hears):
    assert rules.hears_how(level, kind=kind) is hears


SPOKEN = {"urgency": "today", "spoke_on": "2026-03-02", "spoke_time": "09:30", "spoke_with": "Jo"}
NOBODY = {"family_name": " ", "given_name": "Leyla"}


def why_not_send(*, kind=Kind.REFER, at=NOW, by_professional=True, to_self=False, **changed):
    answers = rules.Answers.read(typed(**{"team": TEAM} | changed))
    given = rules.Circumstances(
        kind=kind, now=at, hours=working_days.OFFICE, by_professional=by_professional,
        sends_to_self=to_self,
    )  # fmt: skip
    return rules.why_not_send(answers, given=given)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"team": None}, WhyNotSend.NO_RECEIVER),
        ({"team": None, "position": TEAM}, None),
        ({"team": None, "position": TEAM, "by_professional": False}, WhyNotSend.TO_A_TEAM),
        ({"by_professional": False, "knows": {"answer": ""}}, None),
        ({"to_self": True}, WhyNotSend.TO_YOURSELF),
        ({"knows": {"answer": ""}}, WhyNotSend.NO_ANSWER),
        ({"knows": {"answer": "not_yet"}}, WhyNotSend.NOT_ASKED_YET),
        ({"knows": {"answer": "no"}}, WhyNotSend.SAID_NO),
        ({"who": NOBODY}, WhyNotSend.NO_NAME),
        ({"who": NOBODY | {"resident": TEAM}}, None),
        ({"what": {"situation": " "}}, WhyNotSend.NO_SITUATION),
        ({"what": {"theme": ""}}, WhyNotSend.NO_THEME),
        ({"kind": Kind.CONSULT, "what": {"theme": ""}}, WhyNotSend.NO_THEME),
        ({"kind": Kind.CONSULT, "what": {"question": " "}}, WhyNotSend.NO_QUESTION),
        ({"kind": Kind.CONSULT, "who": NOBODY, "knows": {"answer": ""}}, None),
        ({"kind": Kind.INVOLVE}, WhyNotSend.NO_END),
        ({"kind": Kind.INVOLVE, "what": {"ends_on": "2026-03-02"}}, WhyNotSend.END_PAST),
        ({"kind": Kind.INVOLVE, "what": {"ends_on": "2026-03-03"}}, None),
        ({"what": {"warm": "cold"}}, WhyNotSend.NO_COLD_REASON),
        ({"what": {"warm": "cold", "cold_because": "hurry"}}, None),
        ({"what": {"warm": "three", "warm_place": "Hier"}}, WhyNotSend.NO_MEETING),
        ({"what": {"warm": "three", "warm_on": "2026-03-09"}}, WhyNotSend.NO_MEETING),
        ({"what": {"warm": "three", "warm_on": "2026-03-09", "warm_place": "Hier"}}, None),
        ({"what": {"warm": "call"}}, None),
        ({"what": SPOKEN}, None),
        ({"what": SPOKEN | {"spoke_on": ""}}, WhyNotSend.TODAY_UNSPOKEN),
        ({"what": SPOKEN | {"spoke_time": ""}}, WhyNotSend.TODAY_UNSPOKEN),
        ({"what": SPOKEN | {"spoke_with": " "}}, WhyNotSend.TODAY_UNSPOKEN),
        ({"what": SPOKEN | {"spoke_time": "10:00"}}, None),
        ({"what": SPOKEN | {"spoke_time": "10:01"}}, WhyNotSend.TODAY_LATER),
        ({"what": SPOKEN | {"spoke_on": "2026-02-27"}}, WhyNotSend.TODAY_TOO_LONG_AGO),
        ({"what": SPOKEN, "at": NOW + 7 * timedelta(hours=1)}, WhyNotSend.TODAY_CLOSED),
    ],
)
def test_what_must_be_there_to_send(changed, why):
    assert why_not_send(**changed) is why


def test_today_is_a_day_of_the_dutch_clock():
    """Spoken just after midnight, on a server that is still at the day before."""
    around = {0: (time(0), time(3))}
    spoke = rules.What.read(SPOKEN | {"spoke_time": "00:10"})
    now = datetime(2026, 3, 1, 23, 30, tzinfo=AMSTERDAM) + timedelta(hours=1)

    assert rules.why_not_today(spoke, now=now, hours=around) is None


@pytest.mark.parametrize(
    ("mine", "lives_there", "why"),
    [
        (["contact"], True, None),
        (["contact"], False, WhyNotSend.NOT_THERE),
        (["situation"], True, WhyNotSend.NAME_ONLY),
    ],
)
def test_who_knows_the_name_only_passes_nobody_on(mine, lives_there, why):
    assert rules.why_not_share(mine, lives_there=lives_there) is why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"text": " "}, WhyNot.NO_WORDS),
        ({"has_theme": False}, WhyNot.NO_THEME),
        ({"about_name": "Aydın"}, WhyNot.NAMED_WITHOUT_GROUND),
        ({"about_name": "Aydın", "ground": "yes"}, WhyNot.NAMED_UNKNOWN),
        ({"about_name": "Aydın", "ground": "yes", "knows": "no"}, None),
        ({"about_name": " "}, None),
    ],
)
def test_a_signal_names_somebody_on_a_ground_only(changed, why):
    given = {"text": "Zorgen", "has_theme": True, "about_name": "", "ground": "", "knows": ""}
    given |= changed

    assert rules.why_not_signal(given.pop("text"), **given) is why


@pytest.mark.parametrize(
    ("answer", "answered", "became", "why"),
    [
        (Signal.Answer.NO_ACTION, False, False, None),
        (Signal.Answer.NO_ACTION, True, False, WhyNot.NO_SIGNAL),
        (Signal.Answer.HANDOVER, False, True, None),
        (Signal.Answer.HANDOVER, False, False, WhyNot.NO_HANDOVER),
    ],
)
def test_a_signal_is_answered_once_and_a_handover_with_that_handover(answer, answered, became, why):
    assert rules.why_not_answer_signal(answer, answered=answered, became=became) is why


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"at_core": False}, WhyNot.NOT_FOR_A_REPORT),
        ({"is_wmo": False}, WhyNot.NO_LAW),
        ({"is_wmo": False, "is_youth": True}, None),
        ({"reported_on": date(2026, 3, 2)}, None),
        ({"reported_on": date(2026, 3, 3)}, WhyNot.NOT_YET_REPORTED),
    ],
)
def test_a_report_is_noted_by_the_core_ring_on_a_day_that_has_been(changed, why):
    given = {"reported_on": date(2026, 2, 27), "is_wmo": True, "is_youth": False, "at_core": True}
    given |= changed

    assert rules.why_not_report(given.pop("reported_on"), today=TODAY, **given) is why


@pytest.mark.parametrize(
    ("verb", "state", "sides", "why"),
    [
        ("accept", State.RECEIVED, {Side.RECEIVER}, None),
        ("accept", State.RECEIVED, {Side.SENDER}, WhyNot.NOT_RECEIVER),
        ("accept", State.RECEIVED, {Side.EITHER}, WhyNot.NOT_RECEIVER),
        ("accept", State.RECEIVED, set(), WhyNot.NOT_A_PARTY),
        ("withdraw", State.RECEIVED, {Side.SENDER}, None),
        ("withdraw", State.RECEIVED, {Side.RECEIVER}, WhyNot.NOT_SENDER),
        ("make_contact", State.RECEIVED, {Side.RECEIVER}, WhyNot.NO_MOVE),
        ("resume", State.PAUSED, {Side.RECEIVER}, None),
        ("resume", State.PAUSED, {Side.SENDER}, None),
    ],
)
def test_each_move_is_of_one_side_or_either(verb, state, sides, why):
    said = rules.why_not_move(verb, kind=Kind.REFER, state=state, sides=frozenset(sides))

    assert said is why


@pytest.mark.parametrize(("how", "why"), [({"agreed": True}, None), ({}, WhyNot.BOTH)])
def test_after_contact_both_agree_to_withdraw(how, why):
    sides = frozenset({Side.SENDER})

    said = rules.why_not_move(
        "withdraw", kind=Kind.REFER, state=State.UNDER_WAY, sides=sides, **how
    )

    assert said is why


@pytest.mark.parametrize(
    ("verb", "kind", "after", "clock"),
    [
        ("send", Kind.REFER, State.SENT, "acknowledge"),
        ("send", Kind.CONSULT, State.SENT, "consult"),
        ("resume", Kind.REFER, State.ACCEPTED, "contact"),
        ("resume", Kind.REFER, State.UNDER_WAY, "feedback"),
        ("pause", Kind.REFER, State.PAUSED, ""),
        ("send", Kind.REFER, State.RECEIVED, ""),
    ],
)
def test_a_move_starts_the_clock_of_where_it_leads(verb, kind, after, clock):
    assert rules.clock(verb, kind=kind, after=after) == clock
