"""From rows to what a page shows: titles, grey lines, addresses, deadlines."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from django.urls import NoReverseMatch
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.core import moments
from kring.core.jinja import icon, url
from kring.plans.queries import MyAction
from kring.workspace import rules
from kring.workspace.queries.closing import FollowUp
from kring.workspace.queries.work import Aside, Waiting

VARIETIES = {
    "consult": gettext_noop("raadplegen"),
    "involve": gettext_noop("tijdelijk betrekken"),
    "refer": gettext_noop("doorverwijzen"),
}
STATES = {
    "sent": gettext_noop("verstuurd"),
    "received": gettext_noop("gezien"),
    "accepted": gettext_noop("aangenomen"),
    "under_way": gettext_noop("contact gelegd"),
    "paused": gettext_noop("wacht"),
    "completed": gettext_noop("afgerond"),
    "declined": gettext_noop("niet passend"),
    "failed": gettext_noop("niet gelukt"),
    "withdrawn": gettext_noop("ingetrokken"),
}
ASKS = {
    "call_me": gettext_noop("bel mij"),
    "no_contact": gettext_noop("nog niemand gesproken"),
    "someone_else": gettext_noop("wil liever iemand anders"),
}
LOOK = gettext_noop("Bekijken")
STEPS = {
    "sent": gettext_noop("Oppakken"),
    "received": gettext_noop("Aannemen"),
    "accepted": gettext_noop("Contact leggen"),
}
FOLLOW_UPS = {
    "aftercare": gettext_noop("vraag hoe het gaat"),
    "ask_again": gettext_noop("vraag of hulp nu welkom is"),
    "returns": gettext_noop("wil weer hulp"),
    "safety": gettext_noop("kijk opnieuw naar de veiligheid"),
    "milestone": gettext_noop("vraag opnieuw wie mag meekijken"),
    "role": gettext_noop("een wettelijke rol stopt: wie coördineert straks?"),
}
PAGES = {
    "transfer": "workspace:coordinator",
    "signal": "handovers:signal_detail",
    "safety": "workspace:safety",
    "tell": "handovers:tell",
    "away": "workspace:divide",
    "follow_up": "workspace:follow_up",
    "action": "workspace:action",
}
TONES = {
    "accepted": "busy",
    "under_way": "busy",
    "paused": "wait",
    "declined": "stop",
    "failed": "stop",
}


PROMISED = {
    "aftercare": gettext_noop("Hoe gaat het? %(who)s vraagt het op %(day)s."),
    "ask_again": gettext_noop("Is hulp nu welkom? %(who)s vraagt het op %(day)s."),
    "returns": gettext_noop("Wil weer hulp. %(who)s neemt contact op."),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that waits, as the page shows it. `about`: hidden words for its button."""

    id: str
    title: str
    href: str
    about: str
    button: str
    group: rules.Urgency
    deadline: moments.Deadline | None
    meta: list[SafeString]
    state: str = ""
    tone: str = "calm"


@dataclass(frozen=True, kw_only=True)
class Tick:
    """One action to tick off, as the page shows it."""

    id: UUID
    title: str
    action: str
    href: str
    done: bool
    may: bool
    meta: list[str]
    deadline: moments.Deadline


def grouped(waiting: list[Waiting], now: datetime) -> list[tuple[rules.Urgency, list[Row]]]:
    """The rows under the titles of their groups; the list comes in order of lateness."""
    order = list(rules.Urgency)
    shown = sorted((row(each, now) for each in waiting), key=lambda r: order.index(r.group))
    return [(group, list(each)) for group, each in groupby(shown, key=lambda r: r.group)]


def row(waiting: Waiting, now: datetime) -> Row:
    """What waits, as one row."""
    state = _(STATES[waiting.state]) if waiting.kind == "handover" else ""
    return Row(
        id=f"{waiting.state if waiting.kind == 'asked' else waiting.kind}-{waiting.id}",
        title=title(waiting),
        href=href(waiting),
        about=_("over %(who)s")
        % {"who": waiting.about or waiting.theme or waiting.words or waiting.person},
        button=button(waiting),
        group=rules.urgency(waiting.due_at, now=now),
        deadline=moments.deadline(waiting.due_at, now) if waiting.due_at else None,
        meta=meta(waiting),
        state=state,
        tone=TONES.get(waiting.state, "calm"),
    )


def title(waiting: Waiting) -> str:
    """Whom it is about and what."""
    if waiting.kind == "handover":
        return _handover(waiting)
    if waiting.kind == "signal":
        return _("Signaal – %(theme)s") % {"theme": waiting.theme.lower()}
    if waiting.kind == "away":
        return _("Stel een andere coördinator voor")
    if waiting.kind == "tell":
        who = waiting.about or waiting.words or _("Een inwoner")
        return _("%(who)s – mag die nu weten wat u deelde?") % {"who": who}
    return f"{waiting.about or _('Een inwoner')} – {_what(waiting)}"


def _what(waiting: Waiting) -> str:
    if waiting.kind == "transfer":
        accepted = waiting.state == "accepted"
        return _("vertel over de nieuwe coördinator") if accepted else _("wilt u coördineren?")
    if waiting.state in FOLLOW_UPS:
        return _(FOLLOW_UPS[waiting.state])
    return _(ASKS[waiting.state]) if waiting.kind == "asked" else waiting.words


def _handover(waiting: Waiting) -> str:
    if not waiting.about:
        return _("Vraag over %(theme)s") % {"theme": waiting.theme.lower()}
    return f"{waiting.about} – {waiting.theme.lower()}"


def promise(each: FollowUp, now: datetime) -> dict[str, object]:
    """What was agreed at closing: who asks, or what the resident said."""
    day, words = moments.day(each.due_on, moments.local(now).date()), _(PROMISED[each.kind])
    if each.done_at:
        day, words = moments.day(each.done_at, now), _("%(who)s vroeg het op %(day)s.")
    return {"row": each, "words": moments.said(words, who=each.person, day=day)}


def place(name: str, *args: object) -> str:
    """The address of a page, empty while it has no door."""
    try:
        return url(name, *args)
    except NoReverseMatch:
        return ""


def href(waiting: Waiting) -> str:
    """The page where one answers."""
    name = PAGES.get(waiting.kind, "handovers:detail")
    if waiting.kind in ("transfer", "safety"):
        return url(name, waiting.household)
    if waiting.kind in ("follow_up", "action"):
        return url(name, waiting.household, waiting.id)
    return url(name, waiting.id)


def button(waiting: Waiting) -> str:
    """The verb of the next step; the page behind it does the step itself."""
    if waiting.kind == "transfer":
        return _("Bekijken") if waiting.state == "accepted" else _("Antwoorden")
    if waiting.kind in ("safety", "away", "tell"):
        return _("Bekijken")
    if waiting.kind in ("follow_up", "asked"):
        return _("Bellen")
    if waiting.kind == "action":
        return _("Aannemen")
    if waiting.kind == "signal" or waiting.turn == "sender":
        return _("Antwoorden")
    return _(STEPS.get(waiting.state, LOOK))


def meta(waiting: Waiting) -> list[SafeString]:
    """Where it comes from, in grey."""
    parts = [
        (icon("building-community"), waiting.organisation),
        (icon("user-circle"), waiting.person),
        (icon("map-pin"), waiting.neighbourhood),
    ]
    return [SafeString(f"{picture} {escape(words)}") for picture, words in parts if words]


def tick(action: MyAction, now: datetime) -> Tick:
    """An action of mine, in Mijn werk."""
    return Tick(
        id=action.id,
        title=action.title,
        action=place("workspace:tick", action.household, action.id),
        href=url("workspace:household", action.household),
        done=False,
        may=True,
        meta=[action.household_name],
        deadline=moments.due_day(action.due_on, moments.local(now).date()),
    )


def draft(aside: Aside, now: datetime) -> tuple[str, str, str]:
    """What was being written: title, address, when it was kept."""
    name = _("Overdracht (%(kind)s)") % {"kind": _(VARIETIES[aside.words])}
    return name, url("handovers:detail", aside.id), moments.moment(aside.at, now)


def news(aside: Aside, now: datetime) -> dict[str, str]:
    """What someone else did, as one sentence with a link."""
    is_note = aside.kind == "note"
    return {
        "who": aside.person or _("De ontvanger"),
        "words": _("schreef bij") if is_note else f"– {_(STATES[aside.kind])}:",
        "about": aside.about or _("uw overdracht"),
        "text": aside.words,
        "href": url("workspace:timeline", aside.id)
        if is_note
        else url("handovers:detail", aside.id),
        "when": moments.moment(aside.at, now),
    }


def quiet(aside: Aside, now: datetime) -> dict[str, str]:
    """A household where nothing happened for long, and what is missing."""
    days = (moments.local(now).date() - moments.local(aside.at).date()).days
    step = _("volgende stap ontbreekt")
    if aside.next_on:
        day = moments.day(aside.next_on, moments.local(now).date())
        step = moments.said(_("volgend gesprek %(day)s"), day=day)
    return {
        "name": aside.about,
        "href": url("workspace:household", aside.id),
        "words": moments.said(_("%(days)s dagen · %(step)s"), days=days, step=step),
    }
