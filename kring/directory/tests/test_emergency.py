from datetime import datetime, time

import pytest

from kring.core.moments import AMSTERDAM
from kring.directory import queries
from kring.directory.models import EmergencyNumber


def called(village, day, hour):
    """Whom Waterrijk calls on this day of the first week of March at this hour."""
    at = datetime(2026, 3, day, hour, 30, tzinfo=AMSTERDAM)
    return [number.label for number in queries.emergency_numbers(village.waterrijk, at=at)]


@pytest.fixture
def numbers(village):
    def add(purpose, opens, closes, **more):
        EmergencyNumber.objects.create(
            purpose=purpose, phone="+31880000000", region_id=village.waterrijk,
            opens_at=time(opens), closes_at=time(closes), **more,
        )  # fmt: skip

    add("overdag", 9, 17)
    add("nacht", 17, 9)
    add("weekend", 0, 23, weekend_only=True)
    EmergencyNumber.objects.create(purpose="land", phone="112")
    EmergencyNumber.objects.create(purpose="elders", phone="112", region_id=village.elders)


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (2, 10, {"overdag"}),
        (2, 16, {"overdag"}),
        (2, 17, {"nacht"}),
        (3, 3, {"nacht"}),
        (7, 12, {"overdag", "weekend"}),
    ],
)
def test_the_numbers_are_those_of_the_region_at_this_hour(village, numbers, day, hour, expected):
    assert {*called(village, day, hour)} == expected | {"land", "Crisisdienst wijkteam"}
