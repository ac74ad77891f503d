"""What the resident takes home, and what happens when someone moves away."""

import pytest

from kring.audit.models import AccessEvent
from kring.circle.actions import Conversation
from kring.circle.models import FollowUp, Plan
from kring.core.actor import acting, job, professional
from kring.core.errors import Refused
from kring.handovers.models import Draft
from kring.handovers.tests import stories
from kring.plans.actions import Aim, add_goal, close_household, reach_goal
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.tests.stories import action_of_samira, involved

SAID = {
    "because": "done",
    "helped": "partly",
    "looked_back": "Ik slaap weer.",
    "stays": "Oma Riet",
    "call": "Het wijkteam, 0123 45 67 01",
}
SHEET = "afsluiten/blad/"


def close(village, client, **said):
    return client.post(at(village.devries, "afsluiten/"), SAID | said)


@pytest.fixture
def reached(village):
    with acting(professional(village.samira)) as me:
        for aim in [
            Aim(title="Rust in huis"),
            Aim(title="Medicijnen afbouwen", concerns=village.fatma, category="health"),
        ]:
            reach_goal(add_goal(village.devries, aim, by=me).pk, by=me)


def test_the_sheet_says_what_was_done_who_stays_and_whom_to_call(village, as_samira, reached):
    page(as_samira, at(village.devries, SHEET), status=404)
    days = {"aftercare_on": "2026-06-01", "aftercare_by": str(village.samira)}

    answer = close(village, as_samira, **days)

    assert answer["Location"] == at(village.devries, SHEET)
    html = page(as_samira, at(village.devries, SHEET))
    for words in [
        "Rust in huis", "Ik slaap weer.", "Oma Riet", "0123 45 67 01", "een beetje",
        "Samira Haddad neemt contact met u op", "1 juni 2026",
    ]:  # fmt: skip
        assert words in html
    assert "Medicijnen" not in html
    assert at(village.devries, SHEET) in page(as_samira, at(village.devries))
    with acting(job("test")):
        assert AccessEvent.objects.filter(household=village.devries, action="print").exists()


def test_aftercare_is_proposed_in_three_months_and_a_reason_not_to_goes_first(village, as_samira):
    assert 'value="2026-06-01"' in page(as_samira, at(village.devries, "afsluiten/"))
    proposed = {"aftercare_on": "2026-06-01", "aftercare_by": str(village.samira)}

    close(village, as_samira, no_aftercare_because="Zij belt zelf.", **proposed)

    with acting(professional(village.samira)):
        assert Plan.objects.get(pk=village.plan_devries).aftercare_on is None
        assert not FollowUp.objects.exists()


def test_who_wants_no_help_now_reads_who_asks_again_and_when(village, as_samira):
    unwanted = {"because": "unwanted", "no_aftercare_because": "Wil rust."}
    again = {"ask_again_by": str(village.pieter), "ask_again_on": "2026-09-01"}

    refused = close(village, as_samira, **unwanted)
    close(village, as_samira, **unwanted, **again)

    assert refused.status_code == 422
    html = page(as_samira, at(village.devries, SHEET))
    assert "Pieter van Dam mag het u opnieuw vragen, op" in html
    assert "1 september 2026" in html


def test_the_sheet_is_not_for_who_was_outside_the_plan(village, as_samira, as_tessa):
    involved(village, "joost", "situation")
    close(village, as_samira, no_aftercare_because="Zij belt zelf.")

    page(as_tessa, at(village.devries, SHEET), status=404)
    page(signed_in(village, "joost"), at(village.devries, SHEET), status=404)


def test_who_moves_away_is_handed_over_while_coordination_stays(village, as_samira, as_tessa):
    here = at(village.devries, "verhuisd/")
    page(as_tessa, here, status=404)
    assert as_samira.post(here, {"resident": str(village.henk)}).status_code == 422

    answer = as_samira.post(here, {"resident": str(village.fatma)})

    with acting(professional(village.samira)):
        draft = Draft.objects.get()
        assert draft.data["who"]["resident"] == str(village.fatma)
        assert draft.data["who"]["household"] == str(village.devries)
        assert Plan.objects.get(pk=village.plan_devries).coordinator_id == village.samira
    assert page(as_samira, answer["Location"])
    assert here in page(as_samira, at(village.devries, "afsluiten/"))


def died(client, village, *who: str) -> None:
    for name in who:
        here = at(village.devries, f"inwoner/{getattr(village, name)}/overleden/")
        assert client.post(here, {"on": "2026-03-01"}).status_code == 302


def test_when_the_last_member_died_the_plan_closes_without_questions(village, as_samira):
    here = at(village.devries, "afsluiten/")
    died(as_samira, village, "fatma", "emre")
    assert "(overleden)" not in page(as_samira, at(village.devries))
    died(as_samira, village, "bram")

    overview, html = page(as_samira, at(village.devries)), page(as_samira, here)
    answer = as_samira.post(here)

    assert "Plan afsluiten (overleden)" in overview
    assert "Wie blijft erbij?" not in html
    assert answer["Location"] == at(village.devries)
    with acting(professional(village.samira)):
        assert Plan.objects.get(pk=village.plan_devries).closed_because == "deceased"
    assert SHEET not in page(as_samira, at(village.devries))
    page(as_samira, at(village.devries, SHEET), status=404)


def test_while_someone_lives_the_questions_are_asked(village, as_samira):
    died(as_samira, village, "fatma")

    answer = close(village, as_samira, because="deceased")

    assert answer.status_code == 422
    with acting(professional(village.samira)):
        assert Plan.objects.get(pk=village.plan_devries).closed_at is None


@pytest.fixture
def unfinished(village):
    """A goal and two actions that are open still."""
    with acting(professional(village.samira)) as me:
        goal = add_goal(village.devries, Aim(title="Weer werken"), by=me)
    return goal, action_of_samira(village), action_of_samira(village, title="Fiets repareren")


def test_closing_looks_back_on_goals_and_moves_what_is_open(village, as_samira, unfinished):
    goal, bank, bike = unfinished
    involved(village, "joost", "plan")
    here = at(village.devries, "afsluiten/")
    onward = "Joost Kok, Aanmeldteam schuldhulp"
    html = page(as_samira, here)
    assert all(words in html for words in ("Weer werken", "Bellen met de bank", onward))
    typed = {f"action-{bank.pk}": onward, "no_aftercare_because": "Zij belt zelf."}

    refused = close(village, as_samira, **typed)
    answer = close(village, as_samira, **typed, **{f"goal-{goal.pk}": "partly"})

    assert refused.status_code == 422
    again = refused.content.decode()
    assert "Kies hoe het staat met het doel ‘Weer werken’." in again
    assert f'<option value="{onward}" selected>' in again
    assert "Zij belt zelf." in again
    assert answer.status_code == 302, answer.content.decode()
    with acting(professional(village.samira)):
        for each in unfinished:
            each.refresh_from_db()
    assert (goal.result, goal.reached_at) == ("partly", None)
    assert (bank.goes_on_with, bike.goes_on_with) == (onward, "")
    assert bank.stopped_at
    assert bike.stopped_at
    sheet = page(as_samira, at(village.devries, SHEET))
    assert "voor een deel bereikt" in sheet
    assert f"Bellen met de bank – {onward}" in sheet
    assert "deels bereikt op" in page(as_samira, at(village.devries, "plan/"))


def test_what_was_reached_at_the_end_is_reached(village, as_samira, unfinished):
    goal = unfinished[0]

    close(village, as_samira, no_aftercare_because="x", **{f"goal-{goal.pk}": "reached"})

    with acting(professional(village.samira)):
        goal.refresh_from_db()
    assert goal.reached_at
    assert goal.stopped_at is None


def test_an_open_goal_that_nobody_looked_back_on_keeps_the_plan_open(village, unfinished):
    said = Conversation(because="done", stays="x", call="x", no_aftercare_because="x")
    with acting(professional(village.samira)) as me:
        with pytest.raises(Refused, match="elk doel"):
            close_household(village.devries, said, by=me)
        assert Plan.objects.get(pk=village.plan_devries).closed_at is None


def test_a_chain_that_is_open_stands_before_the_button_and_must_end_first(village, as_samira):
    with acting(professional(village.samira)) as me:
        who = {"household": str(village.devries), "resident": str(village.fatma)}
        chain = stories.sent(me, team=village.schuldhulp_team, who=who).pk

    html = page(as_samira, at(village.devries, "afsluiten/"))
    answer = close(village, as_samira, no_aftercare_because="x")

    assert html.index(f"/overdracht/{chain}/") < html.index('type="submit"')
    assert answer.status_code == 422
    assert f"/overdracht/{chain}/" in answer.content.decode()
    assert "Ik slaap weer." in answer.content.decode()
