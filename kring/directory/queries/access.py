"""Whether someone who works here signs in."""

from dataclasses import dataclass

from django.db.models import Q

from kring.accounts.models import Link
from kring.core.actor import Me
from kring.core.moments import full_day, local
from kring.directory import rules
from kring.directory.models import Position

from .admin import Admin


@dataclass(frozen=True, kw_only=True, slots=True)
class Access:
    """As the page of a colleague shows it; `invited`: the day of the last invitation in words."""

    stopped: bool
    has_account: bool
    invited: str


def access(there: Position) -> Access:
    """How this colleague signs in, or will. One statement."""
    person = there.professional
    sent = Link.objects.filter(subject=person.pk, purpose=Link.Purpose.INVITE)
    last = sent.order_by("-made_at").values_list("made_at", flat=True).first()
    return Access(
        stopped=not person.is_active,
        has_account=_has_account(there),
        invited=full_day(local(last).date()) if last else "",
    )


def standing(me: Me, admin: Admin, there: Position) -> rules.Standing:
    """What the rules ask about this colleague's account. One statement."""
    today = local(me.at).date()
    others = Position.objects.filter(professional=there.professional_id).exclude(until_on__lt=today)
    mine = (
        Q(organisation__region=admin.region)
        if admin.of_region
        else Q(organisation=admin.organisation)
    )
    return rules.Standing(
        has_account=_has_account(there),
        is_active=there.professional.is_active,
        works=there.until_on is None or there.until_on >= today,
        elsewhere=others.exclude(mine).exists(),
    )


def _has_account(there: Position) -> bool:
    person = there.professional
    return person.last_login is not None or person.has_usable_password()
