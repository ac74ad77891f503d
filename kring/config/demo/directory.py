"""The network of Waterrijk: who works where, and when they can be reached."""

from datetime import date, time
from typing import Any

from kring.accounts.models import Professional
from kring.agreements.actions import promise_standard
from kring.core.actor import acting, job
from kring.directory.models import (
    EmergencyNumber,
    Function,
    Hours,
    Neighbourhood,
    Organisation,
    Position,
    Region,
    Team,
)

from .people import ORGANISATIONS, PEOPLE, TEAMS, key
from .places import NEIGHBOURHOODS

SINCE = date(2024, 1, 1)


def build() -> None:
    """Write the whole directory."""
    Region.objects.create(id=key("waterrijk"), code="waterrijk", name="Waterrijk")
    _places()
    _organisations()
    _people()
    with acting(job("demo")) as by:
        promise_standard(
            key("waterrijk"), source="Standaard van de regio Waterrijk", from_on=SINCE, by=by
        )


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
                region_id=key("waterrijk"), purpose="Crisisdienst",
                phone="+31123456799", order=2,
            ),
        ]
    )  # fmt: skip


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
    functions = dict(Function.objects.values_list("code", "pk"))
    for number, (row, (given, prefix, family, organisation, team, function, more)) in enumerate(
        PEOPLE.items()
    ):
        person = Professional.objects.create_user(
            id=key(f"professional {row}"), email=f"{row}@{organisation}.example",
            given_name=given, name_prefix=prefix, family_name=family,
        )  # fmt: skip
        position = Position.objects.create(
            id=key(row), professional=person, organisation_id=key(organisation),
            team_id=key(team) if team else None, function_id=functions[function],
            email=person.email or "", phone=_phone(100 + number), from_on=SINCE, **_position(more),
        )  # fmt: skip
        Hours.objects.bulk_create(
            Hours(position=position, weekday=day, opens_at=time(8, 30), closes_at=time(17))
            for day in range(5)
            if (number + day) % 5
        )
    for team, lead in [("tuindorp", "ineke"), ("spoorkwartier", "gea"), ("havenzuid", "saskia")]:
        Team.objects.filter(id=key(team)).update(escalation_id=key(lead))


def _position(more: dict[str, Any]) -> dict[str, Any]:
    given = dict(more)
    if responsible := given.pop("acts_for", None):
        given["acts_for_id"] = key(responsible)
    return given


def _phone(number: int) -> str:
    """A number from the range kept free for fiction."""
    return f"+3112345{6000 + number:04}"
