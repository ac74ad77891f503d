"""Doors that every page leans on: the municipality's colours, staying signed in, and more."""

from functools import lru_cache

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kring.accounts.http import SignedIn, public
from kring.core import htmx, theme


@public
@require_safe
@cache_control(max_age=31_536_000, public=True, immutable=True)
def colours(request: SignedIn, brand: str) -> HttpResponse:
    return HttpResponse(_css(brand), content_type="text/css; charset=utf-8")


@lru_cache(maxsize=64)
def _css(brand: str) -> str:
    return theme.css(f"#{brand}")


@require_POST
def stay(request: SignedIn) -> HttpResponse:
    request.session.modified = True
    return HttpResponse(status=204)


@require_safe
def keys(request: SignedIn) -> HttpResponse:
    return htmx.render(request, "workspace/keys.html", {})


@require_safe
def more(request: SignedIn) -> HttpResponse:
    return htmx.render(request, "workspace/more.html", {})
