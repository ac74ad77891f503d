"""Who decides for a resident: written down, ended, and asked again at 12, 16 and 18."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.accounts.http import SignedIn
from kring.circle import actions as circle
from kring.core import moments
from kring.residents import actions, rules
from kring.residents.models import Authority, Reachability
from kring.residents.rules import Act, Who
from kring.workspace.forms import authority as forms
from kring.workspace.queries import authority as queries
from kring.workspace.queries import household as households
from kring.workspace.views import options
from kring.workspace.views.circle import mine
from kring.workspace.views.plan import writes
from kring.workspace.views.resident import there
from kring.workspace.views.writing import Page, typed, write

ACTS = {
    Act.HELP: gettext_noop("Hulp aannemen"),
    Act.SHARE: gettext_noop("Gegevens geven aan een ander"),
    Act.SEE: gettext_noop("Gegevens inzien"),
    Act.CONSENT: gettext_noop("Toestemming voor gebruik van gegevens"),
}
DECIDE = {
    Who.PARENTS: gettext_noop("alle ouders met gezag"),
    Who.CHILD_AND_PARENTS: gettext_noop("het kind en de ouders met gezag"),
    Who.CHILD: gettext_noop("de jongere zelf"),
    Who.PARENTS_AND_CHILD_AS_ABLE: gettext_noop("de ouders, en het kind zo goed als dat kan"),
    Who.CHILD_AND_PARENTS_UNLESS_HARM: gettext_noop(
        "het kind en de ouders, als dat het kind niet schaadt"
    ),
}
BECAME = {
    "12": gettext_noop("%(who)s werd 12 jaar op %(day)s."),
    "16": gettext_noop("%(who)s werd 16 jaar op %(day)s."),
    "18": gettext_noop("%(who)s werd 18 jaar op %(day)s. De ouders beslissen niet meer mee."),
    "authority": gettext_noop("Wie beslist voor %(who)s, veranderde op %(day)s."),
}
ADULT = 18


@writes
def who_decides(request: SignedIn, pk: UUID, resident_id: UUID) -> HttpResponse:
    """Those who decide, by law for this age and by name; someone more can be written down."""
    found, who = there(request, pk, resident_id)
    members = [each for each in households.members(request.me, pk) if each.id != resident_id]
    page = Page(
        title=_("Wie beslist voor %(who)s?") % {"who": who.name},
        button=_("Opschrijven"),
        done=_("Opgeschreven wie mag beslissen."),
        back="circle",
        template="workspace/household/authority.html",
        more={
            "who": who,
            "law": by_law(who.born_on, moments.local(request.me.at).date()),
            "people": people(pk, resident_id, moments.local(request.me.at).date()),
        },
    )
    form = forms.Decides(typed(request), members=[(each.id, each.name) for each in members])
    return write(request, found, form, page, lambda data: _give(request, pk, resident_id, data))


def _give(request: SignedIn, pk: UUID, resident_id: UUID, data: dict[str, Any]) -> None:
    actions.give_authority(
        resident_id,
        household=pk,
        kind=data["kind"],
        from_on=data["from_on"] or moments.local(request.me.at).date(),
        holder=options.key(data.get("holder")),
        holder_name=data["holder_name"] or "",
        safe=data["safe"],
        by=request.me,
    )


def by_law(born_on: date | None, today: date) -> list[tuple[str, str]]:
    """Who decides about what at this age; nothing for an adult, or when no birthday is known."""
    if born_on is None or rules.age(born_on, today) >= ADULT:
        return []
    return [
        (_(words), _(DECIDE[rules.who_decides(act, born_on=born_on, on=today)]))
        for act, words in ACTS.items()
    ]


def people(household: UUID, resident_id: UUID, today: date) -> list[dict[str, Any]]:
    """Those who may decide, and who did: in words."""
    return [
        {
            "row": each,
            "kind": Authority.Kind(each.kind).label,
            "unsafe": each.safe == Reachability.Safe.NO,
            "until": moments.day(each.until_on, today) if each.until_on else "",
            "over": each.until_on is not None and each.until_on < today,
        }
        for each in queries.decides(household, resident_id)
    ]


@writes
def end(request: SignedIn, pk: UUID, resident_id: UUID, authority_id: UUID) -> HttpResponse:
    found, _who = there(request, pk, resident_id)
    for each in queries.decides(pk, resident_id):
        if each.id == authority_id and each.until_on is None:
            break
    else:
        raise Http404
    page = Page(
        title=_("%(who)s beslist niet meer mee") % {"who": each.name},
        button=_("Einddatum bewaren"),
        done=_("De einddatum is bewaard. Vraag opnieuw wie mag meekijken: dat staat in uw werk."),
        back="circle",
        lead=_("Links en codes die eerder zijn gegeven, werken daarna niet meer."),
    )
    return write(
        request,
        found,
        forms.Ends(typed(request)),
        page,
        lambda data: actions.end_authority(authority_id, on=data["on"], by=request.me),
    )


@writes
def asked_again(request: SignedIn, pk: UUID, milestone_id: UUID) -> HttpResponse:
    """What to ask, of whom, and what was agreed; for who coordinates."""
    found, anew = mine(request, pk), queries.milestone(pk, milestone_id)
    if anew is None or anew.done_at is not None:
        raise Http404
    today = moments.local(request.me.at).date()
    page = Page(
        title=_("Vraag opnieuw wie mag meekijken"),
        button=_("Het is gevraagd"),
        done=_("Opgeschreven wat er is afgesproken."),
        back="circle",
        template="workspace/household/asked_again.html",
        lead=_(BECAME[anew.why]) % {"who": anew.name, "day": moments.full_day(anew.on)},
        more={
            "anew": anew,
            "law": by_law(anew.born_on, today),
            "people": people(pk, anew.resident, today),
            "agreed": queries.agreed(pk, anew.resident),
        },
    )
    return write(
        request,
        found,
        forms.AskedAgain(typed(request)),
        page,
        lambda data: circle.asked_again(milestone_id, how=data["how"], by=request.me),
    )
