"""Writing on the plan: goals and what else is agreed."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, keeping
from kring.core.jinja import url
from kring.plans import actions
from kring.plans import queries as plans
from kring.plans.actions import Aim
from kring.workspace.forms import plan as forms
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Household
from kring.workspace.views import options
from kring.workspace.views.opening import opened
from kring.workspace.views.writing import Page, typed, write

writes = require_http_methods(["GET", "HEAD", "POST"])


def on_plan(request: SignedIn, pk: UUID) -> Household:
    """A household with an open plan that I may see. Raises Http404."""
    found = opened(request, pk, "plan", action="change" if request.method == "POST" else "read")
    if found.plan is None or "plan" not in found.categories:
        raise Http404
    return found


@require_safe
def add(request: SignedIn, pk: UUID) -> HttpResponse:
    return htmx.render(request, "workspace/household/add.html", {"household": on_plan(request, pk)})


def aim(data: dict[str, Any]) -> Aim:
    """What was typed as a goal."""
    return Aim(
        title=data["title"],
        concerns=options.key(data.get("concerns")),
        agreed_by_resident=data["agreed_by_resident"],
        theme=options.key(data.get("theme")),
        category=data["category"],
        target_on=data["target_on"],
    )


def goal_choices(
    request: SignedIn, found: Household, *, theme: UUID | None = None
) -> dict[str, Any]:
    """What a goal can be about; `theme`: is about already."""
    members = queries.members(request.me, found.id)
    return {
        "concerns": options.residents(members),
        "theme": options.themes(request.me, kept=theme),
        "category": options.categories(found),
    }


@writes
def new_goal(request: SignedIn, pk: UUID) -> HttpResponse:
    found = on_plan(request, pk)
    form = forms.Goal(
        typed(request), choices=goal_choices(request, found), initial={"category": "plan"}
    )
    page = Page(
        title=_("Doel toevoegen"), button=_("Doel toevoegen"), done=_("Het doel staat in het plan.")
    )
    return write(
        request, found, form, page, lambda data: actions.add_goal(pk, aim(data), by=request.me)
    )


def goal_of(request: SignedIn, pk: UUID, goal_id: UUID) -> plans.Goal:
    """One goal of the household. Raises Http404."""
    for each in plans.plan(request.me, pk).goals:
        if each.id == goal_id:
            return each
    raise Http404


@writes
def goal(request: SignedIn, pk: UUID, goal_id: UUID) -> HttpResponse:
    found = on_plan(request, pk)
    there = goal_of(request, pk, goal_id)
    if not there.mine:
        return htmx.render(
            request, "workspace/household/goal_of_other.html", {"household": found, "goal": there}
        )
    initial = {
        "title": there.title,
        "concerns": there.concerns or "",
        "agreed_by_resident": there.agreed,
        "theme": there.theme_id or "",
        "category": there.category,
        "target_on": there.target_on,
        "version": there.version,
    }
    stop, stops = forms.Stop(), url("workspace:goal_act", pk, goal_id, "stoppen")
    offered = goal_choices(request, found, theme=there.theme_id)
    form = forms.Goal(typed(request), choices=offered, initial=initial)
    page = Page(
        title=_("Doel wijzigen"),
        button=_("Doel bewaren"),
        done=_("Het doel is bewaard."),
        theirs=partial(_goal_now, request, pk, goal_id),
        template="workspace/household/goal.html",
        more={"goal": there, "stop": stop, "stop_saved": keeping.fill(stop, stops, by=request.me)},
    )
    return write(request, found, form, page, partial(_change_goal, request, goal_id))


def _goal_now(request: SignedIn, pk: UUID, goal_id: UUID) -> tuple[int, str]:
    there = goal_of(request, pk, goal_id)
    return there.version, there.title


def _change_goal(request: SignedIn, goal_id: UUID, data: dict[str, Any]) -> None:
    actions.change_goal(goal_id, aim(data), version=data["version"] or 0, by=request.me)


ACTS = {"bereikt": actions.reach_goal, "verder": actions.resume_goal}


@require_http_methods(["GET", "HEAD", "POST"])
def goal_act(request: SignedIn, pk: UUID, goal_id: UUID, act: str) -> HttpResponse:
    if request.method != "POST":  # where one begins anew
        return redirect("workspace:goal", pk, goal_id)
    found = on_plan(request, pk)
    goal_of(request, pk, goal_id)
    if act == "stoppen":
        return _stop_goal(request, found, goal_id)
    if act not in ACTS:
        raise Http404
    with htmx.saying(request, _("Het doel is bijgewerkt.")):
        ACTS[act](goal_id, by=request.me)
    return redirect("workspace:plan", pk)


def _stop_goal(request: SignedIn, found: Household, goal_id: UUID) -> HttpResponse:
    page = Page(
        title=_("Doel stoppen"), button=_("Doel stoppen"), done=_("Het doel is bijgewerkt.")
    )
    return write(
        request,
        found,
        forms.Stop(request.POST),
        page,
        lambda data: actions.stop_goal(goal_id, because=data["because"], by=request.me),
    )


@writes
def next_talk(request: SignedIn, pk: UUID) -> HttpResponse:
    found = on_plan(request, pk)
    form = forms.NextTalk(typed(request), initial={"on": found.next_talk_on})
    page = Page(
        title=_("Volgend gesprek"), button=_("Datum bewaren"), done=_("De datum is bewaard.")
    )
    return write(
        request,
        found,
        form,
        page,
        lambda data: actions.plan_next_talk(pk, on=data["on"], by=request.me),
    )


@writes
def if_worse(request: SignedIn, pk: UUID) -> HttpResponse:
    found = on_plan(request, pk)
    there = plans.plan(request.me, pk).if_worse
    initial = {"call": there.call, "do": there.do, "version": there.version} if there else {}
    page = Page(
        title=_("Als het misgaat"),
        button=_("Afspraak bewaren"),
        done=_("De afspraak is bewaard."),
        lead=_("Dit staat boven elke pagina van dit huishouden, en op papier."),
        theirs=partial(_if_worse_now, request, pk),
    )
    form = forms.IfWorse(typed(request), initial=initial)
    return write(request, found, form, page, partial(_agree, request, pk))


def _if_worse_now(request: SignedIn, pk: UUID) -> tuple[int, str]:
    there = plans.plan(request.me, pk).if_worse
    return (there.version, f"{there.call}\n{there.do}") if there else (0, "")


def _agree(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    actions.agree_if_worse(pk, data["call"], do=data["do"], version=data["version"], by=request.me)
