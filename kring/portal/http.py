"""Who is at the door, and what stands around a page for guests and residents."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from kring.accounts.actions import links
from kring.accounts.http import LINK, LINK_KIND, SignedIn, public, visitors_chrome
from kring.accounts.models import Link
from kring.accounts.rules import SESSION
from kring.core import htmx
from kring.core.actor import Kind, acting, job
from kring.core.actor import Me as Actor
from kring.core.chrome import Chrome, EmergencyNumber
from kring.directory.queries import emergency_numbers, look_of

WAITING = "portal.waiting"  # session key: a guest whose link is open, but who is not inside yet

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponse]


def at_the_door[**P](
    view: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse],
) -> View[P]:
    """Run a view for who has no actor yet as the job that keeps the doors, in one transaction."""

    def run(request: HttpRequest, *arguments: P.args, **named: P.kwargs) -> HttpResponse:
        with acting(job("guest door")) as me:
            return view(request, me, *arguments, **named)

    door: View[P] = wraps(view)(run)  # type: ignore[assignment]  # called with one argument less
    return public(door)


def came_from(request: HttpRequest) -> str:
    """The network address of who asks; behind a proxy the one the proxy saw."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "")
        if forwarded:
            return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def link_of(request: SignedIn) -> UUID:
    """The link by which a guest or resident is here."""
    assert request.me.id is not None  # they act by a link
    return request.me.id


def visitor(request: HttpRequest) -> Actor | None:
    """Who is here on a page that is also for nobody."""
    me: Actor | None = getattr(request, "me", None)
    return me


def works_here(request: HttpRequest) -> bool:
    """Whether a professional or guest works in this browser: a resident's visit would end that."""
    guest = request.session.get(LINK_KIND) == Kind.GUEST
    return bool(request.user.is_authenticated or guest)


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed in a form, also when that is nothing; None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def go_out(request: HttpRequest, *, by: Actor, into: Link | None = None) -> None:
    """End the visit in this browser, when there is one, unless it goes on by the same link."""
    inside = request.session.get(LINK)
    if inside and (into is None or inside != str(into.pk)):
        links.leave(UUID(inside), by=by)
    request.session.flush()


def enter(request: HttpRequest, link: Link, *, kind: Kind, by: Actor) -> None:
    """Let a guest or resident in: from here on the request acts by this link."""
    go_out(request, by=by, into=link)
    request.session[LINK], request.session[LINK_KIND] = str(link.pk), str(kind)
    request.session.set_expiry(SESSION)


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    region: UUID | None = None,
    danger: bool = True,
    status: int = 200,
) -> HttpResponse:
    """Render a page with the danger line and the numbers of this region at this hour."""
    me: Actor | None = getattr(request, "me", None)
    look, numbers = look_of(region or (me.region if me else None)), tuple[EmergencyNumber, ...]()
    if danger:
        numbers = emergency_numbers(look.id, at=me.at if me else timezone.now())
    request.chrome = visitors_chrome(request, danger=danger, numbers=numbers, **look.around)  # type: ignore[attr-defined]  # for core.htmx.render
    return htmx.render(request, template, context, status=status)


class MaintenanceMiddleware:
    """While the file `var/maintenance` is there, every page says that Kring is closed for now.

    Its first line may say until when ("19:30"). The process is alive all the same.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.sign = Path(settings.VAR) / "maintenance"

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            until = self.sign.read_text(encoding="utf-8").strip().splitlines()
        except FileNotFoundError:
            return self.get_response(request)
        if request.path == reverse("portal:alive"):
            return self.get_response(request)
        request.chrome = Chrome()  # type: ignore[attr-defined]  # for core.htmx.render
        context = {"until": until[0]} if until else {}
        response = htmx.render(request, "503.html", context, status=503)
        response["Retry-After"] = "600"
        return response
