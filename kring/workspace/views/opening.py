"""Opening a household: found or not for you, written in the access log, and its surroundings."""

from datetime import date
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from kring.accounts.http import SignedIn
from kring.audit import actions as audit
from kring.circle.queries import returns_to
from kring.core import moments
from kring.core.errors import Elsewhere
from kring.residents import queries as homes
from kring.workspace.http import initials
from kring.workspace.queries import household as queries
from kring.workspace.queries.closing import follow_ups
from kring.workspace.queries.household import Household, Member
from kring.workspace.views.shown import promise

ADULT = 18
STRONGEST = (
    "coordination",
    "statutory",
    "involvement",
    "aftercare",
    "handover",
    "disclosure",
    "emergency",
    "self",
)
TABS = (
    ("household", gettext_noop("Overzicht")),
    ("plan", gettext_noop("Plan")),
    ("circle", gettext_noop("Betrokkenen")),
    ("timeline", gettext_noop("Tijdlijn")),
)


def opened(request: SignedIn, pk: UUID, thing: str, *, action: str = "read") -> Household:
    """The household as I may see it, logged as seen. Raises Http404 when it is not for me.

    Raises Elsewhere when it goes on as another one.
    """
    found = queries.household(request.me, pk)
    if found is None or found.merged:
        follow(request, pk)
    if found is None:
        raise Http404
    reasons = [reason for reason in STRONGEST if reason in found.because]
    audit.looked(
        thing,
        by=request.me,
        household=pk,
        action=action,
        because=reasons[0] if reasons else "none",
        emergency=reasons[:1] == ["emergency"],
    )
    return found


def follow(request: SignedIn, old: UUID) -> None:
    """What was merged goes on under another key, in the same place. Raises Elsewhere."""
    now = homes.lives_on(old)
    if now is not None:
        raise Elsewhere(request.get_full_path().replace(str(old), str(now)))


def answered_for(request: SignedIn, pk: UUID, thing: str) -> Household:
    """The household, for who coordinates it or leads that team. Raises Http404."""
    found = opened(request, pk, thing)
    if not found.is_mine:
        raise Http404
    return found


def frame(household: Household, tab: str, request: SignedIn) -> dict[str, object]:
    """What every tab shows around its own part."""
    tabs = TABS + ((("looks", gettext_noop("Inzage")),) if household.is_mine else ())
    return {
        "household": household,
        "code": spoken(household.code),
        "parts": [
            (_(label), reverse(f"workspace:{name}", args=[household.id]), name == tab)
            for name, label in tabs
        ],
        "coordinator": coordinator(household, request),
        **_closed(household, request),
        "sees_plan": "plan" in household.categories,
        "words_on": moments.day(household.words_on, moments.local(request.me.at).date())
        if household.words_on
        else "",
    }


def spoken(code: str) -> str:
    """A code as one says it: K7F 2H9 QXA."""
    return " ".join(code[start : start + 3] for start in range(0, len(code), 3))


def _closed(household: Household, request: SignedIn) -> dict[str, object]:
    """After closing: what was and is to be asked, and whether the plan may begin again with me."""
    if household.closed_at is None or household.plan:
        return {}
    whom = returns_to(household.id)
    return {
        "closed_on": moments.full_day(moments.local(household.closed_at).date()),
        "follow_ups": [promise(each, request.me.at) for each in follow_ups(household.id)],
        "may_begin": whom is not None and whom.mine,
    }


def coordinator(household: Household, request: SignedIn) -> dict[str, object]:
    """The one person to turn to, for the coordinator card."""
    today, since = moments.local(request.me.at).date(), ""
    if household.since:
        since = moments.said(_("sinds %(day)s"), day=moments.day(household.since, request.me.at))
    stand_in = ""
    if household.stand_in and household.stand_in_until:
        until = moments.day(household.stand_in_until, today)
        words = _("%(who)s neemt waar tot en met %(day)s")
        stand_in = moments.said(words, who=household.stand_in_name, day=until)
    return {
        "name": household.coordinator_name,
        "letters": initials(household.coordinator_name),
        "role": moments.joined(" · ", household.coordinator_team, since),
        "phone": household.coordinator_phone,
        "you": household.coordinator == request.me.position,
        "stand_in": stand_in,
    }


def lead(household: Household, members: list[Member], today: date) -> str:
    """Under the name: where they live and who they are, as far as I may know."""
    street = next((each.street for each in members if each.street), "")
    return " · ".join(filter(None, [street, household.neighbourhood, who(members, today)]))


def who(members: list[Member], today: date) -> str:
    """ "2 volwassenen, 1 kind"; who has no birthday on record counts as adult."""
    children = sum(1 for each in members if each.born_on and age(each.born_on, today) < ADULT)
    adults = len(members) - children
    parts = []
    if adults:
        parts.append(
            ngettext("%(count)s volwassene", "%(count)s volwassenen", adults) % {"count": adults}
        )
    if children:
        parts.append(
            ngettext("%(count)s kind", "%(count)s kinderen", children) % {"count": children}
        )
    return ", ".join(parts)


def age(born_on: date, today: date) -> int:
    """Whole years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
