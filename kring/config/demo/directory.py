"""The network of Waterrijk: who works where, and when they can be reached."""

from datetime import date, time
from typing import Any

from kring.accounts.models import Professional
from kring.agreements.models import Term
from kring.directory.models import (
    EmergencyNumber,
    Function,
    Hours,
    Neighbourhood,
    Organisation,
    Position,
    Region,
    Team,
    Theme,
    ThemeWord,
)
from kring.sharing import actions as sharing

from .people import FUNCTIONS, ORGANISATIONS, PEOPLE, TEAMS, TERMS, THEMES, key
from .places import NEIGHBOURHOODS

SINCE = date(2024, 1, 1)


def build() -> None:
    """Write the whole directory."""
    Region.objects.create(id=key("waterrijk"), code="waterrijk", name="Waterrijk")
    Function.objects.bulk_create(
        Function(
            id=key(f"function {code}"),
            code=code,
            name=name,
            ring=ring,
            secrecy=secrecy,
            feedback=hears,
        )
        for code, name, ring, secrecy, hears in FUNCTIONS
    )
    _places()
    _themes()
    _organisations()
    _people()
    _terms()
    sharing.load_bases()


def _places() -> None:
    Neighbourhood.objects.bulk_create(
        Neighbourhood(
            id=key(row),
            region_id=key("waterrijk"),
            cbs_code=f"BU0999{number:04}",
            name=name,
            outline={"type": "Polygon", "coordinates": [outline]},
        )
        for number, (row, (name, outline)) in enumerate(NEIGHBOURHOODS.items(), start=1)
    )
    EmergencyNumber.objects.bulk_create(
        [
            EmergencyNumber(
                region_id=key("waterrijk"), purpose="Wijkteam, voor vandaag", phone="+31123456700",
                opens_at=time(9), closes_at=time(17), order=1,
            ),
            EmergencyNumber(
                region_id=key("waterrijk"), purpose="Crisisdienst, buiten kantooruren",
                phone="+31123456799", order=2,
            ),
        ]
    )  # fmt: skip


def _themes() -> None:
    for order, (code, (name, words)) in enumerate(THEMES.items()):
        theme = Theme.objects.create(
            id=key(f"theme {code}"), region_id=key("waterrijk"), code=code, name=name, order=order
        )
        ThemeWord.objects.bulk_create(
            ThemeWord(theme=theme, sector=sector, word=word)
            for sector, found in words.items()
            for word in found
        )


def _organisations() -> None:
    Organisation.objects.bulk_create(
        Organisation(
            id=key(row), region_id=key("waterrijk"), name=name, kind=kind,
            email=f"contact@{row}.example", phone=_phone(number), address=f"Marktplein {number + 1}",
        )
        for number, (row, (name, kind)) in enumerate(ORGANISATIONS.items())
    )  # fmt: skip
    for number, (row, (organisation, name, is_core, areas)) in enumerate(TEAMS.items()):
        team = Team.objects.create(
            id=key(row), organisation_id=key(organisation), name=name, is_core=is_core,
            email=f"{row}@{organisation}.example", phone=_phone(50 + number),
            address=f"Buurthuis {name.split()[-1]}",
        )  # fmt: skip
        team.area.set(Neighbourhood.objects.filter(pk__in=[key(area) for area in areas]))
        Hours.objects.bulk_create(
            Hours(team=team, weekday=day, opens_at=time(9), closes_at=time(17)) for day in range(5)
        )


def _people() -> None:
    for number, (row, (given, prefix, family, organisation, team, function, more)) in enumerate(
        PEOPLE.items()
    ):
        person = Professional.objects.create_user(
            id=key(f"professional {row}"), email=f"{row}@{organisation}.example",
            given_name=given, name_prefix=prefix, family_name=family,
        )  # fmt: skip
        position = Position.objects.create(
            id=key(row), professional=person, organisation_id=key(organisation),
            team_id=key(team) if team else None, function_id=key(f"function {function}"),
            email=person.email or "", phone=_phone(100 + number), from_on=SINCE, **_position(more),
        )  # fmt: skip
        Hours.objects.bulk_create(
            Hours(position=position, weekday=day, opens_at=time(8, 30), closes_at=time(17))
            for day in range(5)
            if (number + day) % 5
        )
    for team, lead in [("tuindorp", "ineke"), ("spoorkwartier", "gea"), ("havenzuid", "saskia")]:
        Team.objects.filter(id=key(team)).update(escalation_id=key(lead))


def _terms() -> None:
    Term.objects.bulk_create(
        Term(
            kind=kind, working_days=days, source="Standaard van de regio Waterrijk",
            valid_from=SINCE, region_id=key("waterrijk"),
        )
        for kind, days in TERMS.items()
    )  # fmt: skip


def _position(more: dict[str, Any]) -> dict[str, Any]:
    given = dict(more)
    if responsible := given.pop("acts_for", None):
        given["acts_for_id"] = key(responsible)
    return given


def _phone(number: int) -> str:
    """A number from the range kept free for fiction."""
    return f"+3112345{6000 + number:04}"
