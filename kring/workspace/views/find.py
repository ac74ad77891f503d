"""The quick finder: households, people to reach, pages and actions in one list, always posted."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kring.accounts.http import SignedIn
from kring.circle.queries import households
from kring.core import htmx
from kring.directory import queries as directory
from kring.residents import queries as residents

LONGEST = 100
MOST = 8
A_FEW = 5


@dataclass(frozen=True, kw_only=True)
class Option:
    """One line in the finder."""

    label: str
    url: str
    icon: str
    text: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: SignedIn) -> HttpResponse:
    words = " ".join(request.POST.get("q", "").replace("\0", "").split())[:LONGEST]
    options = found(request, words) if words else suggested(request)
    context = {"words": words, "options": options}
    return htmx.render(request, "workspace/find.html", context, part="options")


def found(request: SignedIn, words: str) -> list[Option]:
    """What fits these words, and only what I may see; what only comes near when nothing fits."""
    homes = residents.find(request.me, words)
    there = directory.find(request.me, words, kinds=tuple(KINDS), many=A_FEW)
    fitting = [each for each in pages(request) if words.lower() in each.label.lower()]
    if fitting or any(e.exact for e in homes) or any(e.exact for e in there):
        homes = [each for each in homes if each.exact]
        there = [each for each in there if each.exact]
    seen: dict[UUID, Option] = {}
    for each in homes:
        text = each.household_name if each.household_name != each.name else ""
        seen.setdefault(each.household, household(each.household, each.name, text))
    return [*list(seen.values())[:MOST], *fitting, *(place(each) for each in there)]


KINDS = {
    "organisation": ("workspace:organisation", "building-community"),
    "team": ("workspace:place", "users"),
    "position": ("workspace:person", "user-circle"),
}


def place(each: directory.Found) -> Option:
    """An organisation, team or colleague as one line."""
    page, icon = KINDS[each.kind]
    return Option(label=each.name, url=reverse(page, args=[each.id]), icon=icon, text=each.note)


def suggested(request: SignedIn) -> list[Option]:
    """Before anything is typed: what I worked on last, and where one can go."""
    lines = households(request.me).lines[:A_FEW]
    recent = [household(each.id, each.name, each.neighbourhood) for each in lines]
    return [*recent, *pages(request)]


def household(pk: UUID, name: str, text: str) -> Option:
    """A household as one line."""
    url = reverse("workspace:household", args=[pk])
    return Option(label=name, url=url, icon="home-heart", text=text)


def pages(request: SignedIn) -> list[Option]:
    """Where one can go and what one can begin. "regisseur" finds the coordinator's work too."""
    shown = [Option(label=item.label, url=item.url, icon=item.icon) for item in request.chrome.nav]
    shown.append(Option(label=_("Nieuwe overdracht"), url=reverse("handovers:new"), icon="plus"))
    if request.me.team:
        text = _("aanmeldingen, afwezige collega's, coördinatoren (regisseurs)")
        shown.append(
            Option(label=_("Team"), url=reverse("workspace:team"), icon="users", text=text)
        )
    text, here = _("als het niet kan wachten"), reverse("workspace:emergency_by_code")
    shown.append(Option(label=_("Noodtoegang"), url=here, icon="alert-triangle", text=text))
    return shown
