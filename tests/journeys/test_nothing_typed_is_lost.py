"""What is typed survives a lost connection, the end of a session and a colleague who was first."""

import json

import pytest
from playwright.sync_api import Page, expect

from kring.accounts.models import Session
from kring.core.actor import acting, professional
from kring.plans.models import Note
from tests.journeys import steps
from tests.journeys.looks import good

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]

STORY = "Vandaag met Fatma de post geopend."
KEPT = "Bewaard om"


def test_a_note_survives_whatever_happens(live, sign_in, page, errors):
    sign_in("samira").goto(f"{live.url}/huishouden/{live.village.devries}/notitie/nieuw/")
    text, saved = page.get_by_label("Wat wilt u bewaren?"), page.locator("form [data-saved]")
    text.fill(STORY)
    expect(saved).to_contain_text(KEPT)

    page.context.set_offline(True)
    text.press_sequentially(" En gebeld.")
    expect(saved).to_contain_text("Nog niet bewaard. Uw tekst staat er nog.")
    good(page)
    page.context.set_offline(False)
    assert {each.rpartition("::")[2] for each in errors} == {"ERR_INTERNET_DISCONNECTED"}
    errors.clear()
    expect(saved).to_contain_text(KEPT, timeout=8000)

    Session.objects.all().delete()
    text.press_sequentially(" En gemaild.")
    over = page.get_by_role("dialog", name="U bent uitgelogd")
    over.wait_for()
    live.sign_in(page, "samira")
    over.get_by_role("button", name="Ik ben weer ingelogd").click()
    expect(saved).to_contain_text(KEPT)

    page.reload()
    expect(text).to_have_value(f"{STORY} En gebeld. En gemaild.")
    good(page)
    left = page.evaluate(steps.LEFT_BEHIND)
    steps.press(page, "Notitie bewaren")

    page.wait_for_url("**/tijdlijn/")
    with acting(professional(live.village.samira)):
        assert Note.objects.filter(text=f"{STORY} En gebeld. En gemaild.").exists()
    assert "Fatma" not in left
    assert json.loads(left)["databases"] == json.loads(left)["caches"] == []


def test_who_comes_second_sees_both_texts(live, sign_in, page, browser):
    here = f"{live.url}/huishouden/{live.village.devries}/als-het-misgaat/"
    sign_in("samira").goto(here)
    elsewhere: Page = browser.new_context(locale="nl-NL").new_page()
    live.sign_in(elsewhere, "samira")
    elsewhere.goto(here)

    elsewhere.get_by_label("Wie belt de inwoner?").fill("Oma Riet, 0123 45 67 00")
    elsewhere.get_by_role("button", name="Afspraak bewaren").click()
    elsewhere.wait_for_url("**/plan/")
    page.get_by_label("Wie belt de inwoner?").fill("Buurvrouw Ans, 0123 45 67 01")
    steps.press(page, "Afspraak bewaren")

    expect(page.get_by_text("Een collega heeft dit intussen gewijzigd.")).to_be_visible()
    expect(page.get_by_text("Oma Riet, 0123 45 67 00")).to_be_visible()
    expect(page.get_by_label("Wie belt de inwoner?")).to_have_value("Buurvrouw Ans, 0123 45 67 01")
    good(page)
    elsewhere.context.close()


def test_what_was_sent_while_it_was_being_kept_does_not_come_back(live, sign_in, page):
    here = f"{live.url}/huishouden/{live.village.devries}/notitie/nieuw/"
    sign_in("samira").goto(here)
    held = []
    page.route("**/bewaard/**", lambda route: held.append((route, route.fetch())))
    text = page.get_by_label("Wat wilt u bewaren?")
    with page.expect_request("**/bewaard/**"):
        text.fill(STORY)
    page.wait_for_timeout(1000)
    ((keeps, kept),) = held  # our side has it, and the page did not hear so yet

    page.get_by_role("button", name="Notitie bewaren").click(no_wait_after=True)
    page.wait_for_timeout(500)
    keeps.fulfill(response=kept)

    page.wait_for_url("**/tijdlijn/")
    expect(page.get_by_text(STORY)).to_be_visible()
    page.goto(here)
    expect(text).to_have_value("")
