"""What may happen to a plan, its coordinator and its circle. Values in, reason out."""

from enum import StrEnum


class WhyNot(StrEnum):
    """Why something about the circle is refused; the value is the sentence the user reads."""

    NOT_CORE = "Alleen iemand van het wijkteam kan coördinator worden."
    NO_TEAM = "Uw functie hoort niet bij een team. Vraag uw beheerder dat te regelen."
    HAS_COORDINATOR = "Dit huishouden heeft al een coördinator. Overleg met die collega."
    NOT_YOURS = "U kunt dit niet doen voor dit huishouden."
    NO_CATEGORY = "Kies welke gegevens deze betrokkene nodig heeft."
    NO_PURPOSE = "Schrijf op waarvoor deze betrokkene nodig is."
    ENDS_BEFORE = "De einddatum ligt in het verleden."


def why_not_coordinate(*, ring: str, in_team: bool) -> WhyNot | None:
    """Why this position cannot coordinate a household. Source: docs/rules.md#C1."""
    if ring != "core":
        return WhyNot.NOT_CORE
    return None if in_team else WhyNot.NO_TEAM


def why_not_involve(*, purpose: str, categories: list[str]) -> WhyNot | None:
    """Why this party cannot be involved: each says what for and with which data."""
    if not purpose.strip():
        return WhyNot.NO_PURPOSE
    return None if categories else WhyNot.NO_CATEGORY
