"""On paper: the plan for the kitchen table; it asks for whom, and printing is logged."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.core import forms as core_forms
from kring.core import htmx, moments
from kring.plans import queries as plans
from kring.workspace.forms.paper import ForWhom
from kring.workspace.queries import circle as circle_queries
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Household, Member
from kring.workspace.views.opening import coordinator, opened
from kring.workspace.views.plan import on_plan, writes
from kring.workspace.views.writing import typed

ALL, MINE = "allen", "mij"


@writes
def paper(request: SignedIn, pk: UUID) -> HttpResponse:
    found, members = on_plan(request, pk), queries.members(request.me, pk)
    form = ForWhom(typed(request), choices={"whom": choices(members)}, initial={"whom": ALL})
    if form.is_bound and form.is_valid():
        return sheet(request, found, members, form.cleaned_data["whom"])
    context = {"household": found, "form": form}
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/household/for_whom.html", context, status=status)


def choices(members: list[Member]) -> list[tuple[str, Any]]:
    """Together, one resident, or oneself."""
    together = core_forms.Option(
        _("Voor iedereen aan de keukentafel"), _("zonder wat één van hen voor zich wil houden")
    )
    mine = core_forms.Option(_("Voor mijzelf"), _("alles wat u mag zien; laat het niet liggen"))
    each = [(str(one.id), _("Voor %(who)s") % {"who": one.name}) for one in members]
    return [(ALL, together), *(each if len(each) > 1 else []), (MINE, mine)]


def live(goal: plans.Goal) -> bool:
    """Still worked at."""
    return goal.reached_at is None and goal.stopped_at is None


def open_of(actions: tuple[plans.Action, ...]) -> list[plans.Action]:
    """What is still to be done; paper says each day in full, since it is read later."""
    return [each for each in actions if not (each.done_at or each.stopped or each.declined)]


def sheet(request: SignedIn, found: Household, members: list[Member], whom: str) -> HttpResponse:
    """The plan as this reader of the paper may see it."""
    opened(request, found.id, "plan", action="print")
    me = request.me
    # Together: what may be seen by somebody of the household whom none of it is about.
    reader = {ALL: uuid4(), MINE: None}.get(whom, UUID(whom) if whom not in (ALL, MINE) else None)
    plan = plans.plan(me, found.id, for_member=reader)
    context = {
        "household": found,
        "coordinator": coordinator(found, request),
        "plan": plan,
        "goals": [(each.title, open_of(each.actions), each) for each in plan.goals if live(each)],
        "loose": open_of(plan.loose),
        "around": [
            each for each in circle_queries.involved(me, found.id) if each.kind != "statutory"
        ],
        "next_talk": moments.full_day(found.next_talk_on) if found.next_talk_on else "",
        "whom": dict(choices(members))[whom],
    }
    return htmx.render(request, "workspace/household/paper.html", context)
