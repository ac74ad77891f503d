"""What a colleague leaves, or cannot do while away long: divided in bulk, with exceptions."""

from typing import Any
from uuid import UUID

from django import forms as django
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.accounts.http import SignedIn
from kring.circle import queries as circle
from kring.core import forms, htmx, moments
from kring.core.errors import Refused
from kring.workspace import actions
from kring.workspace.queries import leaving, team
from kring.workspace.queries.leaving import Leaver, Left
from kring.workspace.views.plan import writes

ALL, NOT_NOW = "alles", "nu-niet"
WORDS = {
    "household": gettext_noop("Coördinatie"),
    "handover": gettext_noop("Overdracht"),
    "question": gettext_noop("Vraag van een inwoner"),
    "action": gettext_noop("Actie"),
    "follow_up": gettext_noop("Nazorg"),
    "stand_in": gettext_noop("Neemt waar voor %(who)s"),
}


@writes
def divide(request: SignedIn, pk: UUID) -> HttpResponse:
    who = leaving.leaver(request.me, pk)
    if who is None or not who.mine:
        raise Http404
    left = leaving.left(pk)
    form = division_form(request, who, [each for each in left if not asked(each)])
    if form.is_bound and form.is_valid():
        try:
            actions.divide(pk, division(left, form.cleaned_data), by=request.me)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            htmx.say(request, _("Verdeeld. Uw collega’s krijgen bericht."))
            return redirect("workspace:divide", pk)
    context = {
        "form": form,
        "title": (_("Wat %(who)s achterlaat") if leaves(who) else _("Werk van %(who)s verdelen"))
        % {"who": who.name},
        "leads": request.me.is_lead,
        "about": about(who, request),
        "asked": [(each.code, each.name) for each in left if asked(each)],
    }
    status = 422 if form.is_bound else 200
    return htmx.render(request, "workspace/divide.html", context, status=status)


def asked(each: Left) -> bool:
    """Whether somebody was asked to coordinate it already."""
    return each.kind == "household" and each.whom is not None


def leaves(who: Leaver) -> bool:
    """Whether what is left must go to others, and not only may."""
    return not who.works or who.until_on is not None


def about(who: Leaver, request: SignedIn) -> str:
    """Why there is something to divide, in words."""
    today = moments.local(request.me.at).date()
    if not who.works:
        return _(
            "Deze collega werkt hier niet meer. Wat u nu niet verdeelt, blijft bij de waarnemer."
        )
    if who.until_on:
        return _("Werkt hier tot en met %(day)s.") % {"day": moments.day(who.until_on, today)}
    if who.away_since is None:
        return ""
    words = _(
        "Anderen nemen waar sinds %(day)s. "
        "Zonder gesprek met de inwoner verandert de coördinatie niet."
    )
    return words % {"day": moments.day(who.away_since, today)}


def division_form(request: SignedIn, who: Leaver, left: list[Left]) -> forms.Form:
    """One choice for all, and one per thing, by its code: the lead divides without reading names.

    Of who leaves, or is away, a household is advised to who carries least. Four statements.
    """
    pk = who.id
    people = [each for each in team.colleagues(request.me) if _is_there(each, pk)]
    loads = circle.caseload([each.id for each in people])
    offered = [(str(each.position), f"{each.name} ({each.words})") for each in loads]
    if not people:  # nobody of a team: anyone of the organisation
        offered = [(str(each.id), each.name) for each in team.near(request.me) if each.id != pk]
    advised = {}
    if leaves(who) or who.away_since:
        advised = circle.division(request.me, pk, among=[each.position for each in loads])
    form = forms.Form(request.POST if request.method == "POST" else None)
    if left:
        none = [("", _("Per regel kiezen"))]
        form.fields[ALL] = _choice(_("Alles naar"), [*none, *offered], "")
    for each in left:
        first = [("", _("Zoals hierboven")), (NOT_NOW, _("Nu niet"))]
        to = advised.get(each.id, "") if each.kind == "household" else ""
        form.fields[key(each)] = _choice(label(each, request), [*first, *offered], str(to))
    return form


def _is_there(each: team.Colleague, pk: UUID) -> bool:
    return each.id != pk and not each.absence and each.until_on is None


def _choice(label: str, choices: list[tuple[str, Any]], initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=initial, widget=django.Select
    )


def key(each: Left) -> str:
    """The name of its choice. A household has that of its id alone."""
    return str(each.id) if each.kind == "household" else f"{each.kind}-{each.id}"


def label(each: Left, request: SignedIn) -> str:
    """What it is, of which household and until when."""
    today = moments.local(request.me.at).date()
    day = _("klaar op %(day)s") if each.kind == "action" else "%(day)s"
    parts = [
        _(WORDS[each.kind]) % {"who": each.name},
        each.code,
        each.neighbourhood,
        day % {"day": moments.day(each.due_on, today)} if each.due_on else "",
    ]
    return " · ".join(filter(None, parts))


def division(left: list[Left], chosen: dict[str, str]) -> dict[actions.Left, UUID]:
    """To whom each thing goes: as chosen for it, else as chosen for all."""
    found = {}
    for each in left:
        to = chosen.get(key(each)) or chosen.get(ALL)
        if to and to != NOT_NOW and not asked(each):
            found[actions.Left(kind=each.kind, id=each.id)] = UUID(to)
    return found
