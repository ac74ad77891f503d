"""Who may see and do what on a plan, and what stays with its writer."""

import pytest
from django.db import DatabaseError, transaction

from kring.circle import actions as circle
from kring.circle.models import Plan
from kring.core.actor import acting, professional
from kring.core.errors import Refused
from kring.directory.models import Position
from kring.notices.models import Notice
from kring.plans import actions, queries
from kring.plans.models import Action, Goal, Note
from kring.plans.rules import WhyNot
from kring.sharing import actions as sharing
from kring.sharing.models import Disclosure, SafetyFlag


def involve(village, who, *categories):
    with acting(professional(village.samira)) as samira:
        circle.involve(
            village.devries, party=circle.Party(position=getattr(village, who)), role="hulp",
            purpose="hulp", ground="yes", categories=["contact", *categories], by=samira,
        )  # fmt: skip


def give(village, **doer):
    with acting(professional(village.samira)) as samira:
        return actions.give_action(
            village.devries, actions.Task(title="Schulden op een rij", due_on=village.today),
            doer=actions.Doer(**doer), by=samira,
        )  # fmt: skip


def test_who_does_it_is_in_the_circle_or_a_member(village):
    with pytest.raises(Refused, match=WhyNot.NOT_INVOLVED):
        give(village, position=village.joost)
    with pytest.raises(Refused, match=WhyNot.NOT_INVOLVED):
        give(village, resident=village.henk)
    assert give(village, resident=village.bram).accepted_at == village.now


def test_whoever_is_asked_hears_of_it_and_so_does_who_asked(village):
    involve(village, "joost", "plan")
    action = give(village, position=village.joost)
    with acting(professional(village.joost)) as joost:
        assert Notice.objects.filter(about=action.id, whom=village.joost).count() == 1
        assert [each.asks for each in queries.my_actions(joost).actions] == [True]
        actions.accept_action(action.id, by=joost)
        assert Notice.objects.filter(about=action.id, whom=village.samira).count() == 1


def test_who_has_open_actions_cannot_be_ended(village):
    involve(village, "joost", "plan")
    give(village, position=village.joost)
    with pytest.raises(DatabaseError, match="open actions"), transaction.atomic():
        Position.objects.filter(pk=village.joost).update(until_on=village.today)


def share(note, to, *, keys, by):
    return actions.share_note(note.id, to=[to], purpose="wondzorg afstemmen", keys=keys, by=by)


def test_health_by_a_bound_writer_stays_there_until_disclosed(village):
    involve(village, "anja", "plan", "health")
    story = actions.Story(
        text="Wond geneest slecht", at=village.now, category="health", concerns=village.fatma
    )
    with acting(professional(village.anja)) as anja:
        note = actions.write_note(village.devries, story, by=anja)
    with acting(professional(village.samira)) as samira:
        assert not Note.objects.exists()
        with pytest.raises(Refused):
            share(note, village.samira, keys=sharing.Keys(ground="yes"), by=samira)
    with acting(professional(village.anja)) as anja:
        with pytest.raises(Refused, match="beroepsgeheim"):
            share(note, village.samira, keys=sharing.Keys(ground="care", told=True), by=anja)
        keys = sharing.Keys(
            ground="care", secrecy="yes", route="yes_once", how="spoken", heard_by=village.anja,
            told=True,
        )  # fmt: skip
        share(note, village.samira, keys=keys, by=anja)
    with acting(professional(village.samira)):
        assert Note.objects.get().text == "Wond geneest slecht"
        assert Disclosure.objects.get().about == note.id


def test_the_next_talk_is_planned_by_the_coordinator(village):
    involve(village, "joost", "plan")
    with acting(professional(village.joost)) as joost, pytest.raises(Refused):
        actions.plan_next_talk(village.devries, on=village.today, by=joost)
    with acting(professional(village.samira)) as samira:
        actions.plan_next_talk(village.devries, on=village.today, by=samira)
        assert Plan.objects.get().next_talk_on == village.today


def test_the_database_keeps_each_to_the_own_part(village):
    involve(village, "joost", "plan")
    with acting(professional(village.samira)) as samira:
        actions.add_goal(village.devries, actions.Aim(title="Rust"), by=samira)
    with acting(professional(village.joost)):
        assert Goal.objects.count() == 1
        assert Goal.objects.update(title="anders") == 0
        with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
            Goal.objects.create(
                household_id=village.devries, plan_id=village.plan_devries, title="namens Samira",
                owner_id=village.samira, made_at=village.now,
            )  # fmt: skip


def test_what_concerns_a_shielded_person_leaves_no_trace(village):
    involve(village, "joost", "plan")
    about_fatma = actions.Aim(title="Nieuwe woning", concerns=village.fatma)
    with acting(professional(village.samira)) as samira:
        actions.add_goal(village.devries, about_fatma, by=samira)
        SafetyFlag.objects.create(
            household_id=village.devries, resident_id=village.fatma, hides="person",
            set_by_id=village.samira, set_at=village.now, review_on=village.today,
        )  # fmt: skip
        assert len(queries.plan(samira, village.devries).goals) == 1
    with acting(professional(village.joost)) as joost:
        assert queries.plan(joost, village.devries).goals == ()
        assert not SafetyFlag.objects.exists()
        assert not Action.objects.exists()
