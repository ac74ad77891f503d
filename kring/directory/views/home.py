"""Where looking after the directory begins."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kring.core import htmx

from .doors import Managing, for_admins


@require_safe
@for_admins
def home(request: Managing) -> HttpResponse:
    return htmx.render(request, "directory/home.html", {"admin": request.admin})
