"""What is under way with a list."""

from enum import StrEnum

from kring.directory.models import Import


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
