"""The one way an action says no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its key: mostly a page that stood open too long."""
    return render(request, "csrf.html", status=403)
