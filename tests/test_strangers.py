"""A stranger cannot tell what exists here from what does not: same page, same work, same answer."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.test_doors import HOUSEHOLD, WRITES
from tests.village import key

MASKED = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f-]{27}")  # keys of forms, and ids


@pytest.mark.parametrize("door", [door for door in HOUSEHOLD if door.startswith("workspace:")])
def test_a_household_elsewhere_is_like_one_that_does_not_exist(village, sign_in, door):
    stranger = sign_in("vreemd")
    stranger.get("/mijn-werk/")  # what is asked once a session is asked

    real, none = (met(stranger, door, household) for household in (key("devries"), uuid4()))

    assert real == none


def met(client, door, household):
    """What a stranger meets at this door: status, where to, the page, and how much work it was."""
    address = reverse(door, args=[household, *HOUSEHOLD[door][1:]])
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(address, {}) if door in WRITES else client.get(address)
    page = MASKED.sub("…", answer.content.decode())
    return (
        answer.status_code,
        MASKED.sub("…", answer.headers.get("Location", "")),
        page,
        len(queries),
    )
