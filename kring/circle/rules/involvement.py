"""When a party may join the circle. Values in, reason out."""

from datetime import date

from .reasons import WhyNot


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


def why_not_last(until: date, *, today: date) -> WhyNot | None:
    """Why someone cannot be involved until this day. Source: docs/rules.md#C7a."""
    return None if until > today else WhyNot.ENDS_BEFORE
