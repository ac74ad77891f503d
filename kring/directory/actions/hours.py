"""When someone or a team's front desk can be reached, written as a whole."""

from collections.abc import Iterable, Mapping
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


def keep_all_hours(hours: Mapping[UUID, Iterable[rules.Stretch]]) -> None:
    """Per position its hours in place of what was there. Two statements."""
    Hours.objects.filter(position__in=hours).delete()
    Hours.objects.bulk_create(
        Hours(position_id=position, weekday=day, opens_at=opens, closes_at=closes)
        for position, stretches in hours.items()
        for day, opens, closes in stretches
    )
