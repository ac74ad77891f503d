"""The request as views see it, and the middleware in which every view acts as someone."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from kring.core.actor import Actor, Kind, MayNotAct, Me, acting

POSITION = "position"  # session key: the position someone works from now
LINK = "link"  # session key: the link a guest or resident came by
LINK_KIND = "link_kind"


class Request(HttpRequest):
    """A request inside the middleware: `me` is who acts (None on public pages without a link)."""

    me: Me | None


class SignedIn(HttpRequest):
    """A request by a professional, in one position."""

    me: Me


def actor_of(request: HttpRequest) -> Actor | None:
    """Who this session acts as: a professional in one position, a guest, a resident, or nobody."""
    session = request.session
    if (position := session.get(POSITION)) and request.user.is_authenticated:
        return Actor(Kind.PROFESSIONAL, UUID(position))
    if link := session.get(LINK):
        return Actor(Kind(session.get(LINK_KIND, Kind.GUEST)), UUID(link))
    return None


def acting_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> "ActingMiddleware":
    return ActingMiddleware(get_response)


class ActingMiddleware:
    """Runs each view, rendering included, as its actor in one transaction."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponse | None:
        request.me = None  # type: ignore[attr-defined]  # Request and SignedIn declare it
        if getattr(view, "acts_alone", False):
            return None
        actor = actor_of(request)
        if actor is None:
            return None
        try:
            with acting(actor) as me:
                request.me = me  # type: ignore[attr-defined]
                response = view(request, *arguments, **named)
                if hasattr(response, "render") and callable(response.render):
                    response = response.render()
                return response
        except MayNotAct:
            logout(request)
            return redirect("accounts:login")


def acts_alone[View: Callable[..., HttpResponse]](view: View) -> View:
    """Mark a view that opens its own transactions, or needs no actor at all."""
    view.acts_alone = True  # type: ignore[attr-defined]  # a mark, as Django's own csrf_exempt
    return view
