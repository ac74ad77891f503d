"""Random worlds: what each person sees is exactly what the rules predict, per guarded table."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kring.circle import actions as circle
from kring.circle.models import Category, CoordinationPeriod, InformalPerson, Involvement, Plan
from kring.core.actor import acting, professional
from kring.plans.models import Action, Goal, Note, PartyPlan, Words
from kring.residents.models import Address, Household, Membership, Reachability, Resident
from kring.sharing.models import Disclosure, SafetyFlag

pytestmark = pytest.mark.database

ALL = frozenset(Category.values)
COORDINATORS = {"devries": "samira", "janssen": "tessa"}
MEMBERS = {"devries": ["fatma", "bram", "emre"], "janssen": ["henk"]}
OTHERS = ["joost", "anja", "bakker", "pieter", "vreemd"]

admissions = st.lists(
    st.tuples(
        st.sampled_from(OTHERS),
        st.sampled_from(list(COORDINATORS)),
        st.frozensets(st.sampled_from(Category.values), min_size=1),
        st.booleans(),  # has left again
    ),
    max_size=6,
)


class World:
    """A village with these admissions, and rows of every category in both households."""

    def __init__(self, village, admissions):
        self.village, self.rows = village, {}
        self.sees = {(who, household): set(ALL) for household, who in COORDINATORS.items()}
        for household, who in COORDINATORS.items():
            with acting(professional(getattr(village, who))) as me:
                self._fill(household, me)
        for who, household, categories, left in admissions:
            self._admit(who, household, categories, left)

    def _admit(self, who, household, categories, left):
        coordinator = getattr(self.village, COORDINATORS[household])
        with acting(professional(coordinator)) as me:
            made = circle.involve(
                getattr(self.village, household), role="r", purpose="p", ground="yes",
                party=circle.Party(position=getattr(self.village, who)),
                categories=sorted(categories), by=me,
            )  # fmt: skip
            if left:
                circle.end_involvement(made, by=me)
        if not left:
            self.sees.setdefault((who, household), set()).update(categories)

    def _fill(self, household, me):
        v, h = self.village, getattr(self.village, household)
        plan = getattr(v, f"plan_{household}")
        for category in Category.values:
            base = {"household_id": h, "category": category}
            mine = base | {"written_by_id": me.position}
            Words.objects.create(plan_id=plan, text="x", said_on=v.today, **mine)
            Note.objects.create(text="x", at=v.now, written_at=v.now, **mine)
            Goal.objects.create(
                plan_id=plan, title="x", owner_id=me.position, made_at=v.now, **base
            )
            Action.objects.create(
                title="x", doer_id=me.position, given_by_id=me.position, given_at=v.now,
                due_on=v.today, **base,
            )  # fmt: skip
            PartyPlan.objects.create(
                organisation_id=v.linde, owner_id=me.position, name="x", **base
            )
        InformalPerson.objects.create(household_id=h, name="x", tie="x")
        Disclosure.objects.create(
            about=plan, household_id=h, giver_id=me.position, to_position_id=me.position,
            written_by_id=me.position, purpose="x", categories=["plan"], ground="yes", route="x",
            told_at=v.now, at=v.now,
        )  # fmt: skip

    def expected(self, who, category=None):
        """The households that this person sees, in this category when one is given."""
        return {
            getattr(self.village, household)
            for (seer, household), categories in self.sees.items()
            if seer == who and categories and (category is None or category in categories)
        }


def seen(model, field="household_id", **where):
    return set(model.objects.filter(**where).values_list(field, flat=True))


def residents_of(village, households):
    return {
        getattr(village, member)
        for name, members in MEMBERS.items()
        for member in members
        if getattr(village, name) in households
    }


@given(admissions)
def test_each_person_sees_what_the_rules_predict(village, admissions):
    with transaction.atomic():
        world = World(village, admissions)
        for who in [*COORDINATORS.values(), *OTHERS, "joris"]:
            with acting(professional(getattr(village, who))):
                check(world, who)
        transaction.set_rollback(True)


def check(world, who):
    village, any_ = world.village, world.expected(who)
    assert seen(Household, "id") == any_
    assert seen(Membership) == any_
    assert seen(Plan) == any_
    assert seen(CoordinationPeriod, "plan__household_id") == any_
    assert seen(Involvement) == any_
    assert seen(Resident, "id") == residents_of(village, any_)
    contact = world.expected(who, "contact")
    assert seen(InformalPerson) == contact
    for model in (Reachability, Address):
        assert seen(model, "resident_id") == residents_of(village, contact)
    for category in Category.values:
        for model in (Words, Note, Goal, Action, PartyPlan):
            assert seen(model, category=category) == world.expected(who, category)
    assert seen(Disclosure) == world.expected(who, "plan")
    assert not SafetyFlag.objects.exists()
