"""Someone comes in by the own organisation's provider; the content policy lets them through."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Live
from tests.provider import running

pytestmark = pytest.mark.browser


def test_by_the_own_organisation(live: Live, page: Page, tmp_path, monkeypatch):
    email = live.village.email("samira")
    with running.provider(tmp_path, kring=live.url, people={email: True}) as address:
        running.configure(monkeypatch, address, organisation="Gemeente Waterrijk")
        page.goto(f"{live.url}/inloggen/")
        page.get_by_role("link", name="Inloggen via uw organisatie").click()
        page.get_by_role("link", name="Gemeente Waterrijk").click()
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(running.PASSWORD)
        page.get_by_role("button", name="Sign In").click()
        page.get_by_role("button", name="Authorize").click()
        page.wait_for_url(f"{live.url}/mijn-werk/")
        page.goto(f"{live.url}/profiel/")

        expect(page.get_by_text("U logt in via Gemeente Waterrijk.")).to_be_visible()
