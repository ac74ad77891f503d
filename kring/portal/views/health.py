"""Whether this process lives and whether it can work, for whoever watches over it."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kring.accounts.http import public

# As the application, on a table and a function of ours: neither answers before they stand.
_STANDS = "select kring.at() from django_migrations limit 1"


@require_safe
@public
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """This process answers. Asks nobody anything, so that nobody else's trouble restarts it."""
    return _say("alive")


@require_safe
@public
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Pages work: the database answers, with its tables and policies. One query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_STANDS)
            stands = cursor.fetchone() is not None
    except DatabaseError:
        stands = False
    return _say("ready") if stands else _say("not ready", status=503)


def _say(word: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{word}\n", status=status, content_type="text/plain")
