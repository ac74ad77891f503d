"""What waits for someone today, counted as Mijn werk shows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.core.actor import Me
from kring.core.reading import read, rows

from .work import WAITS, bounds

COUNTED = 100

_COUNTED = f"select s.kind, s.id, s.due_at from {WAITS} s"

_HOLDERS = "select kring.holders() as holders"


@dataclass(frozen=True, kw_only=True)
class Waits:
    """One thing that cannot go on without me."""

    kind: str
    id: UUID
    due_at: datetime | None


def waiting(by: Me) -> set[Waits]:
    """What waits for whoever acts now."""
    return set(read(Waits, _COUNTED, **bounds(by, many=COUNTED)))


def holders() -> list[UUID]:
    """Everyone whose work whoever acts now may do: the own position, stood in for, the intake."""
    return list(rows(_HOLDERS)[0]["holders"] or [])
