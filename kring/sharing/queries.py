"""What the keys are today, for whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from kring.core.actor import Me
from kring.directory.models import Position
from kring.sharing.models import LegalBasis


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A legal ground in force, as a choice. Empty `categories`: all. `checked` by a lawyer."""

    code: str
    key: str
    name: str
    article: str
    needs_consent: bool
    categories: tuple[str, ...]
    checked: bool


@dataclass(frozen=True, kw_only=True)
class Giver:
    """Who gives, as far as the keys ask: function, ring, organisation, bound by secrecy."""

    function: str
    ring: str
    organisation: UUID
    secrecy: bool


def bases(key: str, *, me: Me, on: date, giver: UUID | None = None) -> list[Basis]:
    """The rows of one key ("ground", "secrecy", "route") that fit who gives, on that day.

    `giver`: another position than my own, when I type for someone. One statement, two with giver.
    """
    if giver is None or giver == me.position:
        return _in_force(Q(key=key), function=me.function_code, ring=me.ring, on=on)
    who = giver_of(giver)
    return _in_force(Q(key=key), function=who.function, ring=who.ring, on=on)


def chosen(codes: dict[str, str], *, giver: Giver | None, on: date) -> dict[str, Basis]:
    """The rows in force of these `codes` per key, as far as this giver may use them.

    Without a giver (a resident who asks) only what everybody may use. One statement.
    """
    wanted = Q()
    for key, code in codes.items():
        wanted |= Q(key=key, code=code)
    function, ring = (giver.function, giver.ring) if giver else ("", "")
    return {basis.key: basis for basis in _in_force(wanted, function=function, ring=ring, on=on)}


def giver_of(position: UUID) -> Giver:
    """What the keys ask about this position. One statement."""
    function, ring, organisation, secrecy = Position.objects.values_list(
        "function__code", "function__ring", "organisation_id", "function__secrecy"
    ).get(pk=position)
    return Giver(function=function, ring=ring, organisation=organisation, secrecy=secrecy)


def _in_force(wanted: Q, *, function: str, ring: str, on: date) -> list[Basis]:
    rows = (
        LegalBasis.objects.filter(
            wanted,
            Q(valid_until__isnull=True) | Q(valid_until__gte=on),
            Q(rings=[]) | Q(rings__contains=[ring]),
            Q(functions=[]) | Q(functions__contains=[function]),
            valid_from__lte=on,
        )
        .order_by("key", "needs_consent", "name")
        .values_list("code", "key", "name", "article", "needs_consent", "categories", "checked")
    )
    return [
        Basis(
            code=code,
            key=key,
            name=name,
            article=article,
            needs_consent=needs_consent,
            categories=tuple(categories),
            checked=checked,
        )
        for code, key, name, article, needs_consent, categories, checked in rows
    ]
