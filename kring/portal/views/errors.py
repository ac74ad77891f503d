"""The pages for when Kring cannot do what was asked; at most they ask the database who is here."""

import sys

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kring.accounts.http import LINK_KIND
from kring.core import htmx
from kring.core.actor import Kind
from kring.core.chrome import Chrome
from kring.core.errors import is_away, is_busy, typed
from kring.core.tracing import request_id

LATER = 60  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "400.html", status=400, visit=_visit(request))


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "403.html", status=403, visit=_visit(request))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, "404.html", status=404, visit=_visit(request))


def _visit(request: HttpRequest) -> str:
    """What somebody without an account can open: a guest their own page, anybody else the door."""
    session = getattr(request, "session", {})
    if session.get(LINK_KIND) == Kind.GUEST:
        return reverse("portal:guest")
    return "" if SESSION_KEY in session else reverse("portal:home")


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed here; the reference begins the id that the log tells with each line."""
    error = sys.exception()
    if is_busy(error) or is_away(error):
        return _later(request, away=is_away(error))
    kept = typed(request) if request.method == "POST" else []
    return _page(request, "500.html", status=500, reference=request_id()[:8], typed=kept)


def _later(request: HttpRequest, *, away: bool) -> HttpResponse:
    """It works again in a moment: what was typed is shown, to send again."""
    kept = typed(request) if request.method == "POST" else []
    response = _page(request, "busy.html", status=503, away=away, typed=kept)
    response["Retry-After"] = str(LATER)
    return response


def _page(request: HttpRequest, template: str, *, status: int, **context: object) -> HttpResponse:
    request.chrome = Chrome(danger=True)  # type: ignore[attr-defined]  # for core.htmx.render
    return htmx.render(request, template, context, status=status)
