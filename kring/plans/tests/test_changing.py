"""Who changes what on a plan: the own part, once, and never over someone else's words."""

from datetime import timedelta

import pytest
import time_machine

from kring.circle.actions import involve
from kring.circle.actions.involving import Party
from kring.core.actor import acting, professional
from kring.core.errors import Changed, Refused
from kring.plans import actions
from kring.plans.actions import Aim, Doer, Story, Task
from kring.plans.models import Action, Goal, Note
from kring.plans.rules import WhyNot


@pytest.fixture
def samira(village):
    with acting(professional(village.samira)) as me:
        yield me


def admit(village, name, *categories, by):
    return involve(
        village.devries,
        party=Party(position=getattr(village, name)),
        role="schuldhulp",
        purpose="regeling maken",
        ground="yes",
        categories=list(categories),
        by=by,
    )


def give(village, by, *, doer="samira", **more):
    return actions.give_action(
        village.devries,
        Task(title="Bellen met de bank", due_on=village.today),
        doer=Doer(position=getattr(village, doer)),
        by=by,
        **more,
    )


def test_an_action_of_my_own_counts_at_once_and_is_ticked_and_taken_back(village, samira):
    action = give(village, samira)

    actions.tick(action.pk, by=samira)
    done = Action.objects.get(pk=action.pk)
    actions.untick(action.pk, by=samira)

    assert (done.done_at, done.done_by_id) == (village.now, village.samira)
    assert Action.objects.get(pk=action.pk).done_at is None


def test_a_tick_is_taken_back_within_an_hour(village):
    with acting(professional(village.samira)) as me:
        action = actions.tick(give(village, me).pk, by=me)
    with (
        time_machine.travel(village.now + timedelta(hours=2), tick=False),
        acting(professional(village.samira)) as later,
        pytest.raises(Refused, match=WhyNot.TOO_LATE),
    ):
        actions.untick(action.pk, by=later)


def test_an_action_given_to_someone_else_waits_for_their_yes(village):
    with acting(professional(village.samira)) as me:
        admit(village, "joost", "plan", by=me)
        action = give(village, me, doer="joost")
        with pytest.raises(Refused, match=WhyNot.NOT_ASKED_OF_YOU):
            actions.accept_action(action.pk, by=me)
        with pytest.raises(Refused, match=WhyNot.NOT_ACCEPTED):
            actions.tick(action.pk, by=me)
    with acting(professional(village.joost)) as joost:
        assert actions.accept_action(action.pk, by=joost).accepted_at == village.now
        with pytest.raises(Refused, match=WhyNot.ANSWERED):
            actions.decline_action(action.pk, by=joost)


def test_what_was_agreed_while_present_is_accepted(village, samira):
    admit(village, "joost", "plan", by=samira)

    assert give(village, samira, doer="joost", agreed_present=True).accepted_at == village.now


def test_an_action_has_one_person_who_does_it(village, samira):
    with pytest.raises(Refused, match=WhyNot.NO_DOER):
        actions.give_action(
            village.devries, Task(title="x", due_on=village.today), doer=Doer(), by=samira
        )


def test_a_goal_is_reached_once_and_can_be_taken_up_again(village, samira):
    goal = actions.add_goal(village.devries, Aim(title="Rust in huis"), by=samira)

    actions.reach_goal(goal.pk, by=samira)
    with pytest.raises(Refused, match=WhyNot.GOAL_OVER):
        actions.stop_goal(goal.pk, because="anders", by=samira)
    actions.resume_goal(goal.pk, by=samira)

    assert Goal.objects.get(pk=goal.pk).reached_at is None


def test_stopping_a_goal_says_why(village, samira):
    goal = actions.add_goal(village.devries, Aim(title="Rust in huis"), by=samira)

    with pytest.raises(Refused, match=WhyNot.NO_REASON):
        actions.stop_goal(goal.pk, because=" ", by=samira)


def test_a_party_changes_only_its_own_part(village):
    with acting(professional(village.samira)) as me:
        admit(village, "joost", "plan", by=me)
        goal = actions.add_goal(village.devries, Aim(title="Rust in huis"), by=me)
    with acting(professional(village.joost)) as joost:
        own = actions.add_goal(village.devries, Aim(title="Schulden weg"), by=joost)
        with pytest.raises(Refused, match=WhyNot.NOT_YOURS):
            actions.change_goal(goal.pk, Aim(title="Iets anders"), version=1, by=joost)
        actions.change_goal(own.pk, Aim(title="Schulden geregeld"), version=1, by=joost)

    with acting(professional(village.samira)):
        titles = set(Goal.objects.values_list("title", flat=True))
    assert titles == {"Rust in huis", "Schulden geregeld"}


def test_two_people_write_and_neither_text_is_lost(village, samira):
    story = Story(text="Fatma belde.", at=village.now)
    written = actions.write_note(village.devries, story, by=samira)
    actions.change_note(written.pk, "Fatma belde om 10 uur.", version=1, by=samira)

    with pytest.raises(Changed):
        actions.change_note(written.pk, "Fatma belde niet.", version=1, by=samira)

    assert Note.objects.get(pk=written.pk).text == "Fatma belde om 10 uur."


def test_a_note_in_a_category_that_is_not_mine_is_refused(village):
    with acting(professional(village.samira)) as me:
        admit(village, "joost", "plan", by=me)
    story = Story(text="Medicijnen", at=village.now, category="health")
    with acting(professional(village.joost)) as joost, pytest.raises(Refused, match="ander"):
        actions.write_note(village.devries, story, by=joost)


def test_a_household_has_one_agreement_for_when_it_goes_wrong(village, samira):
    first = actions.agree_if_worse(village.devries, "Samira", do="", by=samira)

    with pytest.raises(Changed):
        actions.agree_if_worse(village.devries, "Oma Riet", do="", by=samira)
    again = actions.agree_if_worse(village.devries, "Oma Riet", do="", version=1, by=samira)

    assert (again.pk, again.call) == (first.pk, "Oma Riet")


def test_another_household_has_no_plan_for_me(village, samira):
    with pytest.raises(Refused, match=WhyNot.NO_PLAN):
        actions.add_goal(village.janssen, Aim(title="Rust"), by=samira)
    with pytest.raises(Refused, match=WhyNot.NO_PLAN):
        actions.plan_next_talk(village.janssen, on=village.today, by=samira)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_not_written_down(village, samira, text):
    with pytest.raises(Refused, match=WhyNot.NO_TEXT):
        actions.write_words(village.devries, text, said_on=village.today, resident=None, by=samira)
