"""What every page about a handover has around it: a professional's or a guest's."""

from typing import Any

from django.http import HttpResponse

from kring.accounts.http import SignedIn
from kring.core import htmx
from kring.core.actor import Kind
from kring.core.chrome import EmergencyNumber
from kring.directory.queries import emergency_numbers

PARTIES = (Kind.PROFESSIONAL, Kind.GUEST)


def page(
    request: SignedIn,
    template: str,
    context: dict[str, Any],
    *,
    sends: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render in the menu of a professional or the calm page of a guest.

    `sends`: begin with whom to call when there is danger.
    """
    guest = request.me.kind == Kind.GUEST
    numbers: tuple[EmergencyNumber, ...] = ()
    if sends or guest:
        numbers = emergency_numbers(request.me.region, at=request.me.at)
    around = {
        "base": "plain.html" if guest else "page.html",
        "me": request.me,
        "danger_numbers": numbers,
        "danger_shown": sends or guest,
    }
    return htmx.render(request, template, around | context, status=status)
