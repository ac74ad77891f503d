"""My handovers: what I got, what I sent, and what I am still writing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.accounts.http import SignedIn, opens_for
from kring.core import moments
from kring.core.actor import Me
from kring.core.jinja import url
from kring.handovers.models import Draft
from kring.handovers.models.choices import Kind, Side
from kring.handovers.queries import lists
from kring.notices import rules

from . import words
from .around import PARTIES, page

Rows = Callable[..., list[lists.Listed]]
KEY = "na"
FEW = 5


@dataclass(frozen=True)
class Row:
    """A handover as it stands in a list."""

    title: str
    url: str
    deadline: moments.Deadline | None
    state: str
    tone: str
    other: str
    sent: str
    turn: str


@opens_for(*PARTIES)
def received(request: SignedIn) -> HttpResponse:
    return _list(request, lists.received, "received")


@opens_for(*PARTIES)
def sent(request: SignedIn) -> HttpResponse:
    return _list(request, lists.sent, "sent")


@opens_for(*PARTIES)
def drafts(request: SignedIn) -> HttpResponse:
    rows = [_draft(draft, request.me) for draft in lists.drafts()]
    context = {"rows": rows, "tabs_items": tabs("drafts"), "here": "drafts", "older": ""}
    return page(request, "handovers/drafts.html", context)


def _list(request: SignedIn, rows: Rows, here: str) -> HttpResponse:
    found = rows(request.me, after=_after(request.GET.get(KEY, "")))
    shown = found[: lists.PAGE]
    older = ""
    if len(found) > lists.PAGE:
        last = shown[-1]
        older = (
            f"{reverse(f'handovers:{ADDRESS[here]}')}?{KEY}={last.sent_at.timestamp()}_{last.id}"
        )
    context = {
        "rows": [_row(each, request.me, here) for each in shown],
        "sent": _sent(request) if here == "received" and not found else [],
        "tabs_items": tabs(here),
        "here": here,
        "older": older,
        "told": _told(request),
        "to_tell": _to_tell(request),
    }
    return page(request, "handovers/list.html", context)


def _sent(request: SignedIn) -> list[Row]:
    """The latest that one sent: who only sends finds it where one starts, when nothing waits."""
    if request.path != request.chrome.home_url:
        return []
    return [_row(each, request.me, "sent") for each in lists.sent(request.me)[:FEW]]


def _told(request: SignedIn) -> list[dict[str, Any]]:
    """What is new, for whom this page is where one starts: there is no Mijn werk then."""
    if request.path != request.chrome.home_url:
        return []
    now = request.me.at
    return [
        {
            "id": each.id,
            "words": rules.said(each.step),
            "from": " · ".join(filter(None, [each.about, each.person])),
            "when": moments.moment(each.at, now),
        }
        for each in lists.news(request.me)
    ]


def _to_tell(request: SignedIn) -> list[dict[str, Any]]:
    """What was shared and may be told by now, for whom this page is where one starts."""
    if request.path != request.chrome.home_url:
        return []
    today = moments.local(request.me.at).date()
    return [
        {
            "title": _("%(who)s – mag die nu weten wat u deelde?")
            % {"who": each.who or _("Een inwoner")},
            "url": url("handovers:tell", each.about),
            "deadline": moments.due_day(each.review_on, today),
        }
        for each in lists.to_tell()
    ]


ADDRESS = {"received": "list", "sent": "sent", "signals": "signals", "drafts": "drafts"}


def tabs(here: str) -> Sequence[tuple[str, str, bool]]:
    """The lists of this room, of which this is one."""
    names = {
        "received": _("Ontvangen"),
        "sent": _("Verstuurd"),
        "signals": _("Signalen"),
        "drafts": _("Concepten"),
    }
    return [
        (label, reverse(f"handovers:{ADDRESS[name]}"), name == here)
        for name, label in names.items()
    ]


def _after(given: str) -> tuple[datetime, UUID] | None:
    """Where the page before ended; nothing when the address was changed by hand."""
    moment, _line, key = given.partition("_")
    try:
        return datetime.fromtimestamp(float(moment), tz=moments.AMSTERDAM), UUID(key)
    except (ValueError, OverflowError, OSError):
        return None


def _row(each: lists.Listed, me: Me, here: str) -> Row:
    return Row(
        title=_title(each),
        url=_address(each),
        deadline=moments.deadline(each.due_at, me.at) if each.due_at and each.turn else None,
        state=words.label(each.kind, each.state),
        tone=words.tone(each.state),
        other=each.other or _("een inwoner"),
        sent=moments.moment(each.sent_at, me.at),
        turn=_turn(each, here),
    )


def _title(each: lists.Listed) -> str:
    if each.kind == lists.LEAD:
        return _("%(who)s – coördinatie overdragen") % {"who": each.about or _("Een huishouden")}
    anonymous = _("Vraag zonder naam") if each.kind == Kind.CONSULT else ""
    who = each.about or anonymous or _("Naam zichtbaar na oppakken")
    return f"{who} – {each.theme}" if each.theme else who


def _address(each: lists.Listed) -> str:
    if each.kind == lists.LEAD:
        return f"/huishouden/{each.household}/coordinator/"  # a page of a higher room
    return url("handovers:detail", each.id)


def _turn(each: lists.Listed, here: str) -> str:
    """Whose turn it is; empty when it is over."""
    if not each.turn:
        return ""
    if each.my_turn:
        return _("u bent aan zet")
    theirs = each.turn == Side.SENDER if here == "received" else each.turn != Side.SENDER
    who = each.silent_to or (each.other if theirs else "")
    return _("%(who)s is aan zet") % {"who": who} if who else _("de verzender is aan zet")


def _draft(draft: Draft, me: Me) -> dict[str, Any]:
    who = draft.data.get("who") or {}
    name = who.get("family_name") or ((who.get("typed") or {}).get("over-wie") or {}).get(
        "family_name"
    )
    return {
        "id": draft.pk,
        "title": name or _("Nog zonder naam"),
        "kind": str(Kind(draft.kind).label),
        "saved": moments.moment(draft.saved_at, me.at),
        "until": moments.day(draft.keep_until, moments.local(me.at).date()),
    }
