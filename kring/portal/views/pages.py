"""Pages that say what Kring is and how it treats people; and the pages for when it cannot."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kring.accounts.http import public
from kring.portal.http import show


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/home.html", {})


@require_safe
@public
def support(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/support.html", {})


@require_safe
@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/accessibility.html", {}, danger=False)


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/privacy.html", {}, danger=False)


@require_safe
@public
def secrecy(request: HttpRequest) -> HttpResponse:
    return show(request, "portal/secrecy.html", {}, danger=False)
