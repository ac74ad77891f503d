"""What was sent and what was answered is never changed afterwards, also by a mistake of ours."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers import actions
from kring.handovers.models import Handover, ResidentQuestion, Signal
from kring.handovers.models.choices import Outcome
from kring.handovers.policies import staying

from .stories import sent


@pytest.fixture
def over(village):
    """A handover of which each step was made: it was declined, and closed."""
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        actions.make_contact(handed.pk, how="visit", by=joris)
        actions.complete(handed.pk, outcome=Outcome.HELPED, text="Klaar.", by=joris)
    return handed


def change(actor, table, key, column, value):
    with acting(actor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"update {table} set {column} = %s where id = %s", [value, key])
        return cursor.rowcount


def other(column):
    """A value that it does not have yet."""
    if column.endswith("_at"):
        return "2026-02-02 10:00+01"
    if column.endswith("_on"):
        return date(2030, 1, 1)
    if column.endswith("_id") or column in ("id", "link"):
        return uuid4()
    return ["safety"] if column == "categories" else "involve" if column == "kind" else "x"


def test_each_column_of_a_handover_stays_or_is_a_fact_of_a_move():
    columns = {field.column for field in Handover._meta.fields}
    named = [
        *staying.STAYS, *staying.HANDED_ON, *staying.ONCE, *staying.CURRENT, *staying.DERIVED,
    ]  # fmt: skip

    assert sorted(named) == sorted(columns)


@pytest.mark.parametrize("column", [*staying.STAYS, *staying.HANDED_ON])
def test_what_was_asked_stays(village, over, column):
    for side in ("bakker", "joris"):
        with pytest.raises(DatabaseError, match="keeps its parties"):
            change(professional(getattr(village, side)), "handovers_handover", over.pk, column,
                   other(column))  # fmt: skip


@pytest.mark.parametrize(
    "column",
    ["received_at", "accepted_at", "first_step_on", "completed_at", "outcome", "contact_at"],
)
def test_a_step_that_was_made_stays_made(village, over, column):
    for value in (other(column), "" if column == "outcome" else None):
        with pytest.raises(DatabaseError, match="stays made"):
            change(professional(village.joris), "handovers_handover", over.pk, column, value)


@pytest.fixture
def answered(village):
    """A signal that its team answered."""
    with acting(professional(village.kemal)) as kemal:
        signal = actions.give_signal(
            village.tuindorp, text="Gordijnen dicht.", theme="eenzaam", by=kemal
        )
    with acting(professional(village.joris)) as joris:
        actions.answer_signal(signal.pk, Signal.Answer.NO_ACTION, reply="Bekend.", by=joris)
    return signal


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", "Iets anders."), ("about_name", "Mevrouw Aydın"), ("theme_id", uuid4()),
        ("answer", "wrong_desk"), ("reply", "Nooit gezegd."), ("answered_at", None),
        ("answered_by_id", uuid4()), ("erase_at", None), ("received_at", None),
    ],
)  # fmt: skip
def test_an_answer_to_a_signal_stays(village, answered, column, value):
    for side in ("kemal", "joris"):
        with pytest.raises(DatabaseError, match="stays"):
            change(professional(getattr(village, side)), "handovers_signal", answered.pk, column,
                   value)  # fmt: skip


def test_a_signal_is_forgotten_only_when_its_time_is_over(village, answered):
    for who in (professional(village.joris), job("cleaning")):
        with (
            acting(who),
            pytest.raises(DatabaseError, match="when its time is over"),
            transaction.atomic(),
        ):
            Signal.objects.update(text="", reply="", erased_at=village.now)


def test_the_giver_does_not_answer_the_own_signal(village):
    with acting(professional(village.kemal)) as kemal:
        signal = actions.give_signal(
            village.tuindorp, text="Gordijnen dicht.", theme="eenzaam", by=kemal
        )
        with pytest.raises(Refused):
            actions.answer_signal(signal.pk, Signal.Answer.NO_ACTION, by=kemal)


def test_what_a_resident_asked_and_heard_stays(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, team=village.tuindorp)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        actions.make_contact(handed.pk, how="visit", by=joris)
    with acting(professional(village.bakker)) as bakker:
        actions.resident_says(
            handed.pk, actions.Says.CALL_ME, via=actions.Via.SENDER, words="Na vijven.", by=bakker
        )
        asked = ResidentQuestion.objects.get().pk
    table = "handovers_residentquestion"
    with pytest.raises(DatabaseError, match="stays"):
        change(professional(village.joris), table, asked, "words", "Laat maar.")
    with acting(professional(village.joris)) as joris:
        actions.hear(handed.pk, "Gebeld.", by=joris)
    later = village.now + timedelta(days=1)
    for column, value in (("answer", "Niet gebeld."), ("answered_at", later), ("words", "x")):
        with pytest.raises(DatabaseError, match="stays"):
            change(professional(village.joris), table, asked, column, value)
