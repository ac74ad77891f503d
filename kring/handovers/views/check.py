"""The last step: read everything once more, and send."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.accounts.http import SignedIn, opens_for
from kring.core import moments
from kring.core.errors import Refused
from kring.handovers.actions import sending
from kring.handovers.forms import knows, person
from kring.handovers.models import Handover
from kring.handovers.models.choices import Cold, Urgency, Warm
from kring.handovers.queries import record, writing
from kring.handovers.rules.records import fares
from kring.residents.models import Resident

from . import pages
from .around import PARTIES, page
from .steps import BACK_TO_CHECK, kind_words, sent_already
from .writer import Writing, joined

Row = tuple[str, str, str, str]


@opens_for(*PARTIES)
def check(request: SignedIn, pk: UUID) -> HttpResponse:
    draft = writing.draft(pk)
    if draft is None:
        return sent_already(pk)
    work = Writing(request.me, draft)
    if (still := pages.first_open(work)) != pages.CHECK:
        return redirect(pages.address(pk, still))
    if request.method != "POST":
        return _show(request, work)
    try:
        sending.send(pk, by=request.me)
    except Refused as refusal:
        return _show(request, work, refusal=str(refusal))
    return redirect("handovers:detail", pk)


def _show(request: SignedIn, work: Writing, *, refusal: str = "") -> HttpResponse:
    asked = [each for each in pages.PAGES if each.needed(work)]
    context = {
        "work": work,
        "rows": list(_rows(work)),
        "promise": promise(work),
        "fares": "" if work.is_consult else _fares(work),
        "refusal": refusal,
        "back": asked[-1].slug,
        "saved": moments.clock(work.draft.saved_at),
        "name": kind_words(work),
        "steps": len(pages.steps(work)),
        "title": _("Controleer uw vraag") if work.is_consult else _("Controleer uw overdracht"),
        "send": _("Vraag versturen") if work.is_consult else _("Overdracht versturen"),
    }
    status = 422 if refusal else 200
    return page(request, "handovers/check.html", context, sends=True, status=status)


def _fares(work: Writing) -> str:
    return fares(record(work.receiver.counted_as)) if work.receiver else ""


def promise(work: Writing) -> str:
    """Until when the receiver may take to answer, and which agreement says so."""
    due = work.clock.due(work.me.at)
    words = _(
        "%(who)s krijgt tot %(when)s om te reageren (%(source)s). U krijgt altijd bericht terug."
    )
    return moments.said(
        words,
        who=work.receiver.name if work.receiver else "",
        when=moments.full_moment(due),
        source=_(work.clock.source),
    )


def _rows(work: Writing) -> Iterator[Row]:
    for slug, label, words in ANSWERS:
        if pages.BY_SLUG[slug].needed(work) and (answer := words(work)):
            yield (
                _(label),
                answer,
                f"{pages.address(work.draft.pk, slug)}?{BACK_TO_CHECK}",
                _(label).lower(),
            )


def _caller(work: Writing) -> str:
    sender = work.sender
    phone = work.part("on_behalf").get("caller_phone") or ""
    named = f"{sender.professional.name}, {sender.organisation.name}" if sender else ""
    return ", ".join(filter(None, [named, moments.phone(phone) if phone else ""]))


def _knows(work: Writing) -> str:
    if work.part("knows").get("answer") == knows.YES:
        how = {
            "spoken": _("in een gesprek"),
            "written": _("op papier"),
            "via_caller": _("zegt de beller"),
        }
        return _("Ja, %(how)s") % {"how": how.get(work.part("knows").get("how", ""), "")}
    return _("De inwoner weet het; u deelt volgens een regel")


def _hears(work: Writing) -> str:
    return _labels(Handover.Hears.choices, work.part("knows").get("hears")).capitalize()


def _who(work: Writing) -> str:
    who = work.part("who")
    if resident := who.get("resident"):
        return dict(work.known).get(resident, "")
    parts = {
        name: who.get(name) or ""
        for name in ("given_name", "name_prefix", "family_name", "salutation")
    }
    born_on = who.get("born_on") or ""
    day = "-".join(reversed(born_on.split("-")))
    return ", ".join(part for part in (Resident(**parts).name, day) if part)


def _asker(work: Writing) -> str:
    who = work.part("who")
    if who.get("asked_by") not in (Handover.AskedBy.RELATIVE, Handover.AskedBy.NEIGHBOUR):
        return ""
    phone = moments.phone(who["asker_phone"]) if who.get("asker_phone") else ""
    return ", ".join(filter(None, [who.get("asker_name") or "", phone]))


def _reach(work: Writing) -> str:
    who = work.part("who")
    safe = _labels(person.SAFE, who.get("safe_to_call")).lower()
    phone = moments.phone(who["phone"]) if who.get("phone") else ""
    words = [
        f"{phone} ({_('bellen veilig: %(safe)s') % {'safe': safe}})" if phone else "",
        who.get("via_desk") or "",
        who.get("email") or "",
    ]
    return " · ".join(word for word in words if word)


def _what(name: str) -> Callable[[Writing], str]:
    return lambda work: work.part("what").get(name) or ""


def _theme(work: Writing) -> str:
    return _labels(writing.themes(work.me), work.part("what").get("theme"))


def _speed(work: Writing) -> str:
    what = work.part("what")
    words = _labels(Urgency.choices, what.get("urgency")).capitalize()
    if what.get("urgency") == Urgency.TODAY and (spoke := joined(what, "spoke")):
        with_ = what.get("spoke_with")
        return _("%(words)s. U sprak %(who)s om %(when)s.") % {
            "words": words,
            "who": with_,
            "when": moments.clock(spoke),
        }
    return words


def _brought(work: Writing) -> str:
    what = work.part("what")
    words = _labels(Warm.choices, what.get("warm")).capitalize()
    if what.get("warm") == Warm.COLD:
        return f"{words}: {_labels(Cold.choices, what.get('cold_because'))}"
    warm_at = joined(what, "warm")
    at = moments.moment(warm_at, work.me.at) if warm_at else ""
    place = what.get("warm_place") or ""
    return moments.joined(", ", words, at, place)


def _ends(work: Writing) -> str:
    ends_on = work.part("what").get("ends_on") or ""
    return "-".join(reversed(ends_on.split("-")))


def _labels(rows: Any, value: Any) -> str:
    return str(dict(rows).get(value, ""))


ANSWERS: tuple[tuple[str, Any, Callable[[Writing], str]], ...] = (
    ("namens", gettext_noop("Namens"), _caller),
    ("aan-wie", gettext_noop("Aan wie"), lambda work: work.receiver.name if work.receiver else ""),
    ("weet-de-inwoner-het", gettext_noop("Weet de inwoner het?"), _knows),
    ("toestemming", gettext_noop("Wat u hoort"), _hears),
    ("regel", gettext_noop("Wat u hoort"), _hears),
    ("over-wie", gettext_noop("Over wie"), _who),
    ("over-wie", gettext_noop("Zo bereikbaar"), _reach),
    ("over-wie", gettext_noop("Wie om hulp vroeg"), _asker),
    ("uw-vraag", gettext_noop("Uw vraag"), _what("question")),
    ("uw-vraag", gettext_noop("Onderwerp"), _theme),
    ("wat-is-er", gettext_noop("Wat er speelt"), _what("situation")),
    ("wat-is-er", gettext_noop("Wat de inwoner wil"), _what("wish")),
    ("wat-is-er", gettext_noop("Wat er goed gaat"), _what("goes_well")),
    ("wat-is-er", gettext_noop("Onderwerp"), _theme),
    ("hoe-snel", gettext_noop("Hoe snel"), _speed),
    ("samen", gettext_noop("Samen"), _brought),
    ("samen", gettext_noop("Tot wanneer"), _ends),
)
