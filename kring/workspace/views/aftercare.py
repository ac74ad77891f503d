"""After a plan closed: who agreed to calls and writes down how it goes; a plan begins again."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.circle import actions
from kring.circle import queries as circle
from kring.core import moments
from kring.core.forms import Option
from kring.workspace.forms import closing as forms
from kring.workspace.queries import closing as queries
from kring.workspace.queries import household as households
from kring.workspace.queries.closing import FollowUp
from kring.workspace.views import picture
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.shown import FOLLOW_UPS
from kring.workspace.views.writing import Page, typed, write

AGAIN = "again"


@writes
def follow_up(request: SignedIn, pk: UUID, follow_up_id: UUID) -> HttpResponse:
    found, today = opened(request, pk, "resident"), moments.local(request.me.at).date()
    there = queries.follow_ups(pk)
    asked = mine(there, follow_up_id)
    members = [each for each in households.members(request.me, pk) if not each.deceased_on]
    page = Page(
        title=_(FOLLOW_UPS[asked.kind]).capitalize(),
        button=_("Gebeld"),
        done=_("Opgeschreven. U hoeft dit niet meer te doen."),
        back="household",
        leaves=True,
        lead=moments.said(_("Afgesproken voor %(day)s."), day=moments.day(asked.due_on, today)),
        template="workspace/household/follow_up.html",
        more={
            "members": [picture.member(each, today, keep=False) for each in members],
            "heard": [each for each in there if each.done_at],
        },
    )
    form = forms.FollowUp(typed(request), choices={"again": answers(pk)})
    return write(request, found, form, page, lambda data: _ask(request, follow_up_id, data))


def mine(there: Iterable[FollowUp], follow_up_id: UUID) -> FollowUp:
    """What I agreed to do, and did not do yet. Raises Http404."""
    for each in there:
        if each.id == follow_up_id and each.mine and each.done_at is None:
            return each
    raise Http404


def answers(household: UUID) -> list[tuple[str, Any]]:
    """Whether help is wanted again, and what happens then."""
    whom, then = circle.returns_to(household), _("Het plan begint weer. U bent de coördinator.")
    if whom is not None and not whom.mine:
        then = _("%(who)s coördineerde en krijgt bericht.") % {"who": whom.name}
    return [("no", _("Nee")), (AGAIN, Option(_("Ja, weer beginnen"), then))]


def _ask(request: SignedIn, follow_up_id: UUID, data: dict[str, Any]) -> None:
    actions.ask(follow_up_id, how=data["how"], again=data["again"] == AGAIN, by=request.me)


@writes
def begin_again(request: SignedIn, pk: UUID) -> HttpResponse:
    found, whom = opened(request, pk, "household"), circle.returns_to(pk)
    if whom is None or not whom.mine:
        raise Http404
    page = Page(
        title=_("Weer beginnen"),
        button=_("Weer beginnen"),
        done=_("Het plan is weer begonnen."),
        back="household",
        lead=_("%(who)s wordt weer coördinator. Het plan begint leeg.") % {"who": whom.name},
    )
    form = forms.BeginAgain(typed(request))
    return write(request, found, form, page, lambda _data: actions.begin_again(pk, by=request.me))
