"""Colleagues, teams and organisations: how to reach them, and what one can ask of them."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.core import htmx, moments, working_days
from kring.directory import rules
from kring.directory.models import Ring
from kring.workspace.http import initials
from kring.workspace.queries import people as queries
from kring.workspace.queries import places


@require_safe
def person(request: SignedIn, pk: UUID) -> HttpResponse:
    found = queries.person(request.me, pk)
    if found is None:
        raise Http404
    context = {
        "who": found,
        "ring": _(Ring(found.ring).label),
        "letters": initials(found.name),
        "hours": hours(request, position=pk),
        "away": away(request, found.away_until),
        "is_me": pk == request.me.position,
    }
    return htmx.render(request, "workspace/person.html", context | doors(f"position:{pk}"))


@require_safe
def team(request: SignedIn, pk: UUID) -> HttpResponse:
    found = queries.team(request.me, pk)
    if found is None:
        raise Http404
    members = queries.members(request.me, team=pk)
    context = {
        "team": found,
        "hours": hours(request, team=pk),
        "intake": [line(request, each) for each in members if each.on_intake],
        "members": [line(request, each) for each in members],
    }
    return htmx.render(request, "workspace/place.html", context | doors(f"team:{pk}"))


@require_safe
def organisation(request: SignedIn, pk: UUID) -> HttpResponse:
    found = places.organisation(request.me, pk)
    if found is None:
        raise Http404
    members = queries.members(request.me, organisation=pk)
    context = {
        "organisation": found,
        "teams": places.teams(pk),
        "members": [line(request, each) for each in members],
    }
    return htmx.render(request, "workspace/organisation.html", context)


def line(request: SignedIn, each: queries.Member) -> dict[str, object]:
    """A colleague as one line of a list."""
    words = [each.function, _("aanmeldienst") if each.on_intake else ""]
    return {
        "row": each,
        "letters": initials(each.name),
        "role": " · ".join(filter(None, words)),
        "away": away(request, each.away_until),
    }


def away(request: SignedIn, until: date | None) -> str:
    """ "afwezig tot en met vrijdag", or nothing."""
    if until is None:
        return ""
    today = moments.local(request.me.at).date()
    return moments.said(_("afwezig tot en met %(day)s"), day=moments.day(until, today))


def hours(request: SignedIn, **whose: UUID) -> dict[str, str]:
    """The reachable hours of a `position` or `team`, today in words; empty: we do not know."""
    week = queries.reachable(**whose)
    return {"today": today(request, week), "week": rules.write_hours(week)} if week else {}


def today(request: SignedIn, week: list[rules.Stretch]) -> str:
    """When one can call today."""
    day = moments.local(request.me.at).date()
    if day.weekday() < len(WORKDAYS) and not working_days.is_working_day(day):
        return _("Vandaag is een feestdag.")
    found = [f"{opens:%H:%M} – {closes:%H:%M}" for on, opens, closes in week if on == day.weekday()]
    if not found:
        return _("Vandaag niet bereikbaar.")
    return _("Vandaag %(hours)s.") % {"hours": ", ".join(found)}


WORKDAYS = rules.DAYS[:5]


def doors(whom: str) -> dict[str, str]:
    """Where one asks or hands over to this receiver ("team:<id>" or "position:<id>")."""
    return {
        "hand_over_url": f"{reverse('handovers:new')}?aan={whom}",
        "consult_url": f"{reverse('handovers:anonymous')}?aan={whom}",
    }
