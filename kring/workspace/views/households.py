"""The list of households, and finding one; words about people never stand in an address."""

import re

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn
from kring.circle.queries import Page
from kring.circle.queries import households as listed
from kring.core import htmx
from kring.core.errors import Refused
from kring.residents import actions, rules
from kring.residents import queries as residents

LONGEST = 100
DIGITS = 9


@require_http_methods(["GET", "HEAD", "POST"])
def households(request: SignedIn) -> HttpResponse:
    words = request.POST.get("q", "").strip().replace("\0", "")[:LONGEST]
    context: dict[str, object] = {"words": words, "typed": words, "lists": [], "found": []}
    if is_number(words):
        context |= by_number(request, words)
    elif words:
        context["found"] = residents.find(request.me, words)
    else:
        context["lists"] = lists(request)
    return htmx.render(request, "workspace/households.html", context, part="found")


def is_number(words: str) -> bool:
    """Whether this is a burgerservicenummer, and no day of birth."""
    return len(re.sub(r"[\s.-]", "", words)) == DIGITS and rules.is_bsn(words)


def by_number(request: SignedIn, number: str) -> dict[str, object]:
    """Who has this number, within what I may see; the number itself does not stand on the page."""
    hidden: dict[str, object] = {"words": _("dit nummer"), "typed": ""}
    try:
        these = actions.find_by_number(number, by=request.me)
    except Refused as refusal:
        return hidden | {"why_not": str(refusal)}
    return hidden | {"found": residents.homes_of(these) or residents.find(request.me, number)}


def lists(request: SignedIn) -> list[tuple[str, Page]]:
    """Mine and the others; with a place to go on from only that list."""
    which, after = request.GET.get("van", ""), request.GET.get("na", "")
    found = []
    if which != "alle":
        found.append(("mij", listed(request.me, own=True, after=after if which else "")))
    if which != "mij":
        page = listed(request.me, after=after if which else "")
        others = tuple(line for line in page.lines if not line.mine)
        found.append(("alle", Page(lines=others, next=page.next)))
    return [(name, page) for name, page in found if page.lines or page.next]
