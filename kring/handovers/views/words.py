"""A handover in the words of its parties: state, facts, whose turn it is, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kring.core import moments
from kring.handovers.forms import acts as forms
from kring.handovers.models import ResidentQuestion, Text
from kring.handovers.models.choices import Fact, Kind, Outcome, Side, State, Warm
from kring.handovers.queries.tracking import Happened, Tracked
from kring.handovers.queries.voice import Asked

from . import doing, turning


@dataclass(frozen=True)
class Look:
    """How a fact looks on the timeline; the build finds the picture by this name."""

    icon: str = "point"


TONES = {
    State.SENT: "calm",
    State.RECEIVED: "busy",
    State.ACCEPTED: "busy",
    State.UNDER_WAY: "busy",
    State.PAUSED: "wait",
    State.COMPLETED: "done",
    State.DECLINED: "stop",
    State.FAILED: "stop",
    State.WITHDRAWN: "done",
}
FULL_PATH = (State.SENT, State.RECEIVED, State.ACCEPTED, State.UNDER_WAY, State.COMPLETED)
CONSULT_PATH = (State.SENT, State.RECEIVED, State.COMPLETED)
LOOKS: dict[str, Look] = {
    State.SENT: Look(icon="send"),
    State.ACCEPTED: Look(icon="check"),
    State.UNDER_WAY: Look(icon="user-check"),
    State.COMPLETED: Look(icon="circle-check"),
    State.PAUSED: Look(icon="hourglass"),
    State.DECLINED: Look(icon="circle-x"),
    State.FAILED: Look(icon="circle-x"),
    Fact.QUESTION_ASKED: Look(icon="help"),
    Fact.QUESTION_ANSWERED: Look(icon="message"),
    Fact.CONTACT_ATTEMPTED: Look(icon="phone"),
    Fact.APPOINTMENT_PLANNED: Look(icon="calendar-event"),
    Fact.NO_SHOW: Look(icon="user-x"),
    Fact.CONTACT_MADE: Look(icon="user-check"),
    Fact.RESIDENT_ASKED: Look(icon="message"),
    Fact.CONTACT_CONFIRMED: Look(icon="circle-check"),
    Fact.CONTACT_CONTRADICTED: Look(icon="alert-triangle"),
    Fact.REPORTED: Look(icon="notes"),
    Fact.CALL_ASKED: Look(icon="phone"),
    Fact.RESIDENT_HEARD: Look(icon="message"),
    Fact.FEEDBACK_GIVEN: Look(icon="send"),
    Fact.OVERDUE: Look(icon="clock-exclamation"),
    Fact.ESCALATED: Look(icon="arrow-right"),
}
HOW = dict([*forms.WAYS, *forms.TRIES, *forms.RESULTS]) | {
    "someone_else": gettext_lazy("Wil liever iemand anders"),
    "late": gettext_lazy("Later dan vijf werkdagen na het contact"),
}
PARTS: dict[str, Any] = {
    Text.Part.SITUATION: gettext_lazy("Wat er speelt"),
    Text.Part.WISH: gettext_lazy("Wat de inwoner zelf wil"),
    Text.Part.GOES_WELL: gettext_lazy("Wat er goed gaat"),
    Text.Part.FIRST_STEP: gettext_lazy("Eerste stap"),
    Text.Part.PLACE: gettext_lazy("Waar het driegesprek is"),
}


def state(handover: Tracked) -> str:
    return label(handover.kind, handover.state)


def label(kind: str, state: str) -> str:
    """A state on the screen; a question is answered, not finished."""
    answered = kind == Kind.CONSULT and state == State.COMPLETED
    return _("beantwoord") if answered else str(State(state).label)


def tone(handover_state: str) -> str:
    return TONES.get(State(handover_state), "calm")


def deadline(handover: Tracked, now: datetime) -> moments.Deadline | None:
    return moments.deadline(handover.due_at, now) if handover.due_at else None


def age(handover: Tracked, now: datetime) -> str:
    """ "verstuurd vandaag, 10:00", with how long ago that is from the second day."""
    days = (moments.local(now).date() - moments.local(handover.sent_at).date()).days
    sent = moments.said(_("verstuurd %(when)s"), when=moments.moment(handover.sent_at, now))
    if days < 1:
        return sent
    ago = ngettext("%(count)s dag geleden", "%(count)s dagen geleden", days) % {"count": days}
    return moments.joined(" ", sent, f"({ago})")


def now_what(handover: Tracked) -> str:
    """The one sentence under the title."""
    if handover.is_sender and handover.state == State.SENT:
        consult = handover.kind == Kind.CONSULT
        words = _("%(who)s heeft uw overdracht gekregen. U krijgt altijd bericht terug.")
        if consult:
            words = _("%(who)s heeft uw vraag gekregen. U krijgt altijd bericht terug.")
        return words % {"who": handover.has.name}
    if handover.state == State.UNDER_WAY and not handover.is_reached:
        return _("De ontvanger noteerde contact, maar de inwoner ziet dat anders.")
    return str(SENTENCES.get((handover.kind == Kind.CONSULT, handover.state), ""))


SENTENCES: dict[tuple[bool, State], Any] = {
    (False, State.RECEIVED): gettext_lazy("Iemand heeft het gezien en beslist of het past."),
    (False, State.ACCEPTED): gettext_lazy(
        "Er is een eerste stap afgesproken. Nu volgt contact met de inwoner."
    ),
    (False, State.UNDER_WAY): gettext_lazy("Er is contact met de inwoner."),
    (False, State.COMPLETED): gettext_lazy("Dit is klaar."),
    (False, State.DECLINED): gettext_lazy(
        "Dit paste niet bij de ontvanger. De verzender kiest de volgende stap."
    ),
    (False, State.FAILED): gettext_lazy("Het is niet gelukt. De verzender kiest de volgende stap."),
    (False, State.WITHDRAWN): gettext_lazy("Dit is ingetrokken. Niemand is nog aan zet."),
    (True, State.RECEIVED): gettext_lazy("Iemand heeft uw vraag gezien."),
    (True, State.COMPLETED): gettext_lazy("De vraag is beantwoord."),
    (True, State.DECLINED): gettext_lazy(
        "Deze vraag paste niet bij de ontvanger. De vrager kiest de volgende stap."
    ),
    (True, State.WITHDRAWN): gettext_lazy("Deze vraag is ingetrokken. Niemand is nog aan zet."),
}


def path(handover: Tracked) -> list[tuple[str, str]]:
    """The road from sent to done: (label, "done", "now" or "ahead") per step."""
    steps = CONSULT_PATH if handover.kind == Kind.CONSULT else FULL_PATH
    reached = [handover.sent_at, handover.received_at, handover.accepted_at, handover.contact_at]
    count = len([moment for moment in reached if moment])
    if handover.state == State.COMPLETED:
        count = len(steps) + 1
    return [
        (
            label(handover.kind, step),
            "done" if place < count - 1 else "now" if place == count - 1 else "ahead",
        )
        for place, step in enumerate(steps)
    ]


def voice(handover: Tracked) -> tuple[str, str]:
    """What the resident says about the contact, and the tone of it."""
    if handover.contact_at is None or handover.kind == Kind.CONSULT:
        return "", ""
    late = handover.contradicted_how.endswith(" late")
    if handover.confirmed_at:
        return _("Bevestigd door de inwoner"), "yes"
    if handover.contradicted_at or late:
        return _contradicted(handover.contradicted_how), "no"
    return _("Nog niet bevestigd door de inwoner"), "wait"


def _contradicted(how: str) -> str:
    if how.startswith("someone_else"):
        return _("De inwoner wil liever iemand anders")
    return _("De inwoner zegt: nog niemand gesproken")


ASKS: dict[str, Any] = {
    ResidentQuestion.What.CALL_ME: gettext_lazy("De inwoner vraagt: bel mij"),
    ResidentQuestion.What.NO_CONTACT: gettext_lazy("De inwoner zegt: nog niemand gesproken"),
    ResidentQuestion.What.SOMEONE_ELSE: gettext_lazy("De inwoner wil liever iemand anders"),
}


def asked(each: Asked, now: datetime) -> dict[str, Any]:
    """A question of the resident: what, in which words, and what came of it."""
    answered = ""
    if each.answered_at:
        answered = moments.moment(each.answered_at, now)
    return {
        "title": ASKS[each.what],
        "words": each.words,
        "when": moments.moment(each.asked_at, now),
        "deadline": None if answered else moments.deadline(each.due_at, now),
        "mine": each.mine,
        "answered": answered,
        "answered_by": each.answered_by,
        "answer": each.answer,
    }


def asks_resident(handover: Tracked) -> bool:
    """Whether the reader may now give the resident a paper with the question about the contact."""
    unanswered = not (handover.confirmed_at or handover.contradicted_at)
    sends = handover.is_sender and not handover.is_receiver
    return sends and bool(voice(handover)[0]) and unanswered and handover.turn != ""


def gives_sheet(handover: Tracked) -> bool:
    """Whether the reader may now give the resident a sheet: who calls, and before when."""
    ahead = handover.turn != "" and handover.contact_at is None
    return handover.is_sender and ahead and handover.kind != Kind.CONSULT


def timeline(events: Sequence[Happened], now: datetime) -> list[dict[str, Any]]:
    """The rows of the timeline. Contact with which it got under way is told once, with how."""
    made = {each.at: each for each in events if each.what == Fact.CONTACT_MADE}
    begun = {each.at for each in events if each.what == State.UNDER_WAY}
    rows = []
    for each in events:
        if each.what == State.UNDER_WAY and each.at in made:
            rows.append(replace(each, how=made[each.at].how, on=made[each.at].on))
        elif each.what != Fact.CONTACT_MADE or each.at not in begun:
            rows.append(each)
    return [happened(each, now) for each in rows]


def happened(event: Happened, now: datetime) -> dict[str, Any]:
    """A row of the timeline."""
    labels = dict([*State.choices, *Fact.choices])
    how = ", ".join(str(HOW[code]).lower() for code in event.how.split() if code in HOW)
    on = moments.moment(event.on, now) if event.on else ""
    return {
        "title": str(labels.get(event.what, event.what)).capitalize(),
        "text": moments.joined(" · ", how, on),
        "icon": LOOKS.get(event.what, Look()).icon,
        "strong": event.what in State.values,
        "when": moments.moment(event.at, now),
        "who": event.who,
    }


def brought(handover: Tracked, now: datetime) -> str:
    """How the resident is brought along."""
    if not handover.warm:
        return ""
    at = moments.moment(handover.warm_at, now) if handover.warm_at else ""
    return moments.joined(", ", str(Warm(handover.warm).label), at)


def waits(handover: Tracked, now: datetime) -> str:
    """What it waits for, or for who may not hear that: until when."""
    if handover.paused_until is None:
        return ""
    until = moments.day(handover.paused_until, moments.local(now).date())
    if handover.paused_for:
        return _("Wacht op %(what)s, tot %(day)s.") % {"what": handover.paused_for, "day": until}
    return _("Dit wacht tot %(day)s.") % {"day": until}


def asked_to_stop(handover: Tracked) -> str:
    """That one side wants to stop, and what the reader can do about it; empty when nobody asked."""
    if not handover.withdraw_asked_by or not handover.turn:
        return ""
    by_sender = handover.withdraw_asked_by == Side.SENDER
    asked, other = (handover.sender, handover.has) if by_sender else (handover.has, handover.sender)
    if doing.agrees(handover):
        return _("%(who)s wil deze overdracht intrekken. Gaat u akkoord?") % {"who": asked.name}
    return _("U vroeg om in te trekken. Tot %(who)s akkoord gaat, gaat het door.") % {
        "who": other.name
    }


def outcome(handover: Tracked) -> str:
    return str(Outcome(handover.outcome).label) if handover.outcome else ""


def _title(handover: Tracked) -> str:
    if handover.kind == Kind.CONSULT:
        return _("Vraag zonder naam %(day)s: %(theme)s")
    return _("Overdracht %(day)s: %(theme)s")


def copied(handover: Tracked, now: datetime) -> str:
    """At most five lines to take to another system; no more than the reader sees here."""
    day = moments.full_day(handover.sent_at)
    lines = [
        _title(handover) % {"day": day, "theme": handover.theme.lower()},
        _("Van %(a)s aan %(b)s")
        % {"a": handover.sender.name or _("een inwoner"), "b": handover.has.name},
        _("Stand: %(state)s") % {"state": state(handover)}
        + (f" ({outcome(handover)})" if handover.outcome else ""),
        _("Contact gelegd: %(when)s") % {"when": moments.moment(handover.contact_at, now)}
        if handover.contact_at and handover.is_reached
        else "",
        _("Vóór %(when)s is %(who)s aan zet")
        % {"when": moments.moment(handover.due_at, now), "who": turning.who(handover)}
        if handover.due_at and handover.turn
        else "",
    ]
    return "\n".join(line for line in lines if line)
