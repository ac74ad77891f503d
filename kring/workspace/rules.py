"""How work is grouped and greeted: values in, words out."""

from datetime import datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kring.core.moments import local

NOON, EVENING = 12, 18
NUMBERS = gettext_noop("nul één twee drie vier vijf zes zeven acht negen tien elf twaalf")


class WhyNot(StrEnum):
    """Why a step is refused; the value is the sentence the user reads."""

    NOT_LEFT = "Dit ligt er niet meer, of deze collega kan het niet overnemen. Kijk opnieuw."


class Urgency(StrEnum):
    """How soon something that waits is due; the value is the title of its group."""

    LATE = gettext_noop("Te laat")
    TODAY = gettext_noop("Vandaag")
    THIS_WEEK = gettext_noop("Deze week")
    LATER = gettext_noop("Later")


def urgency(due_at: datetime | None, *, now: datetime) -> Urgency:
    """The group of something due at a moment; the week ends on Sunday on the Dutch calendar."""
    if due_at is None:
        return Urgency.LATER
    if due_at < now:
        return Urgency.LATE
    day, today = local(due_at).date(), local(now).date()
    if day == today:
        return Urgency.TODAY
    return (
        Urgency.THIS_WEEK if day <= today + timedelta(days=6 - today.weekday()) else Urgency.LATER
    )


def greeting(now: datetime) -> str:
    """Good morning, afternoon or evening, by the Dutch clock."""
    hour = local(now).hour
    if hour < NOON:
        return _("Goedemorgen")
    return _("Goedemiddag") if hour < EVENING else _("Goedenavond")


def people_today(count: int, *, capped: bool = False) -> str:
    """The sentence under the greeting: how many need an answer before the day ends."""
    if not count:
        return _("U bent bij.")
    if capped:
        return _("Meer dan %(count)s mensen hebben vandaag uw reactie nodig.") % {"count": count}
    if count == 1:
        return _("Eén persoon heeft vandaag uw reactie nodig.")
    numbers = _(NUMBERS).split()
    words = numbers[count].capitalize() if count < len(numbers) else str(count)
    return _("%(count)s mensen hebben vandaag uw reactie nodig.") % {"count": words}
