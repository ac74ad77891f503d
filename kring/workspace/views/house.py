"""Doors that every page leans on: the municipality's colours, staying signed in, and more."""

from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from kring.accounts.http import SignedIn, opens_for, public
from kring.core import htmx, keeping, theme
from kring.core.actor import Kind

LONGEST = 200  # characters of an address


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


@require_POST
@opens_for(Kind.PROFESSIONAL, Kind.GUEST)
def keep(request: SignedIn) -> HttpResponse:
    """While typing: what stands in a form of ours is kept."""
    kept = keeping.keep(_page(request), request.POST, by=request.me)
    return HttpResponse(status=204 if kept else 422)


@require_POST
@opens_for(Kind.PROFESSIONAL, Kind.GUEST)
def throw_away(request: SignedIn) -> HttpResponse:
    page = _page(request)
    keeping.throw_away(page, by=request.me)
    return redirect(page)


def _page(request: SignedIn) -> str:
    """The page of ours that is meant. Raises Http404."""
    page = request.GET.get(keeping.PAGE, "")[:LONGEST]
    resolve(page)
    return page


@require_safe
def keys(request: SignedIn) -> HttpResponse:
    return htmx.render(request, "workspace/keys.html", {})


@require_safe
def more(request: SignedIn) -> HttpResponse:
    return htmx.render(request, "workspace/more.html", {})
