"""How handovers fare with a party, in words."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Record:
    """Counts of a team or organisation, as models.TrackRecord has them."""

    party: UUID
    handovers: int
    arrived: int
    answered_in: timedelta
    contact_in: timedelta | None


def fares(record: Record | None) -> str:
    """How soon there is an answer and contact, and how many arrive; empty: too little is known."""
    if record is None:
        return ""
    answer, contact = _days(record.answered_in), _days(record.contact_in)
    words = [
        ngettext(
            "Antwoord komt meestal binnen %(count)s dag",
            "Antwoord komt meestal binnen %(count)s dagen",
            answer,
        )
        % {"count": answer}
    ]
    if contact:
        words.append(
            ngettext(
                "Meestal is er contact binnen %(count)s dag",
                "Meestal is er contact binnen %(count)s dagen",
                contact,
            )
            % {"count": contact}
        )
    counts = {"arrived": record.arrived, "handovers": record.handovers}
    words.append(_("Bij %(arrived)s van de %(handovers)s overdrachten kwam er contact") % counts)
    return ". ".join(words) + "."


def _days(span: timedelta | None) -> int:
    """In how many days it was done, those begun too; none when it never was."""
    return 0 if span is None else max(ceil(span / DAY), 1)
