"""Other parties' own plans (zorgplan, schuldregeling, OPP): named, never copied."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from kring.circle.models import Category
from kring.core.actor import Me
from kring.core.errors import or_refuse, refuse
from kring.plans import rules
from kring.plans.models import PartyPlan

from .changing import acts_for, filled, lock, note, open_plan, rewrite, writer


@dataclass(frozen=True, kw_only=True)
class OwnPlan:
    """What is said of a party's own plan: how it is called, where it is, when it is discussed."""

    name: str
    reference: str = ""
    concerns: UUID | None = None
    review_on: date | None = None
    category: str = Category.PLAN


@transaction.atomic
def name_party_plan(household: UUID, said: OwnPlan, *, organisation: UUID, by: Me) -> PartyPlan:
    """Name a party's own plan: by someone of that organisation, or the coordinator.

    Raises Refused.
    """
    plan = open_plan(household)
    own = organisation == by.organisation
    refuse(rules.why_not_name(own=own or acts_for(plan.coordinator_id)))
    with or_refuse(rules.WhyNot.NOT_YOURS):
        named = PartyPlan.objects.create(
            household_id=household,
            organisation_id=organisation,
            owner_id=writer(by),
            category=said.category,
            **_fields(said),
        )
    note("party_plan.named", named, household=household, by=by)
    return named


@transaction.atomic
def change_party_plan(party_plan_id: UUID, said: OwnPlan, *, version: int, by: Me) -> PartyPlan:
    """Change what is said of it: by whoever named it, or the coordinator.

    Raises Refused, Changed.
    """
    named = lock(PartyPlan, party_plan_id, version=version)
    rewrite(named, _fields(said))
    note("party_plan.changed", named, household=named.household_id, by=by)
    return named


@transaction.atomic
def end_party_plan(party_plan_id: UUID, *, by: Me) -> PartyPlan:
    """Say that another party's plan is over. Raises Refused."""
    named = lock(PartyPlan, party_plan_id)
    named.ended_at = by.at
    named.save(update_fields=["ended_at"])
    note("party_plan.ended", named, household=named.household_id, by=by)
    return named


@transaction.atomic
def resume_party_plan(party_plan_id: UUID, *, by: Me) -> PartyPlan:
    """It is not over after all. Raises Refused."""
    named = lock(PartyPlan, party_plan_id)
    named.ended_at = None
    named.save(update_fields=["ended_at"])
    note("party_plan.resumed", named, household=named.household_id, by=by)
    return named


def _fields(said: OwnPlan) -> dict[str, object]:
    return {
        "name": filled(said.name)[:120],
        "reference": said.reference.strip()[:200],
        "concerns_id": said.concerns,
        "review_on": said.review_on,
    }
