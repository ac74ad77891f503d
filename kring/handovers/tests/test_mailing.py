"""A mail between the parties begins with a code and a link, and names nobody."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kring.core.actor import acting, professional
from kring.directory.models import Organisation, Position, Team

from .stories import sent
from .test_pages import signed_in


@pytest.fixture
def handed(village):
    Team.objects.filter(pk=village.tuindorp).update(email="team+tuindorp@waterrijk.example")
    Position.objects.filter(pk=village.bakker).update(email="bakker@linde.example")
    with acting(professional(village.bakker)) as bakker:
        return sent(bakker, team=village.tuindorp)


def mails(village, name, handed):
    page = signed_in(village, name).get(f"/overdracht/{handed.pk}/").content.decode()
    found = [urlsplit(unescape(each.split('"')[0])) for each in page.split('href="')]
    code = handed.pk.hex[:8].upper()
    assert f"{code[:4]}-{code[4:]}" in page
    return {each.path: parse_qs(each.query) for each in found if each.scheme == "mailto"}


@pytest.mark.parametrize(
    ("name", "address"),
    [("bakker", "team%2Btuindorp@waterrijk.example"), ("joris", "bakker@linde.example")],
)
def test_each_party_mails_the_other_with_a_code_and_a_link(village, handed, name, address):
    code = handed.pk.hex[:8].upper()

    found = mails(village, name, handed)

    assert list(found) == [address]
    assert found[address]["subject"] == [f"Kring, kenmerk {code[:4]}-{code[4:]}"]
    assert found[address]["body"][0].strip().endswith(f"/overdracht/{handed.pk}/")
    assert "Ayd" not in str(found)


def test_without_an_own_address_it_goes_to_the_mailbox_of_the_practice(village, handed):
    Position.objects.filter(pk=village.bakker).update(email="")

    assert list(mails(village, "joris", handed)) == ["praktijk@linde.example"]


def test_without_any_address_there_is_nothing_to_tap(village, handed):
    Position.objects.filter(pk=village.bakker).update(email="")
    Organisation.objects.filter(pk=village.linde).update(email="")

    assert mails(village, "joris", handed) == {}
