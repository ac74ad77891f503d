"""What is told to the resident after emergency access. Values in, reason out."""

from datetime import datetime

from .reasons import WhyNot


def why_not_note_telling(
    *, told_at: datetime | None, looked_at: datetime, on: datetime | None, now: datetime
) -> WhyNot | None:
    """Why it cannot be noted that the resident was told (`on`), or why not yet (no `on`).

    Once told stays told. Source: docs/rules.md#C8.
    """
    if told_at is not None:
        return WhyNot.IS_TOLD
    if on is None:
        return None
    if on > now:
        return WhyNot.FUTURE
    return WhyNot.TOLD_BEFORE if on < looked_at.replace(second=0, microsecond=0) else None
