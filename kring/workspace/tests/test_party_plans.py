"""Plans of other parties are named beside the plan: each its own, and never what stands in it."""

import pytest

from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.plans import actions
from kring.plans.models import PartyPlan
from kring.plans.rules import WhyNot
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import involved

DEBTS = {"name": "Schuldregeling", "reference": "dossier bij de kredietbank"}


@pytest.fixture
def as_joost(village):
    """Joost of the debt counselling sees the plan of Samira's household."""
    involved(village, "joost", "contact", "plan")
    return signed_in(village, "joost")


def named(village) -> PartyPlan:
    with acting(professional(village.samira)):
        return PartyPlan.objects.get()


def here(village, rest=""):
    return at(village.devries, f"plan-van-ander/{rest}")


def test_a_party_names_its_own_plan_without_choosing_whose(village, as_joost, as_samira):
    assert "Van welke organisatie" not in page(as_joost, here(village))

    as_joost.post(here(village), DEBTS | {"review_on": "01-06-2026"})

    assert named(village).organisation_id == village.schuldhulp
    html = page(as_samira, at(village.devries, "plan/"))
    assert "Schuldregeling" in html
    assert "wordt besproken op" in html


def test_a_party_names_no_plan_of_another(village, as_joost):
    as_joost.post(here(village), DEBTS | {"organisation": str(village.waterrijk_gemeente)})
    assert named(village).organisation_id == village.schuldhulp

    with acting(professional(village.joost)) as joost:
        said = actions.OwnPlan(name="Zorgplan")
        with pytest.raises(Refused, match=WhyNot.NOT_OWN_PLAN):
            actions.name_party_plan(village.devries, said, organisation=village.buurtzorg, by=joost)


def test_the_day_it_is_discussed_is_changed_by_whoever_named_it(village, as_joost):
    as_joost.post(here(village), DEBTS)
    there = here(village, f"{named(village).pk}/")
    assert there in page(as_joost, at(village.devries, "plan/"))
    assert "Schuldregeling" in page(as_joost, there)

    typed = DEBTS | {"review_on": "01-06-2026", "version": named(village).version}
    assert as_joost.post(there, typed).status_code == 302

    assert f"{named(village).review_on:%d-%m-%Y}" == "01-06-2026"


def test_two_who_change_it_see_each_others_text(village, as_joost, as_samira):
    as_joost.post(here(village), DEBTS)
    there, version = here(village, f"{named(village).pk}/"), named(village).version
    as_joost.post(there, DEBTS | {"name": "Minnelijke regeling", "version": version})

    answer = as_samira.post(there, DEBTS | {"name": "Regeling", "version": version})

    assert answer.status_code == 409
    assert "Minnelijke regeling" in answer.content.decode()


def test_what_is_over_is_named_no_more_and_taken_up_again(village, as_joost):
    as_joost.post(here(village), DEBTS)
    there = here(village, f"{named(village).pk}/")

    gone = as_joost.post(f"{there}afgelopen/", follow=True).content.decode()
    assert "Het plan staat niet meer bij dit huishouden." in gone
    assert f'action="{there}weer/"' in gone
    assert "dossier bij de kredietbank" not in gone

    back = as_joost.post(f"{there}weer/", follow=True).content.decode()
    assert "dossier bij de kredietbank" in back


def test_another_party_reads_it_and_changes_nothing(village, as_joost):
    as_joost.post(here(village), DEBTS)
    involved(village, "anja", "contact", "plan")
    anja, there = signed_in(village, "anja"), here(village, f"{named(village).pk}/")

    assert "Schuldregeling" in page(anja, at(village.devries, "plan/"))
    assert there not in page(anja, at(village.devries, "plan/"))
    page(anja, there, status=404)
    assert anja.post(f"{there}afgelopen/").status_code == 404
    with acting(professional(village.anja)):
        assert PartyPlan.objects.update(name="Anders") == 0
    assert named(village).name == "Schuldregeling"
