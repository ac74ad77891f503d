"""A burgerservicenummer: optional, and only where a law lets an organisation use it."""

from stdnum.nl import bsn

from .naming import WhyNot


def is_bsn(text: str) -> bool:
    """Nine digits (eight get a zero in front) that pass the 11-test."""
    return bool(bsn.is_valid(text))


def why_not_keep_number(text: str, *, ring: str, secrecy: bool) -> WhyNot | None:
    """Why this number cannot be kept. Source: docs/rules.md#R3.

    The municipality's team and care providers have a basis; school, housing corporation, police
    and welfare are assumed to have none.
    """
    if ring != "core" and not secrecy:
        return WhyNot.NO_BASIS
    return None if is_bsn(text) else WhyNot.NO_NUMBER
