"""When a notice leaves by mail, and what it says. Nothing here is about anyone."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils.translation import gettext, gettext_noop, ngettext

from kring.core import working_days
from kring.core.moments import local

OPENS, CLOSES = time(7, 30), time(18)
LAST_TRY = 8
UNREAD_DAYS = 60  # what nobody read for so long is no news
_LONGEST_WAIT = timedelta(hours=4)
# A reaction is due in two hours, or someone asks or answers in person.
_AT_ONCE = ("reminder", "question", "answer", "no show")
# What someone hears at once who only wants to hear when something goes wrong.
PROBLEMS = (
    "declined", "failed", "withdraw", "contradicted", "overdue",
    "stand_in", "escalation", "holder", "signal overdue", "action.declined", "access.emergency",
    "objection", "role.ending", "transfer.declined", "transfer.objection", "transfer.resident",
    "transfer.timed_out",
)  # fmt: skip
# What asks for an act waits in Mijn werk for as long as it does; it is no news beside that.
ASKS = (
    "sent", "reassigned", "resumed", "reminder", "overdue", "stand_in", "escalation", "holder",
    "question", "declined", "failed", "signal given", "signal overdue", "action.given",
    "transfer.proposed", "transfer.accepted", "aftercare.due", "ask_again.due", "returns.due",
    "safety.review", "milestone.due", "role.ending", "tell.resident", "standin.long",
    "resident call_me", "resident no_contact", "resident someone_else",
)  # fmt: skip

# A step may carry a moment behind it, so the longer of two that begin alike comes first.
SAID = {
    "accepted": gettext_noop("De overdracht is aangenomen"),
    "access.emergency": gettext_noop("Iemand gebruikte noodtoegang"),
    "action.accepted": gettext_noop("De actie is aangenomen"),
    "action.declined": gettext_noop("De actie is niet aangenomen"),
    "answer": gettext_noop("Er is antwoord voor u"),
    "bridged": gettext_noop("De verzender houdt zelf contact tot u kunt beginnen"),
    "completed": gettext_noop("De overdracht is afgerond"),
    "contact": gettext_noop("Er is contact met de inwoner"),
    "contradicted": gettext_noop("De inwoner zegt: er was geen contact"),
    "coordination.moved": gettext_noop("Er is een nieuwe coördinator"),
    "corrected": gettext_noop("De verzender vulde de overdracht aan"),
    "feedback": gettext_noop("U kreeg terugkoppeling"),
    "going on": gettext_noop("De ander wil niet stoppen: de overdracht gaat door"),
    "home.joined": gettext_noop("Een kind uit een ander huishouden hoort nu ook bij het uwe"),
    "home.leads": gettext_noop("Er is iets gezegd over welk plan voorgaat voor een kind"),
    "involvement.began": gettext_noop("Iemand is door een overdracht betrokken bij een huishouden"),
    "involvement.ends": gettext_noop("Een tijdelijke betrokkenheid stopt. Is die langer nodig?"),
    "involvement.still": gettext_noop("Bent u hier nog bij betrokken?"),
    "involvement.stopped": gettext_noop("Iemand is niet meer betrokken"),
    "known.joined": gettext_noop("Een nieuwe overdracht gaat over iemand die bij u al bekend is"),
    "known.parted": gettext_noop("Twee personen die één leken, zijn weer twee"),
    "mail.failed": gettext_noop("Mail kwam niet aan. Vertelt u het zelf?"),
    "note.shared": gettext_noop("Iemand deelt een notitie met u"),
    "no show": gettext_noop("De inwoner kwam niet op de afspraak"),
    "objection": gettext_noop("Er is bezwaar tegen de nieuwe coördinator"),
    "paused": gettext_noop("De overdracht wacht"),
    "plan.closed": gettext_noop("Het plan is afgesloten, en u bent niet meer betrokken"),
    "signal answered": gettext_noop("Er is antwoord op uw signaal"),
    "standin.began": gettext_noop("Er is een waarneming geregeld"),
    "standin.unled": gettext_noop(
        "Een collega is al lang afwezig, en dat team heeft geen teamleider"
    ),
    "standin.ended": gettext_noop("Een waarneming is gestopt"),
    "transfer.declined": gettext_noop("Het voorstel voor een coördinator is niet aangenomen"),
    "transfer.objection": gettext_noop("Na een bezwaar blijft de coördinator dezelfde"),
    "transfer.resident": gettext_noop("De inwoner wil geen andere coördinator"),
    "transfer.timed_out": gettext_noop("Er kwam geen antwoord over een nieuwe coördinator"),
    "transfer.told": gettext_noop("Er komt een nieuwe coördinator"),
    "transfer.withdrawn": gettext_noop("Het voorstel voor een coördinator is ingetrokken"),
    "typed": gettext_noop("Iemand schreef namens u een overdracht op. Klopt het?"),
    "work.given": gettext_noop("U neemt werk over van een collega"),
    "work.left": gettext_noop("Een collega werkt niet meer. U neemt waar tot u het werk verdeelt"),
    "withdrawn": gettext_noop("De overdracht is ingetrokken"),
    "withdraw": gettext_noop("Er is gevraagd om deze overdracht te stoppen"),
}


Quiet = tuple[time, time] | None


def begins(steps: Iterable[str]) -> str:
    """A pattern for these steps; a step may carry behind it which time it was."""
    return f"^({'|'.join(steps)})( |$)"


def leaves_at_once(step: str) -> bool:
    """Whether this step is told right away instead of in the daily overview."""
    return step.startswith(_AT_ONCE)


def wants_at_once(choice: str, step: str) -> bool:
    """Whether who made this choice (Professional.Digest) wants it, that can wait for others."""
    if choice:
        return choice == "now"
    return re.match(begins(PROBLEMS), step) is not None


def may_leave(at: datetime, *, urgent: bool, on_duty: bool, quiet: Quiet = (CLOSES, OPENS)) -> bool:
    """Mail waits for a working day and for the end of the reader's quiet hours (from, until).

    Unless it is urgent and the reader is on duty.
    """
    here = local(at)
    if urgent and on_duty:
        return True
    return working_days.is_working_day(here.date()) and not _is_quiet(here.time(), quiet)


def _is_quiet(clock: time, quiet: Quiet) -> bool:
    if quiet is None:
        return False
    start, end = quiet
    return start <= clock < end if start <= end else clock >= start or clock < end


def next_try(at: datetime, *, tries: int) -> datetime | None:
    """When to try again after this many tries; None: someone has to look at it."""
    if tries >= LAST_TRY:
        return None
    return at + min(timedelta(minutes=2**tries), _LONGEST_WAIT)


def subject(step: str, *, urgent: bool) -> str:
    """What waits, without a word about whom."""
    if step.startswith("reminder"):
        return gettext("Nog twee uur om te reageren in Kring")
    if step.startswith("no show"):
        return gettext("Een inwoner kwam niet op een afspraak")
    if step == "coordination.moved":
        return gettext("U bent nu coördinator in Kring")
    if step.startswith(("question", "answer")):
        return gettext("Er is een bericht voor u in Kring")
    if urgent:
        return gettext("Er wacht iets op u in Kring dat haast heeft")
    return gettext("Er is nieuws voor u in Kring")


def said(step: str, *, else_: str = "") -> str:
    """What someone was told, as one sentence without a full stop.

    `else_`: for what asks for an act and is no news beside that.
    """
    found = next((words for begins, words in SAID.items() if step.startswith(begins)), None)
    return gettext(found) if found else else_ or gettext("Er is nieuws voor u")


def overview_is_due(at: datetime, choice: str) -> bool:
    """On working days, from the chosen hour and for some hours more when mail was slow."""
    here = local(at)
    starts = datetime.combine(here.date(), time.fromisoformat(choice), here.tzinfo)
    return working_days.is_working_day(here.date()) and starts <= here < starts + _LONGEST_WAIT


def overview(*, handovers: int, today: int, others: int, news: int) -> list[str]:
    """The sentences of the daily overview; none when there is nothing to tell."""
    said = [_handovers(handovers, today)] if handovers else []
    if others:
        said.append(
            ngettext(
                "Er wacht %(count)s andere vraag op u.",
                "Er wachten %(count)s andere vragen op u.",
                others,
            )
            % {"count": others}
        )
    if news:
        said.append(
            ngettext("Er is %(count)s nieuw bericht.", "Er zijn %(count)s nieuwe berichten.", news)
            % {"count": news}
        )
    return said


def _handovers(waiting: int, today: int) -> str:
    what = ngettext(
        "Er wacht %(count)s overdracht op u", "Er wachten %(count)s overdrachten op u", waiting
    ) % {"count": waiting}
    if not today:
        return f"{what}."
    return ngettext(
        "%(what)s, %(count)s moet vandaag.", "%(what)s, %(count)s moeten vandaag.", today
    ) % {"what": what, "count": today}
