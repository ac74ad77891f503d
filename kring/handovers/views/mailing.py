"""A mail from one party of a handover to the other: it says which one, and nothing about anyone."""

from urllib.parse import quote, urlencode
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from kring.core.jinja import url
from kring.handovers.queries.tracking import Party, Tracked


def mail_to(party: Party, handover: Tracked) -> str:
    """Where a tap begins this mail; empty without an address."""
    if not party.email:
        return ""
    said = {
        "subject": _("Kring, kenmerk %(code)s") % {"code": code(handover.id)},
        "body": f"{settings.BASE_URL}{url('handovers:detail', handover.id)}\n\n",
    }
    return f"mailto:{quote(party.email, safe='@')}?{urlencode(said, quote_via=quote)}"


def code(handover: UUID) -> str:
    """What both call it by phone and in mail: eight signs that say nothing about anyone."""
    signs = handover.hex[:8].upper()
    return f"{signs[:4]}-{signs[4:]}"
