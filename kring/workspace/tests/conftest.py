from uuid import UUID

import pytest
from django.test import Client

from kring.accounts.http import POSITION
from kring.accounts.models import Professional


def signed_in(village, name: str) -> Client:
    """A browser in which someone works in their position."""
    client = Client()
    client.force_login(Professional.objects.get(id=village.professional(name)))
    session = client.session
    session[POSITION] = str(getattr(village, name))
    session.save()
    return client


@pytest.fixture
def as_samira(village) -> Client:
    return signed_in(village, "samira")


@pytest.fixture
def as_tessa(village) -> Client:
    return signed_in(village, "tessa")


def page(client: Client, path: str, *, status: int = 200) -> str:
    """The page at this address, as text."""
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def at(household: UUID, rest: str = "") -> str:
    return f"/huishouden/{household}/{rest}"
