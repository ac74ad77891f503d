"""Closing a plan is a conversation; what was said goes on the resident's own sheet."""

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.circle.actions.closing import Conversation
from kring.circle.models import Closing, Plan
from kring.core import htmx, moments
from kring.handovers.actions import drafting
from kring.handovers.models.choices import Kind
from kring.plans import actions
from kring.plans import queries as plans
from kring.plans.models import Goal
from kring.workspace.forms.closing import Close, CloseDeceased, Moved
from kring.workspace.queries import circle as around
from kring.workspace.queries import closing as queries
from kring.workspace.queries import household as households
from kring.workspace.queries import safety, team
from kring.workspace.queries.closing import Closed
from kring.workspace.queries.household import Household
from kring.workspace.views import options
from kring.workspace.views.circle import mine
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

KEYS = ("aftercare_by", "ask_again_by")


@writes
def close(request: SignedIn, pk: UUID) -> HttpResponse:
    found = mine(request, pk)
    if found.nobody_lives:
        return _close_deceased(request, found)
    form = _form(request, found)
    page = Page(
        title=_("Plan afsluiten"),
        button=_("Plan afsluiten"),
        done=_("Het plan is afgesloten. Iedereen die betrokken was, krijgt bericht."),
        back="household",
        then="closing_sheet",
        template="workspace/household/close.html",
        lead=_("Doe dit samen met de inwoner, in een gesprek."),
        more={
            "chains": queries.open_chains(pk),
            "unwatched": safety.unwatched(pk, nobody_lives=False),
        },
    )
    return write(request, found, form, page, lambda _data: _close(request, pk, form))


def _in_the_way(found: Household) -> dict[str, object]:
    """What must be settled before the plan can close."""
    return {
        "chains": queries.open_chains(found.id),
        "unwatched": safety.unwatched(found.id, nobody_lives=found.nobody_lives),
    }


def _form(request: SignedIn, found: Household) -> Close:
    """What is open on the plan is asked about one by one."""
    loads = circle.caseload(team.candidates(request.me))
    people: list[tuple[UUID | str, Any]] = [
        ("", _("Niemand")),
        *((each.position, each.name) for each in loads),
    ]
    plan = plans.plan(request.me, found.id)
    return Close(
        typed(request),
        choices={"aftercare_by": people, "ask_again_by": people},
        initial={
            "aftercare_by": found.coordinator,
            "aftercare_on": circle.default_aftercare(request.me),
        },
        goals=[(each.id, each.title) for each in plan.goals if each.open],
        tasks=[(each.id, each.title) for each in plan.actions if each.open and not each.declined],
        whom=_whom(request, found),
    )


def _whom(request: SignedIn, found: Household) -> list[str]:
    """Who may go on with an action: who belongs to the household, and the others in its circle."""
    there = [each.name for each in households.members(request.me, found.id)]
    others = [
        f"{each.name}, {each.place}" if each.place and each.place != each.name else each.name
        for each in around.involved(request.me, found.id)
        if each.party != found.coordinator
    ]
    return list(dict.fromkeys(filter(None, [*there, *others])))


def _close(request: SignedIn, pk: UUID, form: Close) -> None:
    data = form.rest()
    people: dict[str, Any] = {name: options.key(data.get(name)) for name in KEYS}
    said = {name: value for name, value in data.items() if name not in KEYS}
    if said["no_aftercare_because"]:
        said["aftercare_on"] = None
    if said["aftercare_on"] is None:
        people["aftercare_by"] = None
    conversation = Conversation(**said, **people)
    actions.close_household(pk, conversation, looked_back=form.back(), by=request.me)


def _close_deceased(request: SignedIn, found: Household) -> HttpResponse:
    """Nobody is left to talk with: no question about who stays, whom to call or aftercare."""
    said = Conversation(because=Plan.Closed.DECEASED)
    page = Page(
        title=_("Plan afsluiten (overleden)"),
        button=_("Plan afsluiten (overleden)"),
        done=_("Het plan is afgesloten. Iedereen die betrokken was, krijgt bericht."),
        back="household",
        template="workspace/household/close.html",
        lead=_("Iedereen in dit huishouden is overleden. U hoeft niets in te vullen."),
        more=_in_the_way(found),
    )
    return write(
        request,
        found,
        CloseDeceased(typed(request)),
        page,
        lambda _data: actions.close_household(found.id, said, by=request.me),
    )


@require_safe
def sheet(request: SignedIn, pk: UUID) -> HttpResponse:
    """What the resident takes home: what we did, who stays, whom to call, when we ask again."""
    found, closed = opened(request, pk, "plan", action="print"), queries.closed(pk)
    if closed is None or closed.because == Plan.Closed.DECEASED:
        raise Http404
    # For the kitchen table: what may be seen by somebody there whom none of it is about.
    plan = plans.plan(request.me, pk, for_member=uuid4())
    done = [each for goal in plan.goals for each in goal.actions] + list(plan.loose)
    context = {
        "household": found,
        "closed": closed,
        "because": Plan.Closed(closed.because).label,
        "helped": Closing.Helped(closed.helped).label,
        "closed_on": moments.full_day(moments.local(closed.closed_at).date()),
        "reached": [each.title for each in plan.goals if each.reached_at],
        "partly": [each.title for each in plan.goals if each.result == Goal.Result.PARTLY],
        "goes_on": [(each.title, each.goes_on_with) for each in done if each.goes_on_with],
        "done": [each.title for each in done if each.done_at],
        "asks": _days(closed),
    }
    return htmx.render(request, "workspace/household/closing_sheet.html", context)


def _days(closed: Closed) -> dict[str, str]:
    """The days in full: paper is read later."""
    days = {"aftercare": closed.aftercare_on, "again": closed.ask_again_on}
    return {name: moments.full_day(day) if day else "" for name, day in days.items()}


@writes
def moved(request: SignedIn, pk: UUID) -> HttpResponse:
    """A handover to the other municipality begins as a draft; coordination stays meanwhile."""
    found, members = mine(request, pk), households.members(request.me, pk)
    form = Moved(typed(request), choices={"resident": [(each.id, each.name) for each in members]})
    if form.is_bound and form.is_valid():
        who = {"household": str(pk), "resident": form.cleaned_data["resident"]}
        draft = drafting.start(Kind.REFER, by=request.me, data={"who": who})
        return redirect("handovers:step", draft.pk, "aan-wie")
    context = {"household": found, "form": form}
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/household/moved.html", context, status=status)
