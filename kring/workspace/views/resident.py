"""One resident: how to reach them safely, where they live, and what happens to them."""

from dataclasses import asdict, fields
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.circle.models import Category
from kring.core import htmx
from kring.plans.actions import Story, write_note
from kring.plans.models import Note
from kring.residents import actions
from kring.residents.actions import Reach, Street
from kring.sharing import actions as sharing
from kring.workspace.forms import resident as forms
from kring.workspace.queries import circle as around
from kring.workspace.queries import resident as queries
from kring.workspace.queries.household import Household
from kring.workspace.queries.resident import Resident
from kring.workspace.views.opening import follow, opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

OUTCOMES = {
    "gesproken": gettext_lazy("Gebeld: gesproken."),
    "niet-opgenomen": gettext_lazy("Gebeld: niet opgenomen."),
    "ingesproken": gettext_lazy("Gebeld: een bericht ingesproken."),
}


def there(request: SignedIn, pk: UUID, resident_id: UUID) -> tuple[Household, Resident]:
    """A living resident whose contact details I may see and keep. Raises Http404, Elsewhere."""
    action = "change" if request.method == "POST" else "read"
    found = opened(request, pk, "resident", action=action)
    who = queries.resident(request.me, pk, resident_id)
    if who is None:
        follow(request, resident_id)
    if who is None or Category.CONTACT not in found.categories:
        raise Http404
    return found, who


@writes
def reach(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = there(request, pk, resident_id)
    form = forms.Reach(typed(request), initial=asdict(who))
    page = Page(
        title=_("Hoe bereikt u %(who)s?") % {"who": who.name},
        button=_("Bereikbaarheid bewaren"),
        done=_("De bereikbaarheid is bewaard."),
        back="circle",
        lead=_("Vraag wat veilig is. U hoeft niet alles te weten."),
        theirs=lambda: _now(there(request, pk, resident_id)[1]),
    )
    return write(request, found, form, page, partial(_change_reach, request, pk, resident_id))


def _change_reach(request: SignedIn, pk: UUID, resident_id: UUID, data: dict[str, Any]) -> None:
    values: dict[str, Any] = {each.name: data[each.name] or "" for each in fields(Reach)}
    values |= {name: data[name] for name in ("interpreter", "reads_with_difficulty")}
    reach, version = Reach(**values), data["version"]
    actions.change_reach(resident_id, reach, household=pk, version=version, by=request.me)


def _now(who: Resident) -> tuple[int, str]:
    """What stands there now, in lines."""
    form = forms.Reach(initial=asdict(who))
    lines = [
        f"{field.label}: {_words(field.field, form[field.name].value())}"
        for field in form.visible_fields()
    ]
    return who.version, "\n".join(lines)


def _words(field: Any, value: Any) -> str:
    """An answer as one says it."""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return str(dict(getattr(field, "choices", ())).get(value, value) or "–")


@writes
def address(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = there(request, pk, resident_id)
    form = forms.Home(typed(request), initial=asdict(who))
    page = Page(
        title=_("Waar woont %(who)s?") % {"who": who.name},
        button=_("Adres bewaren"),
        done=_("Het adres is bewaard."),
        back="circle",
    )
    return write(request, found, form, page, partial(_change_address, request, found, who))


def _change_address(
    request: SignedIn, found: Household, who: Resident, data: dict[str, Any]
) -> None:
    street = Street(
        street=data["street"],
        postcode=data["postcode"] or "",
        town=data["town"],
        secret=data["secret"],
    )
    actions.change_address(who.id, street, household=found.id, by=request.me)


@writes
def confide(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = there(request, pk, resident_id)
    if not who.confided:
        raise Http404
    form = forms.Confide(typed(request), choices={"to": _could_know(request, found)})
    page = Page(
        title=_("Wie mag weten wat geheim is?"),
        button=_("Toevertrouwen"),
        done=_("Deze persoon mag nu weten wat geheim is."),
        back="circle",
        lead=_("Kies alleen wie echt moet weten wat geheim is over %(who)s, ook het adres.")
        % {"who": who.name},
    )
    return write(request, found, form, page, partial(_confide, request, resident_id))


def _could_know(request: SignedIn, found: Household) -> list[tuple[UUID | str, Any]]:
    """The professionals in the circle, but not oneself; never empty, so that one can see why."""
    named = [
        (each.party, each.name)
        for each in around.involved(request.me, found.id)
        if each.kind == "position" and each.party and each.party != request.me.position
    ]
    return [*named] or [("", _("Er is nog niemand anders bij dit huishouden betrokken"))]


def _confide(request: SignedIn, resident_id: UUID, data: dict[str, Any]) -> None:
    sharing.confide(resident_id, to=UUID(data["to"]), by=request.me)


@writes
def elsewhere(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = there(request, pk, resident_id)
    form = forms.Elsewhere(typed(request), initial={"because": who.paused_because})
    page = Page(
        title=_("%(who)s is tijdelijk elders") % {"who": who.name},
        button=_("Bewaren"),
        done=_("Dit is opgeschreven. De coördinator blijft dezelfde."),
        back="circle",
        lead=_("De coördinator en het plan blijven."),
    )
    return write(request, found, form, page, partial(_pause, request, pk, resident_id))


def _pause(request: SignedIn, pk: UUID, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.pause(pk, resident=resident_id, because=data["because"], by=request.me)


@require_POST
def back(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    there(request, pk, resident_id)
    actions.pause(pk, resident=resident_id, because="", by=request.me)
    htmx.say(request, _("De inwoner is weer thuis."))
    return redirect("workspace:circle", pk)


@writes
def died(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = there(request, pk, resident_id)
    if not found.is_mine:
        raise Http404
    page = Page(
        title=_("%(who)s is overleden") % {"who": who.name},
        button=_("Overlijden vastleggen"),
        done=_("Het overlijden is vastgelegd. Alle berichten zijn gestopt."),
        back="household",
        lead=_("Alle berichten, acties en overdrachten over deze inwoner stoppen meteen."),
    )
    form = forms.Died(typed(request))
    return write(request, found, form, page, partial(_record_death, request, resident_id))


def _record_death(request: SignedIn, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.record_death(resident_id, on=data["on"], by=request.me)


@require_POST
def called(request: SignedIn, pk: UUID, resident_id: UUID, outcome: str) -> HttpResponse:
    """One tap after a call: how it went, on the timeline."""
    there(request, pk, resident_id)
    if outcome not in OUTCOMES:
        raise Http404
    story = Story(
        text=str(OUTCOMES[outcome]),
        at=request.me.at,
        kind=Note.Kind.CALL,
        category=Category.CONTACT,
        concerns=resident_id,
    )
    with htmx.saying(request, _("Uw belpoging staat op de tijdlijn.")):
        write_note(pk, story, by=request.me)
    return redirect("workspace:circle", pk)
