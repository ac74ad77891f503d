"""Actions on the plan: give, answer, tick off, take back."""

from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.plans import actions
from kring.plans import queries as plans
from kring.plans.actions import Task
from kring.workspace.forms import plan as forms
from kring.workspace.queries import circle as circle_queries
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Household
from kring.workspace.views import options, picture
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import on_plan, writes
from kring.workspace.views.writing import Page, typed, write


def task(data: dict[str, Any]) -> Task:
    """What was typed as an action."""
    return Task(
        title=data["title"],
        due_on=data["due_on"],
        goal=options.key(data.get("goal")),
        concerns=options.key(data.get("concerns")),
        theme=options.key(data.get("theme")),
        category=data["category"],
        contradicts=options.key(data.get("contradicts")),
    )


def choices(
    request: SignedIn, found: Household, *, there: plans.Action | None = None
) -> dict[str, Any]:
    """What an action, or the one that is there, can be about; four statements."""
    members = queries.members(request.me, found.id)
    whole = plans.plan(request.me, found.id)
    return {
        "goal": options.goals(whole),
        "concerns": options.residents(members),
        "theme": options.themes(request.me, kept=there.theme_id if there else None),
        "contradicts": options.others(whole, but=there.id if there else None),
        "category": options.categories(found),
    }


@writes
def new_action(request: SignedIn, pk: UUID) -> HttpResponse:
    found, me = on_plan(request, pk), request.me
    members, around = queries.members(me, pk), circle_queries.involved(me, pk)
    offered = choices(request, found) | {"doer": options.doers(me, found, members, around)}
    initial = {
        "category": "plan",
        "doer": f"position:{me.position}",
        "goal": request.GET.get("doel"),
    }
    form = forms.Action(typed(request), choices=offered, initial=initial)
    page = Page(
        title=_("Actie toevoegen"),
        button=_("Actie toevoegen"),
        done=_("De actie staat in het plan."),
    )
    return write(request, found, form, page, partial(_give, request, pk))


def _give(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    actions.give_action(
        pk,
        task(data),
        doer=options.doer(data["doer"]),
        agreed_present=data["agreed"],
        by=request.me,
    )


def action_of(request: SignedIn, pk: UUID, action_id: UUID) -> plans.Action:
    """One action of the household. Raises Http404."""
    for each in plans.plan(request.me, pk).actions:
        if each.id == action_id:
            return each
    raise Http404


@writes
def action(request: SignedIn, pk: UUID, action_id: UUID) -> HttpResponse:
    found = opened(request, pk, "plan", action="change" if request.method == "POST" else "read")
    there = action_of(request, pk, action_id)
    over = there.done_at or there.stopped or there.declined
    tick = picture.tick(there, pk, request.me.at)
    if over or not there.mine or there.asks_me:
        shown = {"household": found, "action": there, "tick": tick}
        return htmx.render(request, "workspace/household/action_of_other.html", shown)
    form = forms.Action(
        typed(request), choices=choices(request, found, there=there), initial=_initial(there)
    )
    for name in ("doer", "agreed"):  # who does it stays: another doer is another action
        del form.fields[name]
    page = Page(
        title=_("Actie wijzigen"),
        button=_("Actie bewaren"),
        done=_("De actie is bewaard."),
        theirs=partial(_now, request, pk, action_id),
        template="workspace/household/action.html",
        more={"action": there, "tick": tick},
    )
    return write(request, found, form, page, partial(_change, request, action_id))


def _now(request: SignedIn, pk: UUID, action_id: UUID) -> tuple[int, str]:
    there = action_of(request, pk, action_id)
    return there.version, there.title


def _initial(there: plans.Action) -> dict[str, Any]:
    return {
        "title": there.title,
        "due_on": there.due_on,
        "goal": there.goal or "",
        "concerns": there.concerns or "",
        "theme": there.theme_id or "",
        "contradicts": there.contradicts or "",
        "category": there.category,
        "version": there.version,
    }


def _change(request: SignedIn, action_id: UUID, data: dict[str, Any]) -> None:
    actions.change_action(action_id, task(data), version=data["version"] or 0, by=request.me)


ACTS = {
    "aannemen": actions.accept_action,
    "niet-aannemen": actions.decline_action,
    "stoppen": actions.stop_action,
}


def done(act: str) -> str:
    """What the message says after it."""
    return {
        "aannemen": _("U hebt de actie aangenomen."),
        "niet-aannemen": _("U nam de actie niet aan. Wie hem gaf, ziet dat."),
        "stoppen": _("De actie is gestopt."),
    }[act]


@require_POST
def action_act(request: SignedIn, pk: UUID, action_id: UUID, act: str) -> HttpResponse:
    opened(request, pk, "plan", action="change")
    if act not in ACTS:
        raise Http404
    with htmx.saying(request, done(act)):
        ACTS[act](action_id, by=request.me)
    return redirect(came_from(request, pk))


@require_POST
def tick(request: SignedIn, pk: UUID, action_id: UUID) -> HttpResponse:
    """Tick off what is open, and take back what was ticked: the same address undoes it."""
    found = opened(request, pk, "plan", action="change")
    with htmx.saying(request):
        turn(request, pk, action_of(request, pk, action_id))
    if not htmx.wants_part(request):
        return redirect(came_from(request, pk))
    shown = picture.tick(action_of(request, pk, action_id), pk, request.me.at)
    if came_from(request, pk) == reverse("workspace:work"):
        shown = replace(shown, meta=[found.name])
    return htmx.render(request, "workspace/work.html", {"tick": shown}, part="tick")


def turn(request: SignedIn, pk: UUID, there: plans.Action) -> None:
    """The other way around from how it stands. Raises Refused."""
    undo = reverse("workspace:tick", args=[pk, there.id])
    if there.done_at is None:
        actions.tick(there.id, by=request.me)
        htmx.say(request, _("Afgerond: %(title)s") % {"title": there.title}, undo=undo)
    else:
        actions.untick(there.id, by=request.me)
        htmx.say(request, _("Weer open: %(title)s") % {"title": there.title})


def came_from(request: SignedIn, pk: UUID) -> str:
    """The page of ours where the button stood; else the plan."""
    address = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return urlsplit(address).path
    return reverse("workspace:plan", args=[pk])
