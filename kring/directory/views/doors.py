"""Who may come in here: for everybody else these pages do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from kring.accounts.http import SignedIn
from kring.directory import queries

View = Callable[..., HttpResponse]


class Managing(SignedIn):
    """A request of someone who looks after an organisation."""

    admin: queries.Admin


def for_admins(view: View) -> View:
    """Open to who looks after an organisation; a wall to others. Costs one statement."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        managing = cast(Managing, request)
        found = queries.admin(managing.me)
        if found is None:
            raise Http404
        managing.admin = found
        return view(managing, *args, **named)

    return inside


def for_region(view: View) -> View:
    """Open to who looks after the whole region; a wall to others. Costs one statement."""

    @for_admins
    @wraps(view)
    def inside(request: Managing, *args: Any, **named: Any) -> HttpResponse:
        if not request.admin.of_region:
            raise Http404
        return view(request, *args, **named)

    return inside
