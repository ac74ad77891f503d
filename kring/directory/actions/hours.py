"""When someone or a team's front desk can be reached, written as a whole."""

from collections.abc import Iterable
from uuid import UUID

from kring.directory import rules
from kring.directory.models import Hours


def keep_hours(hours: Iterable[rules.Stretch], **whose: UUID) -> None:
    """These hours of a `team` or `position` in place of what was there."""
    owner = {f"{name}_id": pk for name, pk in whose.items()}
    Hours.objects.filter(**owner).delete()
    Hours.objects.bulk_create(
        Hours(weekday=day, opens_at=opens, closes_at=closes, **owner)
        for day, opens, closes in hours
    )
