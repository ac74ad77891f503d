"""Who joins the circle of a household and who leaves it, and who can see it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.accounts.http import SignedIn
from kring.circle import actions, queries
from kring.circle.actions import roles
from kring.circle.actions.involving import Party
from kring.circle.actions.roles import Decision
from kring.core import htmx, moments
from kring.workspace.forms import circle as forms
from kring.workspace.queries import circle as around
from kring.workspace.queries import household as household_queries
from kring.workspace.queries import places, team
from kring.workspace.queries.circle import Involved
from kring.workspace.queries.household import Household
from kring.workspace.views import lines, options, picture
from kring.workspace.views.opening import answered_for, opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

MINE = "public_task"  # colleagues of one's own organisation work on its own task


def mine(request: SignedIn, pk: UUID) -> Household:
    """An open household that I answer for. Raises Http404."""
    found = answered_for(request, pk, "circle")
    if found.plan is None:
        raise Http404
    return found


def my_circle(request: SignedIn, pk: UUID) -> Household:
    """One to whose circle I may add: leading the team is not being involved. Raises Http404."""
    found = mine(request, pk)
    if not found.coordinates:
        raise Http404
    return found


@writes
def new_person(request: SignedIn, pk: UUID) -> HttpResponse:
    page = Page(
        title=_("Naaste toevoegen"),
        button=_("Naaste toevoegen"),
        done=_("De naaste staat in de kring."),
        back="circle",
        lead=_("Een naaste ziet het plan niet."),
    )
    save = partial(_add_relative, request, pk)
    return write(request, my_circle(request, pk), forms.Relative(typed(request)), page, save)


def _add_relative(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    phone = data["phone"] or ""
    values = {name: data[name] for name in ("name", "tie", "purpose")}
    roles.add_relative(pk, **values, phone=phone, by=request.me)


@writes
def involve(request: SignedIn, pk: UUID) -> HttpResponse:
    found = my_circle(request, pk)
    loads = queries.caseload(team.candidates(request.me))
    colleagues = [
        (each.position, each.name) for each in loads if each.position != found.coordinator
    ]
    form = forms.Colleague(typed(request), choices={"to": colleagues})
    page = Page(
        title=_("Collega betrekken"),
        button=_("Collega betrekken"),
        done=_("Uw collega staat in de kring."),
        back="circle",
        template="workspace/household/involve.html",
    )
    return write(request, found, form, page, partial(_involve, request, pk))


def _involve(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    actions.involve(
        pk,
        party=Party(position=UUID(data["to"])),
        role=data["role"],
        purpose=data["purpose"],
        ground=MINE,
        categories=data["categories"],
        ends_on=data["ends_on"],
        by=request.me,
    )


def other(request: SignedIn, pk: UUID, involvement_id: UUID) -> tuple[Household, Involved]:
    """A household that I answer for, with a party beside its coordinator. Raises Http404."""
    found = mine(request, pk)
    for each in around.involved(request.me, pk):
        if each.id == involvement_id and each.party != found.coordinator:
            return found, each
    raise Http404


@writes
def involve_until(request: SignedIn, pk: UUID, involvement_id: UUID) -> HttpResponse:
    found, there = other(request, pk, involvement_id)
    page = Page(
        title=_("Tijdelijk betrokken tot"),
        button=_("Einddatum bewaren"),
        done=_("De einddatum is bewaard."),
        back="circle",
        lead=_("Na die dag stopt de betrokkenheid van %(who)s vanzelf.") % {"who": there.name},
    )
    return write(
        request,
        found,
        forms.Longer(typed(request), initial={"on": there.until_on}),
        page,
        lambda data: actions.involve_until(involvement_id, data["on"], by=request.me),
    )


@writes
def end_involvement(request: SignedIn, pk: UUID, involvement_id: UUID) -> HttpResponse:
    found, there = other(request, pk, involvement_id)
    page = Page(
        title=_("Betrokkenheid beëindigen"),
        button=_("Betrokkenheid beëindigen"),
        done=_("De betrokkenheid is beëindigd."),
        back="circle",
        lead=_("%(who)s ziet dit huishouden daarna niet meer.") % {"who": there.name},
    )
    form = forms.Sure(typed(request))
    return write(
        request,
        found,
        form,
        page,
        lambda _data: actions.end_involvement(involvement_id, by=request.me),
    )


def own(request: SignedIn, pk: UUID, involvement_id: UUID) -> tuple[Household, Involved]:
    """The household with my own part in it, which coordinating it is not. Raises Http404."""
    found = opened(request, pk, "circle", action="change")
    for each in around.involved(request.me, pk):
        if each.id == involvement_id and each.mine and each.party != found.coordinator:
            return found, each
    raise Http404


@require_POST
def still_involved(request: SignedIn, pk: UUID, involvement_id: UUID) -> HttpResponse:
    own(request, pk, involvement_id)
    with htmx.saying(request, _("Genoteerd: u bent nog betrokken.")):
        actions.still_involved(involvement_id, by=request.me)
    return redirect("workspace:circle", pk)


@writes
def stop(request: SignedIn, pk: UUID, involvement_id: UUID) -> HttpResponse:
    """By oneself only: who stands in keeps what is waarnemed."""
    found, me = own(request, pk, involvement_id)
    if me.party != request.me.position:
        raise Http404
    page = Page(
        title=_("Stoppen bij dit huishouden"),
        button=_("Ik stop"),
        done=_("U bent niet meer betrokken. De coördinator krijgt bericht."),
        back="circle",
        leaves=True,
        lead=_(
            "U ziet dit huishouden daarna niet meer, en dit kan niet ongedaan worden gemaakt. "
            "De coördinator krijgt bericht."
        ),
    )
    form = forms.Sure(typed(request))
    return write(
        request,
        found,
        form,
        page,
        lambda _data: actions.end_involvement(involvement_id, by=request.me),
    )


@writes
def new_role(request: SignedIn, pk: UUID) -> HttpResponse:
    found, members = my_circle(request, pk), household_queries.members(request.me, pk)
    people = _professionals(request, pk)
    choices: dict[str, Any] = {
        "organisation": places.organisations(request.me),
        "position": [("", _("Nog niet bekend")), *people] if people else [],
        "resident": options.residents(members),
    }
    form = forms.Role(typed(request), choices=choices)
    page = Page(
        title=_("Wettelijke rol opschrijven"),
        button=_("Rol bewaren"),
        done=_("De rol is opgeschreven."),
        back="circle",
        lead=_("Deze rol bestaat door een besluit. Daarbinnen gaat zij voor."),
    )
    return write(request, found, form, page, partial(_record_role, request, pk))


def _professionals(request: SignedIn, pk: UUID) -> list[tuple[UUID | str, Any]]:
    """The professionals in the circle."""
    return [
        (each.party, each.name)
        for each in around.involved(request.me, pk)
        if each.kind == "position" and each.party
    ]


def _record_role(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    names = ("kind", "scope", "decision", "from_on", "until_on")
    decision = Decision(
        **{name: data[name] for name in names},
        organisation=UUID(data["organisation"]),
        position=options.key(data.get("position")),
        resident=options.key(data.get("resident")),
    )
    roles.record_role(pk, decision, categories=data["categories"], by=request.me)


def role_of(request: SignedIn, pk: UUID, role_id: UUID) -> Household:
    """A household that I answer for, with this role in it. Raises Http404."""
    found = mine(request, pk)
    there = around.involved(request.me, pk)
    if not any(each.kind == "statutory" and each.id == role_id for each in there):
        raise Http404
    return found


@writes
def end_role(request: SignedIn, pk: UUID, role_id: UUID) -> HttpResponse:
    page = Page(
        title=_("Wettelijke rol beëindigen"),
        button=_("Einddatum bewaren"),
        done=_("De einddatum van de rol is bewaard."),
        back="circle",
    )
    return write(
        request,
        role_of(request, pk, role_id),
        forms.EndRole(typed(request)),
        page,
        lambda data: roles.end_role(role_id, on=data["on"], by=request.me),
    )


@writes
def successor(request: SignedIn, pk: UUID, role_id: UUID) -> HttpResponse:
    page = Page(
        title=_("Wie coördineert straks?"),
        button=_("Opvolger bewaren"),
        done=_("De opvolger is opgeschreven."),
        back="circle",
        lead=_("De wettelijke rol stopt. U kiest uit wie betrokken is, ook uzelf."),
    )
    found = role_of(request, pk, role_id)
    form = forms.Successor(typed(request), choices={"to": _professionals(request, pk)})
    return write(
        request,
        found,
        form,
        page,
        lambda data: roles.name_successor(role_id, successor=UUID(data["to"]), by=request.me),
    )


@require_safe
def who_can_see(request: SignedIn, pk: UUID) -> HttpResponse:
    """For who coordinates: leading the team is not being involved."""
    found = answered_for(request, pk, "who_can_see")
    if not found.coordinates:
        raise Http404
    today = moments.local(request.me.at).date()
    context = {
        "household": found,
        "lines": [
            {
                "name": each.name,
                "place": each.organisation,
                "sees": picture.categories(list(each.categories)) or _("alleen de naam"),
                "because": _(lines.REASONS.get(each.because, each.because)),
                "until": moments.day(each.until_at, today) if each.until_at else "",
            }
            for each in queries.who_can_see(request.me, pk)
        ],
    }
    return htmx.render(request, "workspace/household/who_can_see.html", context)
