"""When a notice leaves by mail, and what it says. Nothing here is about anyone."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext, ngettext

from kring.core import working_days
from kring.core.moments import local

OPENS, CLOSES = time(7, 30), time(18)
LAST_TRY = 8
_LONGEST_WAIT = timedelta(hours=4)
# A reaction is due in two hours, or someone asks or answers in person.
_AT_ONCE = ("reminder", "question", "answer")
# What asks for an act waits in Mijn werk for as long as it does; it is no news beside that.
ASKS = (
    "sent", "reassigned", "reminder", "overdue", "stand_in", "escalation", "holder", "question",
    "declined", "failed", "signal given", "signal overdue", "action.given", "transfer.proposed",
    "transfer.accepted", "aftercare.due", "ask_again.due",
    "resident call_me", "resident no_contact", "resident someone_else",
)  # fmt: skip


def leaves_at_once(step: str) -> bool:
    """Whether this step is told right away instead of in the daily overview."""
    return step.startswith(_AT_ONCE)


def may_leave(at: datetime, *, urgent: bool, on_duty: bool) -> bool:
    """Mail waits for the morning of a working day, unless it is urgent and someone is on duty."""
    here = local(at)
    in_hours = OPENS <= here.time() < CLOSES and working_days.is_working_day(here.date())
    return in_hours or (urgent and on_duty)


def next_try(at: datetime, *, tries: int) -> datetime | None:
    """When to try again after this many tries; None: someone has to look at it."""
    if tries >= LAST_TRY:
        return None
    return at + min(timedelta(minutes=2**tries), _LONGEST_WAIT)


def subject(step: str, *, urgent: bool) -> str:
    """What waits, without a word about whom."""
    if step.startswith("reminder"):
        return gettext("Nog twee uur om te reageren in Kring")
    if step == "coordination.moved":
        return gettext("U bent nu coördinator in Kring")
    if step.startswith(("question", "answer")):
        return gettext("Er is een bericht voor u in Kring")
    if urgent:
        return gettext("Er wacht iets op u in Kring dat haast heeft")
    return gettext("Er is nieuws voor u in Kring")


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
