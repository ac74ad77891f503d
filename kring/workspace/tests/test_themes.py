"""A goal or action may have a theme; the plan can be read theme by theme."""

import pytest

from kring.core.actor import acting, professional
from kring.plans.models import Action, Goal
from kring.workspace.tests.conftest import at, page
from kring.workspace.tests.test_reading import statements

GOAL = {"title": "Rust in huis", "category": "plan"}


def act(village, title, theme="", goal=""):
    return {
        "title": title, "category": "plan", "due_on": "01-06-2026", "theme": theme, "goal": goal,
        "doer": f"position:{village.samira}",
    }  # fmt: skip


def of_plan(village, kind, title):
    with acting(professional(village.samira)):
        return kind.objects.get(household=village.devries, title=title)


@pytest.fixture
def written(village, as_samira):
    """Two goals and an action under the second, each about something else."""
    as_samira.post(at(village.devries, "doel/nieuw/"), GOAL | {"theme": str(village.wonen)})
    as_samira.post(at(village.devries, "doel/nieuw/"), GOAL | {"title": "Weer naar school"})
    school = of_plan(village, Goal, "Weer naar school")
    action = act(village, "Bellen met de bank", str(village.geld), str(school.pk))
    as_samira.post(at(village.devries, "actie/nieuw/"), action)
    as_samira.post(at(village.devries, "actie/nieuw/"), act(village, "Boodschappen doen"))


def test_what_it_is_about_stands_with_it(village, as_samira, written):
    html = page(as_samira, at(village.devries, "plan/"))

    assert html.count("Wonen") == 2  # the goal, and to choose from
    assert "Alle thema’s" in html
    assert of_plan(village, Action, "Bellen met de bank").theme_id == village.geld
    assert of_plan(village, Goal, "Weer naar school").theme_id is None


@pytest.mark.parametrize(
    ("theme", "shown", "hidden"),
    [
        ("wonen", ["Rust in huis"], ["Weer naar school", "Bellen met", "Boodschappen"]),
        ("geld", ["Weer naar school", "Bellen met"], ["Rust in huis", "Boodschappen"]),
        ("opvoeden", ["Rust in huis", "Weer naar school", "Boodschappen"], []),  # not in this plan
    ],
)
def test_the_plan_is_read_theme_by_theme(village, as_samira, written, theme, shown, hidden):
    html = page(as_samira, at(village.devries, f"plan/?thema={getattr(village, theme)}"))

    assert all(words in html for words in shown)
    assert not any(words in html for words in hidden)


def test_a_plan_about_one_thing_offers_nothing_to_choose(village, as_samira):
    as_samira.post(at(village.devries, "doel/nieuw/"), GOAL | {"theme": str(village.wonen)})

    assert "Alle thema’s" not in page(as_samira, at(village.devries, "plan/"))


def test_changing_a_goal_or_action_keeps_its_theme_until_another_is_chosen(
    village, as_samira, written
):
    goal, action = (
        of_plan(village, Goal, "Rust in huis"),
        of_plan(village, Action, "Bellen met de bank"),
    )
    html = page(as_samira, at(village.devries, f"doel/{goal.pk}/"))
    assert f'value="{village.wonen}" selected' in html
    html = page(as_samira, at(village.devries, f"actie/{action.pk}/"))
    assert f'value="{village.geld}" selected' in html

    as_samira.post(at(village.devries, f"doel/{goal.pk}/"), GOAL | {"version": goal.version})

    assert of_plan(village, Goal, "Rust in huis").theme_id is None


def test_themes_cost_the_plan_no_statements(village, as_samira, written):
    with_all = statements(as_samira, at(village.devries, "plan/"))

    one = statements(as_samira, at(village.devries, f"plan/?thema={village.geld}"))

    assert len(one) == len(with_all)
