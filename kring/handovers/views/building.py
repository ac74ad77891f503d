"""The form of each page on which a handover is written, with its choices and what is known."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kring.core import forms, moments
from kring.handovers import queries
from kring.handovers.forms.knows import Agreed, Knows, Lawful
from kring.handovers.forms.matter import BroughtAlong, Matter, Speed
from kring.handovers.forms.person import AboutWhom
from kring.handovers.forms.quick import Question
from kring.handovers.forms.receiver import Caller, ToWhom
from kring.handovers.models.choices import Urgency
from kring.handovers.queries import receivers, writing
from kring.handovers.rules.records import fares
from kring.sharing import queries as sharing
from kring.sharing.queries import Basis

from .writer import Writing, joined

Typed = QueryDict | None


def caller(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    given = initial if typed is None else typed
    words = given.get("words") or ""
    options = receivers.found(work.me, words, "position")
    if sender := given.get("sender"):
        kept = receivers.chosen(work.me, team=None, position=_key(sender))
        options = receivers.together([kept] if kept else [], options)
    return Caller(typed, initial=_caller_start(initial), options=options)


def _caller_start(initial: Mapping[str, Any]) -> dict[str, Any]:
    sender = initial.get("sender") or ""
    named = sender if ":" in sender or not sender else f"position:{sender}"
    return dict(initial) | {"sender": named}


def to_whom(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    given = initial if typed is None else typed
    words = given.get("words") or ""
    kept = work.receiver
    options = receivers.together(
        [kept] if kept else [],
        receivers.found(work.me, words),
        [] if words else receivers.usual(work.me),
        [] if words else receivers.sent_to_before(work.me),
    )
    picked = given.get("receiver") or ""
    if picked not in [each.value for each in options]:
        options = receivers.together(_again(work, picked), options)
    options = _with_record(options)
    start = {"receiver": kept.value if kept else None} | dict(initial)
    return ToWhom(typed, initial=start, options=options)


def _with_record(options: list[receivers.Receiver]) -> list[receivers.Receiver]:
    """How soon each of them answered lately, beside their name."""
    parties = [each.counted_as for each in options]
    found = queries.records([each for each in parties if each])
    return [
        replace(each, note=". ".join(filter(None, [each.note, fares(found[party])])))
        if party in found
        else each
        for each, party in zip(options, parties, strict=True)
    ]


def _again(work: Writing, picked: str) -> list[receivers.Receiver]:
    """Who was picked from an earlier search stays among the answers."""
    kind, key = picked.partition(":")[0], _key(picked)
    found = receivers.chosen(
        work.me,
        team=key if kind == "team" else None,
        position=key if kind == "position" else None,
    )
    return [found] if found else []


def _key(value: str) -> str | None:
    try:
        return str(UUID(value.rpartition(":")[2]))
    except ValueError:
        return None


def knows(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    return Knows(typed, initial=initial, lawful=bool(bases(work)))


def bases(work: Writing) -> list[Basis]:
    """Rows for all keys that this sender needs without a yes; none when one key is missing."""
    sender = work.sender
    if sender is None:
        return []
    needed = ["ground", "route"] + (["secrecy"] if sender.function.secrecy else [])
    on = moments.local(work.me.at).date()
    found = {key: sharing.bases(key, me=work.me, on=on, giver=sender.pk) for key in needed}
    fitting = {key: [row for row in rows if not row.needs_consent] for key, rows in found.items()}
    return [row for rows in fitting.values() for row in rows] if all(fitting.values()) else []


def agreed(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    by_phone = bool(work.part("on_behalf").get("by_phone"))
    start = {"hears": work.sender.function.feedback if work.sender else None} | dict(initial)
    return Agreed(typed, initial=start, by_phone=by_phone)


def lawful(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    start = {"hears": work.sender.function.feedback if work.sender else None} | dict(initial)
    return Lawful(typed, initial=start, bases=bases(work))


def about_whom(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    start = dict(initial)
    if len(born_on := str(start.get("born_on") or "")) == len("2026-01-01") and born_on[4] == "-":
        start["born_on"] = date.fromisoformat(born_on)
    return AboutWhom(
        typed,
        initial=start,
        known=work.known,
        neighbourhoods=writing.neighbourhoods(work.me),
    )


def matter(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    law = work.receiver is not None and work.receiver.is_core
    return Matter(typed, initial=initial, themes=writing.themes(work.me), law=law)


def speed(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    urgencies = [
        (value, forms.Option(str(label).capitalize(), str(SOON.get(value, ""))))
        for value, label in Urgency.choices
    ]
    if not work.is_open:
        urgencies = [row for row in urgencies if row[0] != Urgency.TODAY]
    start = {"spoke_at": joined(initial, "spoke")} | dict(initial)
    return Speed(typed, initial=start, urgencies=urgencies, now=work.me.at)


SOON = {
    Urgency.TODAY.value: _("Alleen als u iemand van de ontvanger hebt gesproken."),
    Urgency.ORDINARY.value: _("Er is nu rust, maar hulp is wel nodig."),
}


def brought(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    start = {"warm_at": joined(initial, "warm")} | dict(initial)
    return BroughtAlong(typed, initial=start, kind=work.draft.kind)


def question(work: Writing, typed: Typed, initial: Mapping[str, Any]) -> forms.Form:
    return Question(typed, initial=initial, themes=writing.themes(work.me))
