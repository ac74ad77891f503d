"""Someone who was invited chooses a password and a passkey, and comes in with the passkey alone."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from kring.accounts import tasks
from tests.journeys.conftest import Live
from tests.look import checks

pytestmark = pytest.mark.browser
PASSWORD = "paard batterij nietje"


@pytest.fixture
def here(live: Live, settings) -> str:
    """The address as people type it: passkeys belong to a name, not to a number."""
    address = live.url.replace("127.0.0.1", "localhost")
    settings.BASE_URL = address
    return address


@pytest.fixture
def laptop(page: Page) -> Page:
    """A browser on a laptop that knows its owner's finger."""
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    chrome.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def calm(page: Page) -> None:
    """Nothing sticks together on a phone or a laptop."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert checks.apart(page) == []


def test_from_invitation_to_a_passkey(live, here, laptop):
    samira = live.village.professional("samira")
    tasks.mail_invitation(professional=str(samira))
    laptop.goto(re.search(r"http\S+", mail.outbox[-1].body)[0])
    laptop.get_by_label("Nieuw wachtwoord").fill(PASSWORD)
    laptop.get_by_label("Hetzelfde wachtwoord, nog een keer").fill(PASSWORD)
    laptop.get_by_role("button", name="Wachtwoord bewaren").click()

    laptop.get_by_label("E-mailadres").fill(live.village.email("samira"))
    laptop.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    laptop.get_by_role("button", name="Inloggen", exact=True).click()
    laptop.get_by_role("link", name="Passkey toevoegen").click()
    laptop.get_by_label("Naam van dit apparaat").fill("Laptop van het werk")
    expect(laptop.get_by_text("Dat lukte niet.")).to_be_hidden()
    laptop.get_by_role("button", name="Passkey toevoegen").click()
    expect(laptop.get_by_role("heading", name="Bewaar deze herstelcodes")).to_be_visible()
    expect(laptop.get_by_role("button", name="Afdrukken")).to_be_visible()
    calm(laptop)
    laptop.get_by_role("link", name="Ik heb ze bewaard").click()
    expect(laptop).to_have_url(f"{here}/mijn-werk/")

    for door in ("profiel/beveiliging/", "profiel/beveiliging/passkeys/"):
        laptop.goto(f"{here}/{door}")
        calm(laptop)

    laptop.context.clear_cookies()
    laptop.goto(f"{here}/profiel/")
    laptop.get_by_role("button", name="Inloggen met een passkey").click()
    laptop.wait_for_url(f"{here}/mijn-werk/")

    laptop.context.clear_cookies()
    laptop.goto(f"{here}/inloggen/")
    laptop.get_by_label("E-mailadres").fill(live.village.email("samira"))
    laptop.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    laptop.get_by_role("button", name="Inloggen", exact=True).click()
    calm(laptop)
    laptop.get_by_role("button", name="Passkey gebruiken").click()
    laptop.wait_for_url(f"{here}/mijn-werk/")
