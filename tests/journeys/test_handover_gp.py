"""A GP between two patients hands over on a phone, and hears back."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.village import NOW

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def gp(live: Live, page: Page) -> Page:
    page.set_viewport_size(PHONE)
    live.sign_in(page, "bakker")
    return page


def test_from_sending_to_feedback(live, gp, page):
    steps.write(gp, live.url)
    address = steps.send(gp)
    expect(gp.get_by_text("Wijkteam Tuindorp is aan zet.")).to_be_visible()

    live.sign_in(page, "joris")
    page.goto(address)
    expect(page.get_by_text("Mevrouw El Amrani").first).to_be_visible()
    expect(page.get_by_text(steps.STORY)).to_have_count(0)
    steps.do(page, "Nu oppakken")
    expect(page.get_by_text(steps.STORY)).to_be_visible()
    steps.do(page, "Aannemen")
    page.get_by_label("Wat is uw eerste stap?").fill("Ik bel om kennis te maken")
    page.get_by_label("Op welke dag?").fill("2026-03-03")
    page.get_by_role("button", name="Aannemen").click()
    steps.state(page, "aangenomen")
    steps.do(page, "Contact gelegd")
    steps.choose(page, "Hoe sprak u de inwoner?", "Bellen")
    page.get_by_role("button", name="Contact gelegd").click()
    steps.state(page, "contact gelegd")
    expect(page.get_by_text("Nog niet bevestigd door de inwoner")).to_be_visible()

    live.sign_in(page, "bakker")
    page.goto(address)
    steps.do(page, "Antwoord van de inwoner noteren")
    steps.choose(page, "Wat zegt de inwoner?", "Ja, ik heb iemand gesproken")
    page.get_by_role("button", name="Antwoord van de inwoner noteren").click()
    expect(page.get_by_text("Bevestigd door de inwoner").first).to_be_visible()

    live.sign_in(page, "joris")
    page.goto(address)
    steps.do(page, "Afronden")
    steps.choose(page, "Hoe liep het af?", "Geholpen")
    page.get_by_label("Wat wilt u hierover kwijt?").fill("De post is op orde.")
    page.get_by_role("button", name="Afronden").click()
    steps.state(page, "afgerond")

    live.sign_in(page, "bakker")
    page.goto(address)
    steps.state(page, "afgerond")
    expect(page.get_by_text("De post is op orde.")).to_be_visible()
