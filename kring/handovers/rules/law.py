"""What the law says must happen when a handover is a report for the Wmo or the Jeugdwet.

The municipal case system keeps the procedure; here are the dates. Source: docs/rules.md#H13.
"""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class LegalDate:
    """Something the law wants by a day, and where it says so."""

    what: str
    on: date
    source: str


_WMO = (
    ("De ontvangst is bevestigd", timedelta(), "Wmo 2015, artikel 2.3.2"),
    ("De inwoner kon een persoonlijk plan geven", timedelta(days=7), "Wmo 2015, artikel 2.3.2"),
    ("Het onderzoek is klaar", timedelta(weeks=6), "Wmo 2015, artikel 2.3.2"),
    ("Er is een besluit na een aanvraag", timedelta(weeks=8), "Wmo 2015, artikel 2.3.5"),
)
_YOUTH = (("Er is een besluit na een aanvraag", timedelta(weeks=8), "Awb, artikel 4:13"),)
SUPPORT = (
    "De inwoner mag gratis hulp vragen van een onafhankelijke cliëntondersteuner, en mag een eigen"
    " plan maken. Vertel dat in het eerste gesprek."
)


def legal_dates(reported_on: date, *, is_wmo: bool, is_youth: bool) -> list[LegalDate]:
    """The days by which the law wants something, the first one first; empty for no report."""
    wanted = [*(_WMO if is_wmo else ()), *(_YOUTH if is_youth else ())]
    dates = {LegalDate(what, reported_on + after, source) for what, after, source in wanted}
    return sorted(dates, key=lambda each: (each.on, each.what, each.source))
