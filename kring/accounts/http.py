"""The request as views see it, and the middleware in which every view acts as someone."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse

from kring.core.actor import Actor, Kind, MayNotAct, Me, acting
from kring.core.chrome import Chrome

POSITION = "position"  # session key: the position someone works from now
LINK = "link"  # session key: the link a guest or resident came by
LINK_KIND = "link_kind"
VISIT_ENDED = "portal:ended"  # where a guest learns that the hour is over


class SignedIn(HttpRequest):
    """A request inside the middleware: `me` is who acts, `chrome` what stands around the page."""

    me: Me
    chrome: Chrome


def actor_of(request: HttpRequest) -> Actor | None:
    """Who this session acts as: a professional in one position, a guest, a resident, or nobody."""
    session = request.session
    if (position := session.get(POSITION)) and request.user.is_authenticated:
        return Actor(Kind.PROFESSIONAL, UUID(position))
    if link := session.get(LINK):
        return Actor(Kind(session.get(LINK_KIND, Kind.GUEST)), UUID(link))
    return None


class ActingMiddleware:
    """Runs each view, rendering included, as its actor in one transaction.

    A view is for professionals unless it says otherwise with `opens_for` or `public`. Nobody is
    sent to the page to sign in; another kind of actor meets a wall (404).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.me = None  # type: ignore[attr-defined]  # SignedIn declares it
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponse | None:
        kinds: frozenset[Kind] = getattr(view, "kinds", frozenset({Kind.PROFESSIONAL}))
        if not kinds:
            return None
        actor = actor_of(request)
        if actor is None or actor.kind not in kinds:
            return self._refuse(request, actor, view)
        try:
            return self._run(request, actor, view, arguments, named)
        except MayNotAct:
            return self._end(request, actor)

    @staticmethod
    def _run(
        request: HttpRequest,
        actor: Actor,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponse:
        with acting(actor) as me:
            request.me = me  # type: ignore[attr-defined]  # SignedIn declares it
            response = view(request, *arguments, **named)
            if isinstance(response, SimpleTemplateResponse):
                response = response.render()
        return response

    @staticmethod
    def _end(request: HttpRequest, actor: Actor) -> HttpResponse:
        """What this session acted by has ended: a position, or the hour of a link."""
        request.session.flush()
        if actor.kind == Kind.PROFESSIONAL:
            return redirect_to_login(request.get_full_path())
        if request.method != "GET":
            return HttpResponse(status=401)
        return redirect(VISIT_ENDED)

    @staticmethod
    def _refuse(
        request: HttpRequest, actor: Actor | None, view: Callable[..., HttpResponse]
    ) -> HttpResponse | None:
        if getattr(view, "also_nobody", False):
            return None
        if actor is not None:
            raise Http404
        if request.user.is_authenticated:
            return redirect("accounts:choose_position")
        if request.method != "GET":
            return HttpResponse(status=401)  # a saved text waits in the browser until signed in
        if Kind.PROFESSIONAL not in getattr(view, "kinds", {Kind.PROFESSIONAL}):
            return redirect(VISIT_ENDED)
        return redirect_to_login(request.get_full_path())


def opens_for[View: Callable[..., HttpResponse]](
    *kinds: Kind, nobody: bool = False
) -> Callable[[View], View]:
    """Say which kinds of actors a view is for; `nobody`: also who is not signed in at all."""

    def mark(view: View) -> View:
        view.kinds = frozenset(kinds)  # type: ignore[attr-defined]  # a mark, as csrf_exempt's
        view.also_nobody = nobody  # type: ignore[attr-defined]
        return view

    return mark


def public[View: Callable[..., HttpResponse]](view: View) -> View:
    """Mark a view that nobody acts in: it is open to all and sees nothing about residents."""
    view.kinds = frozenset()  # type: ignore[attr-defined]  # a mark, as csrf_exempt's
    return view
