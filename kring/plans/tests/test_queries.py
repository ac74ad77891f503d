"""What pages read of a plan: as far as I may see it, and as far as a member may."""

from uuid import uuid4

from kring.core.actor import acting, professional
from kring.plans import actions, queries
from kring.plans.models import Action, Goal, IfWorse, Note, Words
from kring.residents import actions as residents


def goal(village, title, **more):
    given = {
        "household_id": village.devries, "plan_id": village.plan_devries, "title": title,
        "owner_id": village.samira, "made_at": village.now,
    }  # fmt: skip
    return Goal.objects.create(**(given | more))


def action(village, title, **more):
    given = {
        "household_id": village.devries, "title": title, "doer_id": village.samira,
        "given_by_id": village.samira, "given_at": village.now, "due_on": village.today,
        "accepted_at": village.now,
    }  # fmt: skip
    return Action.objects.create(**(given | more))


def test_a_plan_is_read_in_two_statements(village, django_assert_num_queries):
    with acting(professional(village.samira)) as samira:
        money = goal(village, "Geen schulden meer", concerns_id=village.fatma)
        action(village, "Bel de bank", goal=money)
        action(village, "Los", doer_id=None, doer_resident_id=village.bram, accepted_at=None)
        Words.objects.create(
            household_id=village.devries, plan_id=village.plan_devries, resident_id=village.fatma,
            text="Ik wil rust", said_on=village.today, written_by_id=village.samira,
        )  # fmt: skip
        IfWorse.objects.create(
            household_id=village.devries, call="06", do="bel", written_by_id=village.samira
        )
        with django_assert_num_queries(2):
            plan = queries.plan(samira, village.devries)

        assert plan.words[0].text == "Ik wil rust"
        assert plan.words[0].resident_name == "Fatma Yılmaz"
        assert [each.title for each in plan.goals[0].actions] == ["Bel de bank"]
        assert [(each.title, each.doer_name) for each in plan.loose] == [("Los", "Bram de Vries")]
        assert plan.if_worse.call == "06"


def test_nothing_of_a_strangers_plan_is_read(village):
    with acting(professional(village.samira)):
        goal(village, "Geheim doel")
    with acting(professional(village.tessa)) as tessa:
        plan = queries.plan(tessa, village.devries)
        assert (plan.words, plan.goals, plan.loose, plan.if_worse) == ((), (), (), None)
        assert queries.timeline(tessa, village.devries) == []


def test_another_member_sees_health_only_when_the_person_agreed(village):
    with acting(professional(village.samira)) as samira:
        hers = {"concerns_id": village.fatma, "category": "health"}
        goal(village, "Stoppen met medicijn", **hers)
        goal(village, "Samen sporten", agreed_by_resident=True, **hers)
        goal(village, "Werk vinden", concerns_id=village.fatma)
        goal(village, "Rust in huis")

        for_bram = queries.plan(samira, village.devries, for_member=village.bram)
        for_fatma = queries.plan(samira, village.devries, for_member=village.fatma)

        assert {each.title for each in for_bram.goals} == {
            "Samen sporten", "Werk vinden", "Rust in huis",
        }  # fmt: skip
        assert len(for_fatma.goals) == 4


def test_my_actions_come_first_due_first_and_in_pages(village, django_assert_num_queries):
    with acting(professional(village.samira)) as samira:
        for day in range(1, 29):
            action(village, f"Op {day}", due_on=village.today.replace(day=day))
        with django_assert_num_queries(1):
            first = queries.my_actions(samira)
        second = queries.my_actions(samira, after=first.next)

        assert [each.title for each in first.actions] == [f"Op {day}" for day in range(1, 11)]
        assert first.actions[0].late
        assert [each.title for each in second.actions] == [f"Op {day}" for day in range(11, 29)]


def test_the_timeline_is_newest_first_and_keeps_what_is_only_mine(village):
    with acting(professional(village.joris)) as joris:
        new = residents.register(residents.Person(family_name="Bos"), by=joris, source=uuid4())
        actions.open_household(new.household, by=joris)
        for text, only_me in (("Op bezoek geweest", False), ("Mijn twijfel", True)):
            Note.objects.create(
                household_id=new.household, text=text, at=village.now, written_by_id=village.joris,
                written_at=village.now, only_me=only_me,
            )  # fmt: skip

        entries = queries.timeline(joris, new.household)

        assert {each.text for each in entries} == {"Op bezoek geweest", "Mijn twijfel", ""}
        assert all(each.mine for each in entries if each.what == "note")
