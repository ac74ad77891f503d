"""The list of households, and finding one; words about people never stand in an address."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn
from kring.circle.queries import Page
from kring.circle.queries import households as listed
from kring.core import htmx
from kring.residents import queries as residents

LONGEST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def households(request: SignedIn) -> HttpResponse:
    words = request.POST.get("q", "").strip().replace("\0", "")[:LONGEST]
    context: dict[str, object] = {"words": words, "lists": [], "found": []}
    if words:
        context["found"] = residents.find(request.me, words)
    else:
        context["lists"] = lists(request)
    return htmx.render(request, "workspace/households.html", context, part="found")


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
