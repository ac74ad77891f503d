"""The edges of what a step around a household needs: on the day, a minute before, with a space."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from kring.circle.rules import closing, emergency, involvement, transfer
from kring.circle.rules.reasons import WhyNot
from kring.circle.rules.transfer import AGREES, NOT_REACHED, OBJECTS, Steps
from kring.core.moments import AMSTERDAM

NOW = datetime(2026, 3, 2, 10, tzinfo=AMSTERDAM)
TODAY = NOW.date()
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
FIRST, SECOND, THIRD = (UUID(int=number) for number in (1, 2, 3))
ANNA, BRAM = UUID(int=10), UUID(int=11)

PROPOSED = Steps()
ACCEPTED = Steps(accepted_at=NOW)
ONE_TRY = Steps(accepted_at=NOW, first_attempt_at=NOW)
TWO_TRIES = Steps(accepted_at=NOW, first_attempt_at=NOW, second_attempt_at=NOW + DAY)
HEARD = Steps(accepted_at=NOW, resident_at=NOW)
TOLD = Steps(accepted_at=NOW, resident_at=NOW, told_at=NOW)
OVER = [
    Steps(accepted_at=NOW, resident_at=NOW, told_at=NOW, effective_at=NOW),
    Steps(ended_at=NOW),
]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"same": True}, WhyNot.SAME),
        ({"under_way": True}, WhyNot.UNDER_WAY),
        ({"ring": "first"}, WhyNot.NOT_CORE),
        ({"in_team": False}, WhyNot.NO_TEAM),
    ],
)
def test_coordination_is_proposed_to_another_of_the_core_ring(changed, why):
    given = {"ring": "core", "in_team": True, "same": False, "under_way": False} | changed

    assert transfer.why_not_propose(**given) is why


@pytest.mark.parametrize(
    ("steps", "is_new", "why"),
    [
        (PROPOSED, True, None),
        (PROPOSED, False, WhyNot.NOT_NEW),
        (ACCEPTED, True, WhyNot.ACCEPTED),
        *((over, True, WhyNot.OVER) for over in OVER),
    ],
)
def test_only_who_is_asked_answers_and_once(steps, is_new, why):
    assert transfer.why_not_answer(steps, is_new=is_new) is why


@pytest.mark.parametrize(
    ("steps", "is_old", "why"),
    [
        (TOLD, True, None),
        (PROPOSED, False, WhyNot.NOT_OLD),
        *((over, True, WhyNot.OVER) for over in OVER),
    ],
)
def test_who_proposed_takes_it_back_until_it_is_over(steps, is_old, why):
    assert transfer.why_not_withdraw(steps, is_old=is_old) is why


@pytest.mark.parametrize(
    ("steps", "on", "why"),
    [
        (ACCEPTED, NOW, None),
        (ACCEPTED, NOW + MINUTE, WhyNot.FUTURE),
        (ONE_TRY, NOW, WhyNot.LATER_ATTEMPT),
        (Steps(accepted_at=NOW, first_attempt_at=NOW - DAY), NOW, None),
        (PROPOSED, NOW, WhyNot.NOT_ACCEPTED),
        (HEARD, NOW, WhyNot.RESIDENT_TOLD),
        *((over, NOW, WhyNot.OVER) for over in OVER),
    ],
)
def test_an_attempt_is_noted_after_it_was_made_on_two_days(steps, on, why):
    assert transfer.why_not_attempt(steps, on=on, now=NOW) is why


def test_two_days_are_two_on_a_dutch_clock():
    late = datetime(2026, 3, 1, 23, 30, tzinfo=AMSTERDAM)
    early = late + timedelta(hours=1)

    said = transfer.why_not_attempt(
        Steps(accepted_at=late, first_attempt_at=late.astimezone(UTC)),
        on=early.astimezone(UTC),
        now=NOW,
    )

    assert said is None


@pytest.mark.parametrize(
    ("steps", "reaction", "legal_ground", "goes_to", "why"),
    [
        (ACCEPTED, AGREES, "", None, None),
        (ACCEPTED, NOT_REACHED, "", None, WhyNot.TWO_ATTEMPTS),
        (ONE_TRY, NOT_REACHED, "", None, WhyNot.TWO_ATTEMPTS),
        (TWO_TRIES, NOT_REACHED, "", None, None),
        (ACCEPTED, OBJECTS, "", None, WhyNot.NO_PERSON),
        (ACCEPTED, OBJECTS, " ", None, WhyNot.NO_PERSON),
        (ACCEPTED, OBJECTS, "Een beschikking", None, None),
        (ACCEPTED, OBJECTS, "", ANNA, None),
        (PROPOSED, AGREES, "", None, WhyNot.NOT_ACCEPTED),
        (HEARD, AGREES, "", None, WhyNot.RESIDENT_TOLD),
        (OVER[1], AGREES, "", None, WhyNot.OVER),
    ],
)
def test_a_no_goes_to_a_person_and_silence_takes_two_attempts(
    steps, reaction, legal_ground, goes_to, why
):
    said = transfer.why_not_hear(
        steps, reaction=reaction, legal_ground=legal_ground, goes_to=goes_to
    )

    assert said is why


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        (HEARD, None),
        (ACCEPTED, WhyNot.NOT_TOLD_RESIDENT),
        (TOLD, WhyNot.TOLD_ALL),
        *((over, WhyNot.OVER) for over in OVER),
    ],
)
def test_the_involved_are_told_after_the_resident(steps, why):
    assert transfer.why_not_tell(steps) is why


@pytest.mark.parametrize(
    ("steps", "changed", "why"),
    [
        (TOLD, {}, None),
        (TOLD, {"now": NOW - MINUTE}, WhyNot.STILL_OPEN),
        (TOLD, {"now": NOW - MINUTE, "others": 0}, None),
        (TOLD, {"open_objections": 1}, WhyNot.OBJECTION_OPEN),
        (HEARD, {}, WhyNot.NOT_TOLD_ALL),
        *((over, {}, WhyNot.OVER) for over in OVER),
    ],
)
def test_it_comes_into_force_when_nobody_can_object_any_more(steps, changed, why):
    given = {"open_objections": 0, "others": 1, "objecting_until": NOW, "now": NOW} | changed

    assert transfer.why_not_put_in_force(steps, **given) is why


def test_the_heaviest_goes_to_who_carries_least_except_by_hand():
    weights = {FIRST: 1, SECOND: 3, THIRD: 2}

    assert transfer.divide(weights, {ANNA: 0, BRAM: 2}) == {SECOND: ANNA, THIRD: BRAM, FIRST: ANNA}
    assert transfer.divide(weights, {ANNA: 0, BRAM: 2}, except_={FIRST: ANNA}) == {
        FIRST: ANNA, SECOND: ANNA, THIRD: BRAM,
    }  # fmt: skip
    assert transfer.divide(weights, {ANNA: 0}, except_={FIRST: BRAM}) == {
        FIRST: BRAM, SECOND: ANNA, THIRD: ANNA,
    }  # fmt: skip


def test_what_weighs_the_same_is_divided_the_same_way_each_time():
    assert transfer.divide({SECOND: 1, FIRST: 1}, {BRAM: 0, ANNA: 0}) == {FIRST: ANNA, SECOND: BRAM}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, None),
        ({"same": True}, WhyNot.SELF),
        ({"may": False}, WhyNot.NOT_LEAD),
        ({"one_organisation": False}, WhyNot.OTHER_ORGANISATION),
        ({"until_on": TODAY - DAY}, WhyNot.STAND_IN_DAYS),
    ],
)
def test_a_colleague_stands_in_for_a_day_or_longer(changed, why):
    given = {"same": False, "may": True, "one_organisation": True}
    given |= {"from_on": TODAY, "until_on": TODAY} | changed

    assert transfer.why_not_stand_in(**given) is why


SAID = {
    "because": "goals", "stays": "De huisarts", "call": "Het team", "aftercare_on": TODAY,
    "aftercare": True, "no_aftercare_because": "", "ask_again": False,
}  # fmt: skip
DIED = {"because": "deceased", "stays": "", "call": "", "aftercare_on": None, "aftercare": False}


@pytest.mark.parametrize(
    ("state", "said", "why"),
    [
        ({}, {}, None),
        ({"flagged": True}, {}, WhyNot.FLAGGED),
        ({"statutory_without_successor": True}, {}, WhyNot.STATUTORY),
        ({"transfer_open": True}, {}, WhyNot.TRANSFER_OPEN),
        ({}, {"stays": " "}, WhyNot.NO_STAYS),
        ({}, {"call": " "}, WhyNot.NO_STAYS),
        ({}, {"aftercare_on": None}, WhyNot.NO_AFTERCARE),
        ({}, {"aftercare": False}, WhyNot.NO_AFTERCARE),
        ({}, {"aftercare_on": None, "no_aftercare_because": " "}, WhyNot.NO_AFTERCARE),
        ({}, {"aftercare_on": None, "no_aftercare_because": "Niet nodig"}, None),
        ({}, {"aftercare_on": TODAY - DAY}, WhyNot.AFTERCARE_PAST),
        ({}, {"because": "unwanted"}, WhyNot.NO_ASK_AGAIN),
        ({}, {"because": "unwanted", "ask_again": True}, None),
        ({}, DIED, WhyNot.SOMEONE_LIVES),
        ({"someone_lives": False}, DIED, None),
    ],
)
def test_a_plan_closes_when_all_was_said(state, said, why):
    given = closing.Said(**SAID | said)

    assert closing.why_not_close(closing.State(**state), given, today=TODAY) is why


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (lambda: closing.why_not_ask(over=False, how="Goed"), None),
        (lambda: closing.why_not_ask(over=False, how=" "), WhyNot.NO_ANSWER),
        (lambda: closing.why_not_ask(over=True, how="Goed"), WhyNot.ASKED_ALREADY),
        (lambda: closing.why_not_begin(mine=True), None),
        (lambda: closing.why_not_begin(mine=False), WhyNot.NOT_RETURNING),
        (lambda: involvement.why_not_coordinate(ring="core", in_team=True), None),
        (lambda: involvement.why_not_coordinate(ring="first", in_team=True), WhyNot.NOT_CORE),
        (lambda: involvement.why_not_coordinate(ring="core", in_team=False), WhyNot.NO_TEAM),
        (lambda: involvement.why_not_involve(purpose="Geld", categories=["plan"]), None),
        (lambda: involvement.why_not_involve(purpose=" ", categories=["plan"]), WhyNot.NO_PURPOSE),
        (lambda: involvement.why_not_involve(purpose="Geld", categories=[]), WhyNot.NO_CATEGORY),
        (lambda: involvement.why_not_last(TODAY + DAY, today=TODAY), None),
        (lambda: involvement.why_not_last(TODAY, today=TODAY), WhyNot.ENDS_BEFORE),
    ],
)
def test_a_step_needs_what_it_needs(rule, why):
    assert rule() is why


@pytest.mark.parametrize(
    ("told_at", "on", "why"),
    [
        (None, None, None),
        (None, NOW, None),
        (None, NOW + MINUTE, WhyNot.FUTURE),
        (None, NOW - 5 * MINUTE, None),
        (None, NOW - 6 * MINUTE, WhyNot.TOLD_BEFORE),
        (NOW, None, WhyNot.IS_TOLD),
    ],
)
def test_the_resident_is_told_after_the_emergency_and_once(told_at, on, why):
    looked_at = NOW - 5 * MINUTE + timedelta(seconds=30, microseconds=5)

    said = emergency.why_not_note_telling(told_at=told_at, looked_at=looked_at, on=on, now=NOW)

    assert said is why
