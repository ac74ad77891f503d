"""After a plan closed: who agreed to calls, and writes down how it goes."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn
from kring.circle import actions
from kring.core import moments
from kring.workspace.forms.closing import FollowUp
from kring.workspace.queries import closing as queries
from kring.workspace.queries import household as households
from kring.workspace.views import picture
from kring.workspace.views.opening import opened
from kring.workspace.views.plan import writes
from kring.workspace.views.shown import FOLLOW_UPS
from kring.workspace.views.writing import Page, typed, write


@writes
def follow_up(request: SignedIn, pk: UUID, follow_up_id: UUID) -> HttpResponse:
    found, today = opened(request, pk, "resident"), moments.local(request.me.at).date()
    asked = next((each for each in queries.follow_ups(pk) if each.id == follow_up_id), None)
    if asked is None or not asked.mine:
        raise Http404
    members = [each for each in households.members(request.me, pk) if not each.deceased_on]
    page = Page(
        title=_(FOLLOW_UPS[asked.kind]).capitalize(),
        button=_("Gebeld"),
        done=_("Opgeschreven. U hoeft dit niet meer te doen."),
        back="household",
        leaves=True,
        lead=_("Afgesproken voor %(day)s.") % {"day": moments.day(asked.due_on, today)},
        template="workspace/household/follow_up.html",
        more={"members": [picture.member(each, today, keep=False) for each in members]},
    )
    return write(
        request,
        found,
        FollowUp(typed(request)),
        page,
        lambda data: actions.ask(follow_up_id, how=data["how"], by=request.me),
    )
