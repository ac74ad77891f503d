"""The request as views see it, and the middleware in which every view acts as someone."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage import default_storage
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from kring.accounts.actions.sessions import BEGAN, POSITION, TOUCHED
from kring.accounts.models import Professional
from kring.core import moments
from kring.core.actor import Actor, Kind, MayNotAct, Me, acting
from kring.core.chrome import Chrome
from kring.core.errors import Elsewhere, let_go, signed_out

LINK = "link"  # session key: the link a guest or resident came by
LINK_KIND = "link_kind"
VISIT_ENDED = "portal:ended"  # where a guest learns that the hour is over
MINUTE = 60
TIMES = 3  # that a request is tried when others are in its way


class SignedIn(HttpRequest):
    """A request inside the middleware: `me` is who acts, `chrome` what stands around the page."""

    me: Me
    chrome: Chrome
    user: Professional


def actor_of(request: HttpRequest) -> Actor | None:
    """Who this session acts as: a professional in one position, a guest, a resident, or nobody."""
    session = request.session
    if (position := session.get(POSITION)) and request.user.is_authenticated:
        return Actor(Kind.PROFESSIONAL, UUID(position))
    if link := session.get(LINK):
        return Actor(Kind(session.get(LINK_KIND, Kind.GUEST)), UUID(link))
    return None


def seconds_left(request: HttpRequest) -> int:
    """How long this session lasts when nothing is asked any more."""
    return min(settings.SESSION_COOKIE_AGE, most_seconds_left(request))


def most_seconds_left(request: HttpRequest) -> int:
    """How long this session can last, however much is asked."""
    longest = request.session.get(BEGAN, time.time()) + settings.SESSION_LONGEST - time.time()
    return max(0, int(longest))


def keep_alive(request: HttpRequest) -> None:
    """Let the hour begin anew, never beyond the longest day. Writes once a minute at most."""
    session, now = request.session, time.time()
    if BEGAN not in session or now - session.get(TOUCHED, 0) < MINUTE:
        return
    session[TOUCHED] = now
    session.set_expiry(min(seconds_left(request) + MINUTE, _end_of_day(request)))


def _end_of_day(request: HttpRequest) -> int:
    return max(1, int(request.session[BEGAN] + settings.SESSION_LONGEST - time.time()))


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
        keep_alive(request)
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
        except Elsewhere as there:
            return redirect(there.path, preserve_request=True)

    @classmethod
    def _run(
        cls,
        request: HttpRequest,
        actor: Actor,
        view: Callable[..., HttpResponse],
        arguments: tuple[object, ...],
        named: dict[str, object],
    ) -> HttpResponse:
        """Run it, and anew when the database let it go because somebody else was in the way.

        Nothing was done then, and nothing was sent: mail and text messages are jobs of the same
        transaction. Only who left a session in it does not come back.
        """
        cookie = request.session.session_key
        for left in reversed(range(TIMES)):
            try:
                return cls._once(request, actor, view, arguments, named)
            except DatabaseError as error:
                if not left or not let_go(error) or request.session.session_key != cookie:
                    raise
                as_new(request)
        raise AssertionError("the last time ends in an answer or an error")

    @staticmethod
    def _once(
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
        logout(request)
        return to_sign_in(request) if actor.kind == Kind.PROFESSIONAL else visit_ended(request)

    @staticmethod
    def _refuse(
        request: HttpRequest, actor: Actor | None, view: Callable[..., HttpResponse]
    ) -> HttpResponse | None:
        if getattr(view, "also_nobody", False):
            return None
        if actor is not None:
            raise Http404
        if Kind.PROFESSIONAL not in getattr(view, "kinds", {Kind.PROFESSIONAL}):
            return visit_ended(request)
        return to_sign_in(request)


def as_new(request: HttpRequest) -> None:
    """Take back what a view that was let go left on the request: what it said, how far it read."""
    request._messages = default_storage(request)  # type: ignore[attr-defined]  # where its middleware has them
    for file in request.FILES.values():
        file.seek(0)  # type: ignore[union-attr]  # one file, or several of one name


def visit_ended(request: HttpRequest) -> HttpResponse:
    """Where a guest or resident goes whose hour is over; what they sent is shown, to send again."""
    return redirect(VISIT_ENDED) if request.method == "GET" else signed_out(request, visit=True)


def visitors_chrome(request: HttpRequest, **more: Any) -> Chrome:
    """The surroundings of a page for who has no account: how long the visit lasts, who prints."""
    if LINK not in request.session:
        return Chrome(**more)
    me, left = getattr(request, "me", None), request.session.get_expiry_age()
    guest = request.session.get(LINK_KIND) == Kind.GUEST
    return Chrome(
        session_seconds=left,
        session_at_most=left,
        sign_in_url=reverse("portal:ask" if guest else "portal:help_me"),
        printed_by=me.name if me else "",
        printed_at=moments.full_moment(me.at) if me else "",
        **more,
    )


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where someone goes who may not act: to sign in, or only to choose a position."""
    if request.method != "GET":
        return signed_out(request)
    here = request.get_full_path()
    if request.user.is_authenticated:
        return redirect(f"{reverse('accounts:choose_position')}?{urlencode({'next': here})}")
    return redirect_to_login(here)


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
