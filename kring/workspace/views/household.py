"""The household's pages to read: overview, plan, circle, timeline, and who looked."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments
from kring.plans import queries as plan_queries
from kring.residents import queries as residents
from kring.workspace.queries import circle as circle_queries
from kring.workspace.queries import emergency as emergencies
from kring.workspace.queries import household as queries
from kring.workspace.queries import resident as resident_queries
from kring.workspace.queries import timeline as timeline_queries
from kring.workspace.queries.household import Member
from kring.workspace.views import lines, picture
from kring.workspace.views.opening import answered_for, frame, lead, opened

A_FEW = 4
SOON = timedelta(seconds=1)


@require_safe
def overview(request: SignedIn, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "household")
    if not found.categories:
        return htmx.render(
            request, "workspace/household/closed.html", frame(found, "household", request)
        )
    me, today = request.me, moments.local(request.me.at).date()
    members = queries.members(me, pk)
    involved = circle_queries.involved(me, pk)
    events = timeline_queries.timeline(pk, before=me.at + SOON, many=A_FEW)
    context = {
        "lead": lead(found, members, today),
        "whom": alive(members),
        "goals": picture.goals(plan_queries.plan(me, pk), pk, me.at, only_open=True),
        "rings": picture.rings(found, members, involved),
        "statutory": [
            picture.statutory(each, today) for each in involved if each.kind == "statutory"
        ],
        "sharing": picture.sharing(found, involved),
        "events": [lines.event(each, pk, me.at) for each in events],
    }
    return htmx.render(
        request, "workspace/household/overview.html", frame(found, "household", request) | context
    )


def alive(members: list[Member]) -> list[UUID]:
    """Whom one can still hand over."""
    return [each.id for each in members if each.deceased_on is None]


@require_safe
def plan(request: SignedIn, pk: UUID) -> HttpResponse:
    found, me = opened(request, pk, "plan"), request.me
    whole = plan_queries.plan(me, pk)
    theme = chosen_theme(request, whole)
    context = {
        "goals": picture.goals(whole.about(theme) if theme else whole, pk, me.at),
        "themes": [
            ("", _("Alle thema’s"), theme is None),
            *((key, name, key == theme) for key, name in whole.themes.items()),
        ],
        "party_plans": [picture.party_plan(each, me.at) for each in whole.party_plans],
        "words": whole.words,
        "next_talk": picture.day(found.next_talk_on, me.at),
    }
    return htmx.render(
        request, "workspace/household/plan.html", frame(found, "plan", request) | context
    )


def chosen_theme(request: SignedIn, whole: plan_queries.Plan) -> UUID | None:
    """One theme of this plan, by its key: an address names no theme."""
    asked = request.GET.get("thema", "")
    return next((key for key in whole.themes if str(key) == asked), None)


@require_safe
def circle(request: SignedIn, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "circle")
    me, today = request.me, moments.local(request.me.at).date()
    members, involved = queries.members(me, pk), circle_queries.involved(me, pk)
    homes = residents.other_coordinators(me, pk) if found.is_mine else []
    context = {
        "me": me.position,
        "rings": picture.rings(found, members, involved),
        "whom": alive(members),
        "members": [
            picture.member(each, today, keep="contact" in found.categories)
            | {"homes": [home for home in homes if home.resident == each.id]}
            for each in members
        ],
        "former": [
            picture.former(each, today)
            for each in (resident_queries.former(me, pk) if found.composes else [])
        ],
        "merged": resident_queries.merged(me, pk) if found.composes else [],
        "others": not found.plan and found.composes and queries.mine(me, but=pk),
        "joined": [
            {"row": each, "when": moments.day(each.at, me.at)}
            for each in (resident_queries.joined(me, pk) if found.composes else [])
        ],
        "involved": [
            picture.involved(each, today) for each in involved if each.kind != "statutory"
        ],
        "statutory": [
            picture.statutory(each, today) for each in involved if each.kind == "statutory"
        ],
    }
    return htmx.render(
        request, "workspace/household/circle.html", frame(found, "circle", request) | context
    )


@require_safe
def timeline(request: SignedIn, pk: UUID) -> HttpResponse:
    found = opened(request, pk, "timeline")
    events = timeline_queries.timeline(pk, before=before(request) or request.me.at + SOON)
    shown, rest = events[: timeline_queries.PAGE], events[timeline_queries.PAGE :]
    context = {
        "events": [lines.event(each, pk, request.me.at) for each in shown],
        "older": older(shown[-1].at) if rest else "",
        "newer": "?" if before(request) else "",
    }
    return htmx.render(
        request, "workspace/household/timeline.html", frame(found, "timeline", request) | context
    )


@require_safe
def looks(request: SignedIn, pk: UUID) -> HttpResponse:
    found = answered_for(request, pk, "access_log")
    looked = circle_queries.looked(pk, before=before(request))
    shown, rest = looked[: circle_queries.LOOKS], looked[circle_queries.LOOKS :]
    context = {
        "emergencies": [
            lines.emergency(each, request.me.at) for each in emergencies.of_household(pk)
        ],
        "looks": [lines.look(each, request.me.at) for each in shown],
        "older": older(shown[-1].at) if rest else "",
        "newer": "?" if before(request) else "",
    }
    return htmx.render(
        request, "workspace/household/looks.html", frame(found, "looks", request) | context
    )


def before(request: SignedIn) -> datetime | None:
    """Where an older page begins; a moment is no secret, so it may be in the address."""
    asked = request.GET.get("voor", "")
    try:
        found = parse_datetime(asked) if asked else None
    except ValueError:
        found = None
    if asked and (found is None or found.tzinfo is None):
        raise Http404
    return found


def older(last: datetime) -> str:
    """The address of the page after this one."""
    return f"?voor={last:%Y-%m-%dT%H:%M:%S.%fZ}"
