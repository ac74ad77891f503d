"""The guest door: ask for a link, press its button, say who one is, promise secrecy."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kring.accounts import rules as links_rules
from kring.accounts.actions import links
from kring.accounts.http import public
from kring.accounts.models import Link
from kring.core.actor import Kind, Me
from kring.core.errors import Refused
from kring.portal.actions import doors
from kring.portal.forms import doors as forms
from kring.portal.http import WAITING, at_the_door, came_from, enter, go_out, show, typed
from kring.portal.models import Knock
from kring.portal.queries import guests, network


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def ask(request: HttpRequest, me: Me) -> HttpResponse:
    form = forms.Ask(typed(request))
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return show(request, "portal/ask.html", {"form": form}, status=status)
    try:
        doors.ask_link(form.cleaned_data["email"], came_from=came_from(request), by=me)
    except Refused as refusal:
        return _closed(request, str(refusal), status=429)
    return redirect("portal:asked")


@require_safe
@public
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/asked.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def link(request: HttpRequest, me: Me, secret: str) -> HttpResponse:
    if request.method != "POST":
        return show(request, "portal/link.html", {"signed_in": request.user.is_authenticated})
    try:
        doors.knock(Knock.Door.OPEN, came_from=came_from(request), asked_for=secret, by=me)
        opened = links.open_door(secret, by=me)
    except Refused as refusal:
        return _closed(request, str(refusal), status=410)
    return _let_in(request, opened, by=me)


def _let_in(request: HttpRequest, opened: Link, *, by: Me) -> HttpResponse:
    """Residents are inside at once; a guest first says who they are and promises secrecy."""
    if links_rules.opens_again(opened):
        enter(request, opened, kind=Kind.RESIDENT, by=by)
        asked = opened.purpose == Link.Purpose.ANSWER
        return redirect("portal:answer" if asked else "portal:status")
    go_out(request, by=by)
    request.session[WAITING] = str(opened.pk)
    return _next(request, opened, by=by)


def _next(request: HttpRequest, opened: Link, *, by: Me) -> HttpResponse:
    if opened.position is None:
        return redirect("portal:who")
    if not guests.promised_secrecy(opened.position, since=by.at - guests.PROMISE_LASTS):
        return redirect("portal:promise")
    enter(request, opened, kind=Kind.GUEST, by=by)
    return redirect("portal:guest")


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def who(request: HttpRequest, me: Me) -> HttpResponse:
    waiting = _waiting(request, by=me)
    if waiting is None:
        return redirect("portal:ended")
    if waiting.position is not None:
        return _next(request, waiting, by=me)
    people = network.people(guests.behind_link(waiting))
    form = forms.Who(typed(request), people=people)
    if form.is_valid():
        taken = doors.say_who(waiting, position=UUID(form.cleaned_data["position"]), by=me)
        return _next(request, taken, by=me)
    return show(request, "portal/who.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_the_door
def promise(request: HttpRequest, me: Me) -> HttpResponse:
    waiting = _waiting(request, by=me)
    if waiting is None or waiting.position is None:
        return redirect("portal:ended")
    form = forms.Secrecy(typed(request))
    if form.is_valid():
        accepted = links.accept_secrecy(waiting.pk, by=me)
        enter(request, accepted, kind=Kind.GUEST, by=me)
        return redirect("portal:guest")
    context = {"form": form, "person": network.people([waiting.position])[0]}
    return show(request, "portal/promise.html", context, status=422 if form.is_bound else 200)


@require_POST
@at_the_door
def leave(request: HttpRequest, me: Me) -> HttpResponse:
    go_out(request, by=me)
    return redirect("portal:ended")


@require_safe
@public
def ended(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/ended.html", {})


def _waiting(request: HttpRequest, *, by: Me) -> Link | None:
    """The link whose button was pressed in this browser, while its hour runs."""
    key = request.session.get(WAITING)
    found = Link.objects.filter(pk=key).first() if key else None
    if found is None or links_rules.why_not_inside(found, now=by.at):
        return None
    return found


def _closed(request: HttpRequest, reason: str, *, status: int) -> HttpResponse:
    return show(request, "portal/closed.html", {"reason": reason}, status=status)
