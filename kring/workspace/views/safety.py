"""What would endanger when known: kept hidden, looked at again, made known again.

The way here is the same whether something is hidden or not.
"""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from kring.accounts.http import SignedIn
from kring.circle.models import Category
from kring.core import htmx, moments
from kring.core.forms import Option
from kring.sharing import actions, rules
from kring.sharing.actions import Hidden as Hides
from kring.workspace.forms import safety as forms
from kring.workspace.queries import circle as around
from kring.workspace.queries import household as households
from kring.workspace.queries import safety as queries
from kring.workspace.queries.household import Household
from kring.workspace.queries.safety import Hidden
from kring.workspace.views import options
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.writing import Page, typed, write

HIDDEN = {
    "person": gettext_noop("%(who)s is hier niet te zien voor anderen"),
    "place": gettext_noop("Het adres van %(who)s is geheim"),
    "party": gettext_noop("Een betrokkene bij %(who)s is niet te zien voor anderen"),
}


def there(request: SignedIn, pk: UUID) -> Household:
    """A household of which I may know about safety. Raises Http404."""
    found = opened(request, pk, "household")
    if Category.SAFETY not in found.categories:
        raise Http404
    return found


def _one(request: SignedIn, pk: UUID, flag_id: UUID) -> tuple[Household, Hidden]:
    """What is still hidden, for who may know. Raises Http404."""
    found = there(request, pk)
    for each in queries.hidden(pk):
        if each.id == flag_id and each.lifted_at is None:
            return found, each
    raise Http404


def _later(request: SignedIn) -> date:
    """The day that looking again is proposed for."""
    day: date = moments.local(request.me.at).date() + timedelta(days=rules.LOOK_AGAIN_AFTER.days)
    return day


def title(each: Hidden) -> str:
    """What is hidden, in a sentence."""
    return _(HIDDEN[each.hides]) % {"who": each.name or _("iemand")}


def _kinds() -> list[tuple[str, Any]]:
    """What can be hidden."""
    return [
        (
            "person",
            Option(_("De inwoner"), _("Anderen zien deze inwoner hier dan niet.")),
        ),
        ("place", Option(_("De plek"), _("Het adres wordt geheim."))),
        ("party", Option(_("Een betrokkene"), _("Bijvoorbeeld de opvang of een advocaat."))),
    ]


@require_safe
def safety(request: SignedIn, pk: UUID) -> HttpResponse:
    found, today = there(request, pk), moments.local(request.me.at).date()
    shown = [_shown(each, today) for each in queries.hidden(pk)]
    context = {
        "household": found,
        "hidden": [each for each in shown if not each["row"].lifted_at],
        "over": [each for each in shown if each["row"].lifted_at],
    }
    return htmx.render(request, "workspace/household/safety.html", context)


def _shown(each: Hidden, today: date) -> dict[str, Any]:
    return {
        "row": each,
        "title": title(each),
        "since": moments.day(moments.local(each.set_at).date(), today),
        "review": moments.due_day(each.review_on, today),
        "over": moments.day(each.lifted_at, today) if each.lifted_at else "",
    }


@writes
def hide(request: SignedIn, pk: UUID) -> HttpResponse:
    found, members = there(request, pk), households.members(request.me, pk)
    parties = [
        (each.id, each.name)
        for each in around.involved(request.me, pk)
        if each.kind not in ("resident", "statutory") and each.party != found.coordinator
    ]
    whom = [(str(each.id), each.name) for each in members if not each.deceased_on]
    choices: dict[str, Any] = {
        "hides": _kinds(),
        "resident": whom or [("", _("Er woont hier niemand"))],
        "involvement": [("", _("Niemand")), *parties],
    }
    first = {"resident": whom[0][0]} if len(whom) == 1 else {}
    form = forms.Hide(
        typed(request), choices=choices, initial={"review_on": _later(request), **first}
    )
    page = Page(
        title=_("Iets geheim houden"),
        button=_("Geheim houden"),
        done=_("Dit ziet nu alleen wie het mag weten."),
        back="safety",
        lead=_("Alleen wie u het toevertrouwt, ziet het nog. Ook de coördinator niet vanzelf."),
    )
    return write(request, found, form, page, partial(_hide, request, pk))


def _hide(request: SignedIn, pk: UUID, data: dict[str, Any]) -> None:
    hides = Hides(
        resident=UUID(data["resident"]),
        hides=data["hides"],
        reason=data["reason"],
        review_on=data["review_on"],
        involvement=options.key(data.get("involvement")),
    )
    actions.raise_flag(pk, hides, by=request.me)


@writes
def keep(request: SignedIn, pk: UUID, flag_id: UUID) -> HttpResponse:
    found, each = _one(request, pk, flag_id)
    page = Page(
        title=_("Nog nodig"),
        button=_("Dit blijft geheim"),
        done=_("Dit blijft geheim. U krijgt bericht op de dag die u koos."),
        back="safety",
        lead=f"{title(each)}.",
    )
    return write(
        request,
        found,
        forms.KeepHidden(typed(request), initial={"review_on": _later(request)}),
        page,
        lambda data: actions.keep_flag(flag_id, review_on=data["review_on"], by=request.me),
    )


@writes
def after(request: SignedIn, pk: UUID, flag_id: UUID) -> HttpResponse:
    """Who looks after it once the plan is closed; while there is one."""
    found, each = _one(request, pk, flag_id)
    if not found.plan or not each.confided:
        raise Http404
    others = [
        (one.party, one.name)
        for one in around.involved(request.me, pk)
        if one.kind == "position" and one.party and one.party != request.me.position
    ]
    page = Page(
        title=_("Na het afsluiten"),
        button=_("Bewaren"),
        done=_("Dit is opgeschreven. Deze persoon mag nu weten wat geheim is."),
        back="safety",
        lead=_("Deze persoon ziet daarna de naam, het contact en wat geheim is, tot u dit opheft."),
    )
    form = forms.After(
        typed(request), choices={"to": [(request.me.position or "", _("Ik")), *others]}
    )
    return write(
        request,
        found,
        form,
        page,
        lambda data: actions.name_successor(flag_id, to=UUID(data["to"]), by=request.me),
    )


@writes
def lift(request: SignedIn, pk: UUID, flag_id: UUID) -> HttpResponse:
    found, each = _one(request, pk, flag_id)
    after = _("Iedereen die bij dit huishouden betrokken is, kan het daarna weer zien.")
    if each.hides == "place":
        after = _("Het adres zelf blijft geheim tot u dat bij Adres wijzigt.")
    page = Page(
        title=_("Niet meer geheim"),
        button=_("Niet meer geheim"),
        done=_("Dit is niet meer geheim."),
        back="safety",
        lead=f"{title(each)}. {after}",
    )
    return write(
        request,
        found,
        forms.Lift(typed(request)),
        page,
        lambda data: actions.lift_flag(flag_id, because=data["because"], by=request.me),
    )
