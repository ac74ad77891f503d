"""What the law says must happen when a handover is a report for the Wmo or the Jeugdwet.

The municipal case system keeps the procedure; here are the dates. Source: docs/rules.md#H13.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop

from .reasons import WhyNot


@dataclass(frozen=True)
class LegalDate:
    """Something the law wants by a day, and where it says so."""

    what: str
    on: date
    source: str


_REPORT = "Wmo 2015, artikel 2.3.2"
_DECISION = gettext_noop("Er is een besluit na een aanvraag")
_WMO = (
    (gettext_noop("De ontvangst is bevestigd"), timedelta(), _REPORT),
    (gettext_noop("De inwoner kon een persoonlijk plan geven"), timedelta(days=7), _REPORT),
    (gettext_noop("Het onderzoek is klaar"), timedelta(weeks=6), _REPORT),
    (_DECISION, timedelta(weeks=8), "Wmo 2015, artikel 2.3.5"),
)
_YOUTH = ((_DECISION, timedelta(weeks=8), "Awb, artikel 4:13"),)
SUPPORT = gettext_noop(
    "De inwoner mag gratis hulp vragen van een onafhankelijke cliëntondersteuner, en mag een eigen"
    " plan maken. Vertel dat in het eerste gesprek."
)


def legal_dates(reported_on: date, *, is_wmo: bool, is_youth: bool) -> list[LegalDate]:
    """The days by which the law wants something, the first one first; empty for no report."""
    wanted = [*(_WMO if is_wmo else ()), *(_YOUTH if is_youth else ())]
    dates = {LegalDate(what, reported_on + after, source) for what, after, source in wanted}
    return sorted(dates, key=lambda each: (each.on, each.what, each.source))


def why_not_report(
    reported_on: date, *, is_wmo: bool, is_youth: bool, at_core: bool, today: date
) -> WhyNot | None:
    """Why it cannot be noted as a report: by the core ring, for a law, on a day that has been."""
    if not at_core:
        return WhyNot.NOT_FOR_A_REPORT
    if not (is_wmo or is_youth):
        return WhyNot.NO_LAW
    return WhyNot.NOT_YET_REPORTED if reported_on > today else None
