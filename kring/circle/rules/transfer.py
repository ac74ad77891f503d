"""How coordination moves (invariant 2): each step asks the ones before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kring.core.moments import local

from .reasons import WhyNot

# Working days that the involved may object after being told; silence is "bekend".
OBJECTION_DAYS = 2
# Working days after which the team lead must propose a transfer for who is stood in for.
STAND_IN_DAYS = 20
AGREES, OBJECTS, NOT_REACHED = "agrees", "objects", "not_reached"


@dataclass(frozen=True, kw_only=True)
class Steps:
    """How far a transfer is: each moment that was made."""

    accepted_at: datetime | None = None
    first_attempt_at: datetime | None = None
    second_attempt_at: datetime | None = None
    resident_at: datetime | None = None
    told_at: datetime | None = None
    effective_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def over(self) -> bool:
        return self.effective_at is not None or self.ended_at is not None


def why_not_propose(*, ring: str, in_team: bool, same: bool, under_way: bool) -> WhyNot | None:
    """Why coordination cannot be proposed to this position. Source: docs/rules.md#C2."""
    if same:
        return WhyNot.SAME
    if under_way:
        return WhyNot.UNDER_WAY
    if ring != "core":
        return WhyNot.NOT_CORE
    return None if in_team else WhyNot.NO_TEAM


def why_not_answer(steps: Steps, *, is_new: bool) -> WhyNot | None:
    """Why this actor cannot accept or decline now."""
    if steps.over:
        return WhyNot.OVER
    if not is_new:
        return WhyNot.NOT_NEW
    return WhyNot.ACCEPTED if steps.accepted_at else None


def why_not_withdraw(steps: Steps, *, is_old: bool) -> WhyNot | None:
    """Why this actor cannot take the proposal back now."""
    if steps.over:
        return WhyNot.OVER
    return None if is_old else WhyNot.NOT_OLD


def why_not_attempt(steps: Steps, *, on: datetime, now: datetime) -> WhyNot | None:
    """Why this attempt to reach the resident cannot be noted: two, on two days."""
    if (reason := _before_resident(steps)) is not None:
        return reason
    if on > now:
        return WhyNot.FUTURE
    first = steps.first_attempt_at
    if first is not None and local(on).date() <= local(first).date():
        return WhyNot.LATER_ATTEMPT
    return None


def why_not_hear(
    steps: Steps, *, reaction: str, legal_ground: str, goes_to: UUID | None
) -> WhyNot | None:
    """Why this reaction of the resident cannot be recorded. Source: docs/rules.md#C3.

    A "nee" without a legal ground stops the transfer and goes to a named person.
    """
    if (reason := _before_resident(steps)) is not None:
        return reason
    if reaction == NOT_REACHED and steps.second_attempt_at is None:
        return WhyNot.TWO_ATTEMPTS
    if reaction == OBJECTS and not legal_ground.strip() and goes_to is None:
        return WhyNot.NO_PERSON
    return None


def why_not_tell(steps: Steps) -> WhyNot | None:
    """Why the involved cannot be told now."""
    if steps.over:
        return WhyNot.OVER
    if steps.resident_at is None:
        return WhyNot.NOT_TOLD_RESIDENT
    return WhyNot.TOLD_ALL if steps.told_at else None


def why_not_put_in_force(
    steps: Steps, *, open_objections: int, others: int, objecting_until: datetime, now: datetime
) -> WhyNot | None:
    """Why coordination does not move yet. `others`: involved parties who may still object."""
    if steps.over:
        return WhyNot.OVER
    if steps.told_at is None:
        return WhyNot.NOT_TOLD_ALL
    if open_objections:
        return WhyNot.OBJECTION_OPEN
    return WhyNot.STILL_OPEN if others and now < objecting_until else None


def divide(
    weights: Mapping[UUID, int],
    loads: Mapping[UUID, int],
    *,
    except_: Mapping[UUID, UUID] | None = None,
) -> dict[UUID, UUID]:
    """Who gets which household of a leaving colleague: the heaviest first, to who carries least.

    `weights`: household → weight; `loads`: position → weight carried now; `except_`: what was
    decided by hand. Source: docs/rules.md#C4.
    """
    chosen = dict(except_ or {})
    carried = dict(loads)
    for household, position in chosen.items():
        carried[position] = carried.get(position, 0) + weights.get(household, 0)
    for household in _heaviest_first(weights):
        if household not in chosen:
            position = min(loads, key=lambda each: (carried[each], str(each)))
            chosen[household] = position
            carried[position] += weights[household]
    return chosen


def why_not_stand_in(
    *, same: bool, may: bool, one_organisation: bool, from_on: date, until_on: date
) -> WhyNot | None:
    """Why this stand-in cannot begin. `may`: for oneself, or as lead of the team."""
    if same:
        return WhyNot.SELF
    if not may:
        return WhyNot.NOT_LEAD
    if not one_organisation:
        return WhyNot.OTHER_ORGANISATION
    return WhyNot.STAND_IN_DAYS if until_on < from_on else None


def _before_resident(steps: Steps) -> WhyNot | None:
    if steps.over:
        return WhyNot.OVER
    if steps.accepted_at is None:
        return WhyNot.NOT_ACCEPTED
    return WhyNot.RESIDENT_TOLD if steps.resident_at else None


def _heaviest_first(weights: Mapping[UUID, int]) -> Sequence[UUID]:
    return sorted(weights, key=lambda household: (-weights[household], str(household)))
