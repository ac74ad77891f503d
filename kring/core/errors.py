"""The one way an action says no."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What the database says when a row contradicts another, or when the actor may not do this.
_UNIQUE, _FORBIDDEN, _OURS = "23505", "42501", "KR"


class Refused(Exception):
    """An action was refused; the message is a sentence the user may read."""


class Changed(Refused):
    """Someone else changed this in the meantime; the form shows both versions."""

    def __init__(self) -> None:
        super().__init__("Een collega heeft dit intussen gewijzigd. Uw tekst staat er nog.")


def refuse(reason: str | None) -> None:
    """Raise Refused when there is a reason; do nothing when there is none."""
    if reason is not None:
        raise Refused(reason)


@contextmanager
def or_refuse(reason: str) -> Iterator[None]:
    """Raise Refused with this reason when the database itself refuses what is done inside.

    That is how a race ends, and a mistake of ours: whoever was second, or may not, reads a
    sentence. Other errors stay errors. What was done inside is taken back; costs a savepoint.
    """
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        state = getattr(error.__cause__, "sqlstate", None) or ""
        if state in (_UNIQUE, _FORBIDDEN) or state.startswith(_OURS):
            raise Refused(reason) from error
        raise


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its key: mostly a page that stood open too long."""
    return render(request, "csrf.html", status=403)
