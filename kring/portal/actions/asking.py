"""After contact the resident is asked by text message whether there was, when that is safe."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from kring.accounts.models import Link
from kring.core import moments, sms
from kring.core.actor import Me
from kring.core.reading import read
from kring.handovers import actions as handovers
from kring.portal import rules
from kring.portal.actions import help_me

SINCE = timedelta(days=3)
MANY = 200
_TO_ASK = "select handover, phone from kring.residents_to_ask(%(since)s, %(many)s)"


@dataclass(frozen=True, kw_only=True)
class ToAsk:
    """The resident of this handover, at this number."""

    handover: UUID
    phone: str


def to_ask(*, by: Me) -> dict[UUID, str]:
    """Which residents may be asked now, with the number of each; nobody at night."""
    if not (sms.available() and rules.may_send_message(moments.local(by.at))):
        return {}
    found = read(ToAsk, _TO_ASK, since=by.at - SINCE, many=MANY)
    return {each.handover: each.phone for each in found if sms.is_mobile(each.phone)}


def ask(handover: UUID, *, by: Me) -> str:
    """The code with which the resident answers; that they were asked is noted. Raises Refused."""
    handovers.asked_by_message(handover, by=by)
    return help_me.paper(handover, purpose=Link.Purpose.ANSWER, by=by)
