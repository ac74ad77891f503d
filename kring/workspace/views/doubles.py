"""Written down twice: the same person becomes one, and two again when that was wrong."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.accounts.http import SignedIn
from kring.core import forms as core
from kring.core import htmx, moments
from kring.handovers.actions import part
from kring.residents import actions
from kring.workspace.forms import belonging as forms
from kring.workspace.queries import household as queries
from kring.workspace.queries.household import Member
from kring.workspace.views.belonging import composed, member
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write


@writes
def double(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    found, who = member(request, pk, resident_id)
    others = [
        (each.id, _described(each))
        for each in queries.members(request.me, pk)
        if each.id != resident_id and each.deceased_on is None
    ]
    if not others:
        raise Http404
    page = Page(
        title=_("%(who)s staat dubbel") % {"who": who.name},
        button=_("Samenvoegen"),
        done=_("Dit is nu één persoon. U kunt dit terugdraaien bij Bewoners."),
        back="circle",
        lead=_(
            "Wat over %(who)s is opgeschreven, blijft bewaard."
            " Wat bij één van beiden niet veilig is, geldt daarna voor deze ene persoon."
        )
        % {"who": who.name},
    )
    form = forms.Double(typed(request), choices={"keep": others})
    return write(request, found, form, page, partial(_merge, request, resident_id))


def _merge(request: SignedIn, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.merge_residents(UUID(data["keep"]), drop=resident_id, by=request.me)


def _described(each: Member) -> core.Option:
    """A member as one recognises them: role, day of birth, number."""
    born_on = moments.full_day(each.born_on) if each.born_on else ""
    return core.Option(each.name, " · ".join(filter(None, [each.role, born_on, each.phone])))


@writes
def same_home(request: SignedIn, pk: UUID) -> HttpResponse:
    """A household without a plan is one of which I already say who belongs to it."""
    found = composed(request, pk)
    mine = queries.mine(request.me, but=pk)
    if found.plan or found.closed_at or not mine:
        raise Http404
    page = Page(
        title=_("Dit huishouden staat dubbel"),
        button=_("Samenvoegen"),
        done=_("Dit is nu één huishouden. U kunt dit terugdraaien bij Bewoners."),
        back="circle",
        lead=_(
            "Wie hier woont, hoort daarna bij het huishouden dat u kiest."
            " De code hier blijft werken."
        ),
    )
    form = forms.SameHome(typed(request), choices={"keep": mine})
    return write(request, found, form, page, partial(_join, request, pk))


def _join(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    actions.merge_households(UUID(data["keep"]), drop=pk, by=request.me)


@require_POST
def split_home(request: SignedIn, pk: UUID, old: UUID) -> HttpResponse:
    composed(request, pk)
    with htmx.saying(
        request, _("Dit zijn weer twee huishoudens. Controleer bij beiden wat veilig is.")
    ):
        part(old, by=request.me)
    return redirect("workspace:circle", pk)


@require_POST
def split(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    composed(request, pk)
    with htmx.saying(
        request, _("Dit zijn weer twee personen. Controleer bij beiden wat veilig is.")
    ):
        actions.split_resident(resident_id, by=request.me)
    return redirect("workspace:circle", pk)
