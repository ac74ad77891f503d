"""Random worlds: what each person sees is exactly what the rules predict, per guarded table."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kring.audit.models import AccessEvent, Event, Seal
from kring.circle import actions as circle
from kring.circle.models import (
    Access,
    Category,
    Closing,
    CoordinationPeriod,
    FollowUp,
    InformalPerson,
    Involvement,
    Milestone,
    Plan,
    StatutoryRole,
    Transfer,
)
from kring.core import guard
from kring.core.actor import acting, professional
from kring.core.models import Kept, Sent
from kring.core.reading import rows
from kring.handovers import actions as handovers
from kring.handovers.models import Chain, Draft, Handover, Progress, Signal, Text
from kring.handovers.models.choices import Kind
from kring.handovers.tests import stories
from kring.plans.models import Action, Goal, IfWorse, Note, PartyPlan, Words
from kring.residents.models import (
    Address,
    Alias,
    Authority,
    Household,
    Identifier,
    Membership,
    Reachability,
    Resident,
)
from kring.sharing.models import Disclosure, SafetyFlag
from tests.village import key

pytestmark = pytest.mark.database

ALL = frozenset(Category.values)
COORDINATORS = {"devries": "samira", "janssen": "tessa"}
MEMBERS = {"devries": ["fatma", "bram", "emre"], "janssen": ["henk"]}
# Rows that are seen in their own category, with all of a household, or in one category.
BY_CATEGORY = (Words, Note, Goal, Action, PartyPlan)
WHOLE = (Membership, Plan, Involvement, StatutoryRole, Alias)
IN_ONE = {
    InformalPerson: "contact",
    Closing: "plan",
    FollowUp: "plan",
    IfWorse: "plan",
    Disclosure: "plan",
}
OF_RESIDENT = (Reachability, Address, Identifier, Authority)
NEVER = (Event, AccessEvent, Seal, Sent, SafetyFlag)  # by nobody who works here
ON_THE_WAY = {  # a handover to a team that nobody took up yet, a signal and a draft: who sees them
    Handover: {"bakker", "joris"},
    Chain: {"bakker", "joris"},
    Progress: {"bakker", "joris"},
    Text: {"bakker"},
    Signal: {"bakker", "joris"},
    Draft: {"bakker"},
}
CHECKED = {
    each._meta.db_table
    for each in (
        *BY_CATEGORY, *WHOLE, *IN_ONE, *OF_RESIDENT, *NEVER, *ON_THE_WAY,
        Household, Resident, CoordinationPeriod, Access, Kept,
    )
}  # fmt: skip
ELSEWHERE = {  # guarded, and looked at where it happens
    "circle_confidant": "sharing/tests/test_flags.py",
    "circle_emergencyaccess": "workspace/tests/test_emergency.py",
    "circle_leadingplan": "nobody reads it: workspace/tests/test_two_homes.py",
    "circle_milestone": "circle/tests/test_roles.py",
    "circle_objection": "circle/tests/test_transfer.py",
    "circle_standin": "nothing about residents: who is away; all may see it",
    "circle_transfer": "circle/tests/test_transfer.py",
    "handovers_residentquestion": "handovers/tests/test_voice.py",
    "handovers_trackrecord": "numbers of teams: handovers/tests/test_records.py",
    "plans_notereader": "workspace/tests/test_sharing.py",
    "residents_homecode": "nobody reads it: workspace/tests/test_two_homes.py",
    "sharing_telling": "handovers/tests/test_signals.py",
}
WAITS = {
    "handover": Handover, "signal": Signal, "asked": Handover, "transfer": Transfer,
    "action": Action, "follow_up": FollowUp, "role": StatutoryRole, "milestone": Milestone,
}  # fmt: skip
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
        with acting(professional(village.bakker)) as me:
            stories.sent(me, team=village.tuindorp)
            handovers.give_signal(village.tuindorp, text="x", theme="geld", by=me)
            handovers.start(Kind.REFER, by=me, data=stories.typed(team=village.tuindorp))
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
        self._fill_once(household, h, plan, me)

    def _fill_once(self, household, h, plan, me):
        v, since = self.village, self.village.today
        written = {"household_id": h, "category": "plan"}
        IfWorse.objects.create(call="x", written_by_id=me.position, **written)
        FollowUp.objects.create(
            plan_id=plan, kind="aftercare", position_id=me.position, due_on=since, **written
        )
        Closing.objects.create(
            plan_id=plan, helped="yes", stays="x", call="x", at=v.now, by_id=me.position, **written
        )
        StatutoryRole.objects.create(
            household_id=h, kind="mentor", scope="x", decision="x", from_on=since
        )
        Alias.objects.create(old=uuid4(), household_id=h, at=v.now)
        for member in MEMBERS[household]:
            of = {"resident_id": getattr(v, member)}
            Identifier.objects.create(system="x", value=b"x", blind=b"x", **of)
            Authority.objects.create(holder_name="x", kind="proxy", from_on=since, **of)
        Kept.objects.create(whose=me.position, path="/x/", typed={}, saved_at=v.now)
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


KNOWN = {key(name) for household, members in MEMBERS.items() for name in (household, *members)}


def seen(model, field="household_id", **where):
    """The households or residents of the village whose rows I see; not who is on the way."""
    return KNOWN & set(model.objects.filter(**where).values_list(field, flat=True))


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
    check_whole(world, who)
    check_categories(world, who)
    for model in NEVER:
        assert not model.objects.exists(), model
    for model, seers in ON_THE_WAY.items():
        assert model.objects.exists() == (who in seers), model
    check_own(world.village, who)
    check_waits()


def check_whole(world, who):
    any_ = world.expected(who)
    assert seen(Household, "id") == any_
    assert seen(Resident, "id") == residents_of(world.village, any_)
    assert seen(CoordinationPeriod, "plan__household_id") == any_
    for model in WHOLE:
        assert seen(model) == any_, model


def check_categories(world, who):
    contact = residents_of(world.village, world.expected(who, "contact"))
    for model in OF_RESIDENT:
        assert seen(model, "resident_id") == contact, model
    for model, category in IN_ONE.items():
        assert seen(model) == world.expected(who, category), model
    for category in Category.values:
        for model in BY_CATEGORY:
            assert seen(model, category=category) == world.expected(who, category), model


def check_own(village, who):
    me, coordinates = getattr(village, who), who in COORDINATORS.values()
    mine = {me} | ({village.tuindorp} if who == "joris" else set())  # on intake for the team
    assert set(Access.objects.values_list("holder", flat=True)) <= mine
    assert set(Kept.objects.values_list("whose", flat=True)) == ({me} if coordinates else set())


def check_waits():
    """What waits for me is asked past the guards: nothing waits that I may not see."""
    waits = rows("select kind, id, resident from kring.waits(1000, %(day)s)", day=date.max)
    for kind, model in WAITS.items():
        ids = {each["id"] for each in waits if each["kind"] == kind}
        assert set(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) == ids, kind
    about = {each["resident"] for each in waits if each["kind"] == "milestone"}
    assert set(Resident.objects.filter(pk__in=about).values_list("pk", flat=True)) == about
    assert {each["kind"] for each in waits} <= {*WAITS, "away", "safety", "tell"}


def test_each_guarded_table_is_looked_at():
    guarded = {each.table for each in guard.guards()}

    assert guarded - CHECKED - set(ELSEWHERE) == set(), "put its rows in World and in check()"
    assert (CHECKED | set(ELSEWHERE)) - guarded == set()
