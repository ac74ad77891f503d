"""What is waarnemed does not move: a stand-in accepts for whom the handover was sent to."""

import pytest

from kring.circle.models import Involvement, Plan, StandIn
from kring.core.actor import acting, professional
from kring.handovers import actions
from kring.handovers.models import Progress
from kring.plans.models import Action

from .stories import sent


@pytest.fixture
def away(village):
    """Samira is away, Joris stands in; Bakker refers to Samira."""
    with acting(professional(village.samira)):
        StandIn.objects.create(
            position_id=village.samira, stand_in_id=village.joris, from_on=village.today,
            until_on=village.today, made_by_id=village.samira,
        )  # fmt: skip
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, position=village.samira)


def test_whom_one_stands_in_for_coordinates_and_both_are_shown(village, away):
    with acting(professional(village.joris)) as joris:
        actions.receive(away.pk, by=joris)
        actions.accept(away.pk, first_step="Bellen", on=village.today, by=joris)

        plan = Plan.objects.get(household=away.household_id)
        assert (plan.coordinator_id, plan.team_id) == (village.samira, village.tuindorp)
        assert plan.opened_by_id == village.joris
        assert Action.objects.get(household=away.household_id).doer_id == village.samira
        assert Involvement.objects.get(household=away.household_id).position_id == village.samira
        steps = Progress.objects.filter(handover=away, what="accepted")
        assert steps.get().by_id == village.joris
    with acting(professional(village.samira)):
        assert Plan.objects.get(household=away.household_id).coordinator_id == village.samira


def test_after_standing_in_it_is_no_longer_seen(village, away):
    with acting(professional(village.joris)) as joris:
        actions.receive(away.pk, by=joris)
        actions.accept(away.pk, first_step="Bellen", on=village.today, by=joris)
    with acting(professional(village.samira)):
        StandIn.objects.update(ended_at=village.now)
    with acting(professional(village.joris)):
        assert not Plan.objects.filter(household=away.household_id).exists()


def test_who_stands_in_for_another_ring_coordinates_nothing(village):
    """Joris is of the core ring, but acts as debt help here."""
    with acting(professional(village.joost)):
        StandIn.objects.create(
            position_id=village.joost, stand_in_id=village.joris, from_on=village.today,
            until_on=village.today, made_by_id=village.joost,
        )  # fmt: skip
    with acting(professional(village.bakker)) as bakker:
        handed = sent(bakker, position=village.joost)
    with acting(professional(village.joris)) as joris:
        actions.receive(handed.pk, by=joris)
        actions.accept(handed.pk, first_step="Bellen", on=village.today, by=joris)
        assert not Plan.objects.filter(household=handed.household_id).exists()
        joined = Involvement.objects.get(household=handed.household_id)
        assert (joined.position_id, joined.role) == (village.joost, "Schuldhulpverlener")
