import pytest
from django.test import Client

from kring.accounts.http import POSITION
from kring.accounts.models import Professional


def signed_in(village, name: str) -> Client:
    """A browser in which someone works in their position."""
    client = Client()
    client.force_login(
        Professional.objects.get(id=village.professional(name)),
    )
    session = client.session
    session[POSITION] = str(getattr(village, name))
    session.save()
    return client


@pytest.fixture
def as_fleur(village) -> Client:
    """Who looks after the region of the village."""
    return signed_in(village, "fleur")


def page(client: Client, path: str, *, status: int = 200) -> str:
    """The page at this address, as text."""
    answer = client.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()
