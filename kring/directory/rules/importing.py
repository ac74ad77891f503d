"""What is under way with a list, and how long it is kept."""

from datetime import date, timedelta
from enum import StrEnum

from kring.core.moments import local
from kring.directory.models import Import

KEPT = timedelta(days=30)  # after the last thing that was done with it


class Step(StrEnum):
    """What takes time; the value is what people read while it does."""

    READ = "De lijst wordt gelezen"
    CHECK = "De lijst wordt gecontroleerd"
    TAKE_OVER = "De lijst wordt overgenomen"
    UNDO = "De lijst wordt teruggedraaid"


def step_of(found: Import) -> Step | None:
    """What was asked and is not done."""
    asked = (
        (Step.READ, found.uploaded_at, found.read_at or found.unreadable),
        (Step.CHECK, found.checking_at, found.checked_at),
        (Step.TAKE_OVER, found.started_at, found.done_at),
        (Step.UNDO, found.undoing_at, found.undone_at),
    )
    return next((step for step, asked_at, done in asked if asked_at and not done), None)


def kept_until(found: Import) -> date:
    """The last day that a list is kept; so long it can be undone."""
    return local(found.updated_at + KEPT).date()
