"""A position that holds something cannot be ended: someone must take it over first."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, transaction

from kring.circle import actions as circle
from kring.core.actor import acting, professional
from kring.directory.models import Position
from kring.handovers import actions
from kring.handovers.models.choices import Kind, Outcome
from kring.plans import actions as plans

from .stories import sent


def ends(village, who):
    with acting(professional(village.fleur)), transaction.atomic():
        return Position.objects.filter(pk=who).update(until_on=village.today)


@contextmanager
def stays(match):
    with pytest.raises(DatabaseError, match=match):
        yield


def test_who_coordinates_stays(village):
    with stays("coordinates"):
        ends(village, village.samira)


def test_who_holds_nothing_leaves(village):
    assert ends(village, village.pieter) == 1


def test_the_sender_stays_until_contact_and_the_receiver_while_asked(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.joris)
    for who in (village.bakker, village.joris):
        with stays("baton"):
            ends(village, who)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        with stays("baton"):
            ends(village, village.bakker)
        actions.make_contact(handed.pk, how="visit", by=joris)
    assert ends(village, village.bakker) == 1


def test_the_receiver_of_a_consult_answers_first(village):
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, kind=Kind.CONSULT, position=village.joost)
    with stays("baton"):
        ends(village, village.joost)
    with acting(professional(village.joost)) as joost:
        actions.receive(handed.pk, by=joost)
        actions.complete(handed.pk, outcome=Outcome.HELPED, text="Zo.", by=joost)
    assert ends(village, village.joost) == 1


def test_who_has_an_open_action_does_it_first(village):
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=village.joost), role="schuldhulp",
            purpose="schulden", ground="yes", categories=["plan"], by=samira,
        )  # fmt: skip
        action = plans.give_action(
            village.devries, plans.Task(title="Belt", due_on=village.today),
            doer=plans.Doer(position=village.joost), agreed_present=True, by=samira,
        )  # fmt: skip
    with stays("open actions"):
        ends(village, village.joost)
    with acting(professional(village.joost)) as joost:
        plans.tick(action.pk, by=joost)
    assert ends(village, village.joost) == 1
