"""Whom and what one can choose from in a household."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kring.core import forms
from kring.core.actor import Me
from kring.directory import queries as directory
from kring.plans.actions import Doer
from kring.plans.queries import Plan
from kring.workspace.forms.plan import EVERYBODY, about
from kring.workspace.queries.circle import Involved
from kring.workspace.queries.household import Household, Member

Options = list[tuple[UUID | str, Any]]


def residents(members: list[Member]) -> Options:
    """Everybody or one resident; nothing to choose when there is one resident."""
    if len(members) < 2:  # one
        return []
    return [EVERYBODY, *((each.id, each.name) for each in members)]


def categories(household: Household) -> Options:
    """What one may write about."""
    return list(about(household.categories))


def themes(me: Me, *, kept: UUID | None = None) -> Options:
    """What something can be about, or `kept`: is about already. Costs one statement."""
    found = directory.themes(me.region, kept=kept).values_list("id", "name")
    return [("", _("Geen thema")), *found] if found else []


def doers(me: Me, household: Household, members: list[Member], around: list[Involved]) -> Options:
    """Me first, then residents, own network and professionals who see the plan."""
    mine: Options = [(f"position:{me.position}", _("Ik"))]
    mine += [(f"resident:{each.id}", each.name) for each in members]
    mine += [
        (f"person:{each.party}", forms.Option(each.name, each.place))
        for each in around
        if each.kind == "person"
    ]
    mine += [
        (f"position:{each.party}", forms.Option(each.name, each.role))
        for each in around
        if each.kind == "position" and each.party != me.position and "plan" in each.categories
    ]
    if household.coordinator and not any(
        str(household.coordinator) in each[0] for each in mine if isinstance(each[0], str)
    ):
        mine.append((f"position:{household.coordinator}", household.coordinator_name))
    return mine


def doer(chosen: str) -> Doer:
    """Who was chosen: `position:…`, `resident:…` or `person:…`."""
    kind, _colon, key = chosen.partition(":")
    return Doer(**{kind: UUID(key)})


def goals(plan: Plan) -> Options:
    """The goals that are not over."""
    live = [each for each in plan.goals if not each.reached_at and not each.stopped_at]
    return [("", _("Geen doel")), *((each.id, each.title) for each in live)] if live else []


def others(plan: Plan, *, but: UUID | None = None) -> Options:
    """Open actions that this one may contradict."""
    live = [
        each for each in plan.actions
        if not (each.done_at or each.stopped or each.declined) and each.id != but
    ]  # fmt: skip
    return [("", _("Nee")), *((each.id, each.title) for each in live)] if live else []


def key(value: str | None) -> UUID | None:
    """What was chosen, or nothing."""
    return UUID(value) if value else None
