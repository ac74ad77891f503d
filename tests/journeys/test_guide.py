"""The made-up municipality as the guide shows it; `make pictures` takes the pictures anew."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import serving

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
TAKEN = bool(os.environ.get("KRING_PICTURES"))

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def waterrijk(static_files: None) -> Iterator[str]:
    with serving.house() as environment, serving.running(environment | {"KRING_DEMO": "1"}) as it:
        yield serving.address_of(it)


@pytest.fixture
def be(waterrijk: str, browser: Browser) -> Iterator[Open]:
    """`be("Samira Haddad")`: a browser of theirs, at the page where they begin."""
    context = browser.new_context(
        base_url=waterrijk, locale="nl-NL", viewport={"width": 1120, "height": 760}
    )

    def as_(name: str) -> Page:
        page = context.new_page()
        page.goto("/demo/" if name else "/")
        if name:
            page.get_by_role("button", name=re.compile(name)).click()
        return page

    yield as_
    context.close()


def picture(page: Page, name: str, heading: str) -> None:
    """What the guide shows; kept only when asked for."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    taken = page.screenshot(type="jpeg", quality=70, animations="disabled")
    assert (PICTURES / f"{name}.jpg").exists() or TAKEN
    if TAKEN:
        (PICTURES / f"{name}.jpg").write_bytes(taken)


def test_a_full_day(be):
    page = be("Samira Haddad")

    picture(page, "mijn-werk", "Samira")
    page.get_by_role("link", name="Team", exact=True).click()
    picture(page, "team", "Wijkteam Tuindorp")
    page.goto("/huishoudens/")
    page.get_by_role("link", name="Gezin De Vries-Yılmaz").click()
    picture(page, "huishouden", "Gezin De Vries-Yılmaz")


def test_following_what_was_handed_over(be):
    page = be("Peter Bakker")

    page.goto("/overdracht/verstuurd/")
    page.get_by_role("link", name=re.compile("Bart Schouten")).click()
    picture(page, "overdracht-volgen", "Bart Schouten")


def test_looking_after_the_directory(be):
    page = be("Fleur Admiraal")

    page.get_by_role("link", name="Beheer", exact=True).click()
    picture(page, "beheer", "Beheer")


def test_doors_without_an_account(be):
    page = be("")

    page.get_by_role("link", name=re.compile("Ik ben professional zonder account")).click()
    picture(page, "zonder-account", "Verder zonder account")
    page.goto("/ik-wil-hulp/")
    picture(page, "ik-wil-hulp", "Ik wil hulp")
