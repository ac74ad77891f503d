"""What happened in a household, and who looked, in the words of a line."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.core import moments
from kring.plans.models import Note
from kring.workspace.queries.circle import Look
from kring.workspace.queries.emergency import Emergency
from kring.workspace.queries.timeline import Happened
from kring.workspace.views.shown import STATES, place

NOTES = dict(Note.Kind.choices)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """What stands beside a line of the timeline."""

    icon: str


ICONS = {
    "note": Mark(icon="notes"),
    "action": Mark(icon="circle-check"),
    "goal": Mark(icon="target"),
    "handover": Mark(icon="heart-handshake"),
    "involved": Mark(icon="users"),
}
COORDINATION = Mark(icon="star")


def event(each: Happened, household: UUID, now: datetime) -> dict[str, object]:
    """A line of the timeline."""
    return {
        "title": event_title(each),
        "icon": ICONS.get(each.kind, COORDINATION).icon,
        "when": moments.moment(each.at, now),
        "who": " · ".join(filter(None, [each.person, _reads(each)])),
        "strong": each.kind in ("coordinator", "handover", "transfer"),
        "text": each.text if each.kind == "note" else "",
        "change": place("workspace:note", household, each.link)
        if each.kind == "note" and each.mine
        else "",
    }


def _reads(each: Happened) -> str:
    """Who else reads a note that not everybody reads."""
    if not each.only_me:
        return ""
    if not each.mine:
        return _("met u gedeeld")
    return _("gedeeld met wie u koos") if each.shared else _("alleen voor u")


def event_title(each: Happened) -> str:
    """What happened, in a few words."""
    if each.kind == "note":
        return NOTES[each.what].capitalize()
    titles = {
        "action": _("Actie klaar: %(text)s"),
        "goal": _("Doel bereikt: %(text)s"),
        "handover": _("Overdracht over %(text)s: %(state)s"),
        "coordinator": _("Nieuwe coördinator"),
        "involved": _("Betrokken: %(text)s"),
        "transfer": _("Voorgesteld als coördinator"),
    }
    text = each.text.lower() if each.kind == "handover" else each.text
    return titles[each.kind] % {"text": text, "state": _(STATES.get(each.what, ""))}


ACTS = {
    "read": gettext_noop("bekeken"),
    "print": gettext_noop("afgedrukt"),
    "create": gettext_noop("gemaakt"),
    "change": gettext_noop("gewijzigd"),
    "search": gettext_noop("gezocht"),
    "emergency": gettext_noop("noodtoegang"),
}
THINGS = {
    "household": gettext_noop("overzicht"),
    "plan": gettext_noop("plan"),
    "circle": gettext_noop("betrokkenen"),
    "timeline": gettext_noop("tijdlijn"),
    "access_log": gettext_noop("inzage"),
    "handover": gettext_noop("overdracht"),
    "coordination": gettext_noop("coördinatie"),
    "resident": gettext_noop("gegevens van een inwoner"),
    "number": gettext_noop("burgerservicenummer"),
    "answer paper": gettext_noop("briefje voor de inwoner"),
}
REASONS = {
    "coordination": gettext_noop("coördineert"),
    "involvement": gettext_noop("betrokken"),
    "statutory": gettext_noop("wettelijke rol"),
    "handover": gettext_noop("overdracht"),
    "emergency": gettext_noop("noodtoegang"),
    "disclosure": gettext_noop("verstrekking"),
    "aftercare": gettext_noop("nazorg"),
    "self": gettext_noop("inwoner zelf"),
    "oversight": gettext_noop("toezicht"),
    "none": gettext_noop("zag alleen wie coördineert"),
}


def look(each: Look, now: datetime) -> dict[str, str]:
    """A line of the access log in words."""
    return {
        "when": moments.moment(each.at, now),
        "name": each.name or _("Iemand met een link"),
        "place": each.place,
        "what": f"{_(THINGS.get(each.object, each.object))} "
        f"{_(ACTS.get(each.action, each.action))}",
        "because": _(REASONS.get(each.because, each.because)),
        "emergency": _("noodtoegang") if each.emergency else "",
    }


def emergency(each: Emergency, now: datetime) -> dict[str, object]:
    """One emergency access in words. `told`: what the resident knows of it."""
    told = _("nog niet verteld aan de inwoner")
    if each.told_at:
        told = moments.said(
            _("verteld aan de inwoner op %(day)s"), day=moments.day(each.told_at, now)
        )
    elif each.not_told_because:
        told = _("nog niet verteld, omdat: %(reason)s") % {"reason": each.not_told_because}
    return {
        "id": each.id,
        "who": each.name or _("Iemand"),
        "place": each.place,
        "reason": each.reason,
        "when": moments.span(each.at, each.until_at, now),
        "told": told,
        "is_told": each.told_at is not None,
    }
