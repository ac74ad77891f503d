"""Working on a household, in a real browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from kring.circle import tasks as circle
from kring.core.actor import acting, professional
from kring.core.moments import local
from kring.plans.actions import Doer, Task, give_action
from tests.journeys.looks import good

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]


@pytest.fixture
def action(live):
    with acting(professional(live.village.samira)) as me:
        task = Task(title="Bellen met de bank", due_on=local(me.at).date())
        doer = Doer(position=live.village.samira)
        return give_action(live.village.devries, task, doer=doer, by=me)


def test_an_action_is_ticked_off_and_taken_back(live, sign_in, action):
    page = sign_in("samira")
    page.goto(f"{live.url}/mijn-werk/")
    row = page.get_by_role("checkbox", name="Bellen met de bank")

    row.click()
    expect(row).to_be_checked()
    expect(page.locator("#kr-messages")).to_contain_text("Afgerond: Bellen met de bank")
    good(page)
    page.get_by_role("button", name="Ongedaan maken").click()

    expect(page.get_by_role("checkbox", name="Bellen met de bank")).not_to_be_checked()


def test_the_same_without_script(live, browser: Browser, action):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    live.sign_in(page, "samira")
    page.goto(f"{live.url}/mijn-werk/")

    page.get_by_role("checkbox", name="Bellen met de bank").click()
    expect(page.get_by_role("status").first).to_be_attached()
    expect(page.get_by_text("Afgerond: Bellen met de bank")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()

    expect(page.get_by_role("checkbox", name="Bellen met de bank")).to_be_visible()
    context.close()


def test_the_finder_opens_a_household_by_keyboard(live, sign_in):
    page = sign_in("samira")
    page.goto(f"{live.url}/mijn-werk/")

    page.keyboard.press("Control+k")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.type("emre")
    expect(page.get_by_role("option", name=re.compile("Emre de Vries"))).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("Janssen"))).to_have_count(0)
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(str(live.village.devries)))
    assert "emre" not in page.url


def propose(live, samira: Page, to: str) -> None:
    samira.goto(f"{live.url}/huishouden/{live.village.devries}/coordinator/")
    samira.get_by_role("radio", name=re.compile(to)).check()
    samira.get_by_role("button", name="Vragen om te coördineren").click()
    expect(samira.get_by_text(f"Op weg naar {to}")).to_be_visible()


@pytest.fixture
def pieter(live, browser: Browser) -> Page:
    """Pieter at a computer of his own."""
    page = browser.new_page(locale="nl-NL")
    live.sign_in(page, "pieter")
    yield page
    page.close()


def test_coordination_is_refused_once_and_then_moves(live, sign_in, pieter):
    here = f"{live.url}/huishouden/{live.village.devries}/coordinator/"
    samira = sign_in("samira")

    for answer in ["Niet aannemen", "Coördinatie aannemen"]:
        propose(live, samira, "Pieter van Dam")
        pieter.goto(f"{live.url}/mijn-werk/")
        pieter.get_by_role("link", name=re.compile("wilt u coördineren")).click()
        pieter.get_by_role("button", name=answer).click()

    samira.goto(here)
    good(samira)
    samira.get_by_role("radio", name="vindt het goed").check()
    samira.get_by_role("button", name="Reactie bewaren").click()
    samira.get_by_role("button", name="Betrokkenen vertellen").click()

    expect(samira).to_have_url(re.compile("/mijn-werk/"))
    pieter.goto(f"{live.url}/huishouden/{live.village.devries}/")
    expect(pieter.get_by_role("region", name="Coördinator")).to_contain_text("Pieter van Dam (u)")


def test_a_proposal_that_nobody_answers_leaves_coordination_where_it_is(
    live, sign_in, pieter, monday
):
    samira = sign_in("samira")
    propose(live, samira, "Pieter van Dam")

    monday.shift(timedelta(days=8))
    circle.sweep_transfers(0)
    live.sign_in(samira, "samira")  # after a week one signs in anew
    live.sign_in(pieter, "pieter")

    samira.goto(f"{live.url}/huishouden/{live.village.devries}/coordinator/")
    card = samira.get_by_role("region", name="Coördinator", exact=True)
    expect(card).to_contain_text("Samira Haddad (u)")
    expect(samira.get_by_text("ging niet door: geen antwoord op tijd")).to_be_visible()
    good(samira)
    pieter.goto(f"{live.url}/mijn-werk/")
    expect(pieter.get_by_role("link", name=re.compile("wilt u coördineren"))).to_have_count(0)


def test_someone_stands_in_and_the_coordinator_stays(live, sign_in, pieter, action):
    samira = sign_in("samira")
    samira.goto(f"{live.url}/mijn-werk/team/afwezig/")
    samira.get_by_role("radio", name="Samira Haddad").first.check()
    samira.get_by_role("radio", name="Pieter van Dam").last.check()
    samira.get_by_label("Vanaf").fill("2026-03-02")
    samira.get_by_label("Tot en met").fill("2026-03-13")
    samira.get_by_role("button", name="Waarneming regelen").click()

    pieter.goto(f"{live.url}/huishouden/{live.village.devries}/")
    card = pieter.get_by_role("region", name="Coördinator")
    expect(card).to_contain_text("Samira Haddad")
    expect(card).to_contain_text("Pieter van Dam neemt waar")
    pieter.goto(f"{live.url}/mijn-werk/")
    pieter.get_by_role("checkbox", name="Bellen met de bank").click()
    expect(pieter.locator("#kr-messages")).to_contain_text("Afgerond: Bellen met de bank")


def test_closing_is_a_conversation(live, sign_in):
    page = sign_in("samira")
    page.goto(f"{live.url}/huishouden/{live.village.devries}/afsluiten/")
    good(page)

    page.get_by_role("button", name="Plan afsluiten").click()
    expect(page).to_have_title(re.compile("^Fout:"))
    page.get_by_role("radio", name="verder geholpen", exact=True).check()
    page.get_by_role("radio", name="ja", exact=True).check()
    page.get_by_label("Wie blijft erbij?").fill("Oma Riet")
    page.get_by_label("Wie belt de inwoner").fill("Het wijkteam")
    page.get_by_label("Geen nazorg?").fill("Zij belt zelf.")
    page.get_by_role("button", name="Plan afsluiten").click()

    expect(page.get_by_role("heading", name="Uw plan is klaar")).to_be_visible()
