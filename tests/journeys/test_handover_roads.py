"""The roads a handover can take besides the straight one."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.journeys.looks import good

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]


def become(live: Live, page: Page, name: str, address: str) -> None:
    live.sign_in(page, name)
    page.goto(address)


def sent(live: Live, page: Page, name: str = "bakker") -> str:
    live.sign_in(page, name)
    steps.write(page, live.url)
    return steps.send(page)


def taken_up(live: Live, page: Page, address: str) -> None:
    become(live, page, "joris", address)
    steps.do(page, "Nu oppakken")


def accepted(live: Live, page: Page, address: str, **how: str) -> None:
    taken_up(live, page, address)
    steps.accept(page, **how)


def test_declined_it_goes_on_to_somebody_else_with_the_same_story(live, page):
    address = sent(live, page)
    taken_up(live, page, address)
    steps.do(page, "Niet passend")
    steps.choose(page, "Waarom past dit niet?", "Geen passend aanbod")
    page.get_by_label("Licht het kort toe").fill("Wij helpen niet bij schulden van bedrijven.")
    page.get_by_label("Wie kan wel helpen?").fill("Het andere wijkteam.")
    page.get_by_role("button", name="Niet passend").click()
    steps.state(page, "niet passend")

    become(live, page, "bakker", address)
    expect(page.get_by_text("U bent aan zet.")).to_be_visible()
    expect(page.get_by_text("Het andere wijkteam.")).to_be_visible()
    steps.do(page, "Iemand anders vragen")
    steps.to_whom(page, "Wijkteam Vogelwijk")
    steps.she_agrees(page)
    steps.further(page)
    expect(page.get_by_label("Wat is er aan de hand?")).to_have_value(steps.STORY)
    steps.further(page)
    steps.how_soon(page)
    steps.brought(page)
    expect(page.get_by_text(steps.STORY)).to_be_visible()
    following = steps.send(page)

    page.goto(address)
    page.get_by_role("link", name="Hierna: de volgende overdracht").click()
    expect(page).to_have_url(following)


def test_who_does_not_show_up_comes_back_to_the_sender(live, page):
    address = sent(live, page)
    accepted(live, page, address)
    steps.do(page, "Afspraak noteren")
    page.get_by_label("Dag", exact=True).fill("2026-03-04")
    page.get_by_label("Tijd", exact=True).fill("14:00")
    steps.press(page, "Afspraak noteren")
    steps.do(page, "Niet verschenen")
    steps.press(page, "Niet verschenen")
    expect(page.locator(".kr-timeline").get_by_text("Niet verschenen")).to_be_visible()
    steps.do(page, "Poging noteren")
    steps.choose(page, "Hoe probeerde u het?", "Huisbezoek")
    steps.choose(page, "Wat kwam eruit?", "Niemand gesproken")
    steps.press(page, "Poging noteren")
    steps.do(page, "Niet gelukt")
    steps.choose(page, "Waarom lukt het niet?", "Niet bereikt")
    page.get_by_label("Licht het kort toe").fill("Drie keer gebeld en langs geweest.")
    steps.press(page, "Niet gelukt")
    steps.state(page, "niet gelukt")

    become(live, page, "bakker", address)
    expect(page.get_by_text("U bent aan zet.")).to_be_visible()
    expect(page.get_by_text("Drie keer gebeld en langs geweest.")).to_be_visible()
    good(page)
    steps.do(page, "Geen volgende stap")
    steps.choose(page, "Hoe liep het af?", "Wil nu geen hulp")
    page.get_by_label("Waarom is er geen volgende stap?").fill("Zij belt zelf als het nodig is.")
    steps.press(page, "Geen volgende stap")
    expect(page.get_by_text("U bent aan zet.")).to_have_count(0)


def test_after_a_no_from_the_resident_the_sender_holds_it_until_there_is_contact(live, page):
    address = sent(live, page)
    accepted(live, page, address)
    steps.make_contact(page)
    become(live, page, "bakker", address)
    code = steps.give_paper(page)
    good(page)
    page.context.clear_cookies()
    steps.answer_paper(page, live.url, code, "Nee")

    become(live, page, "bakker", address)
    expect(page.get_by_text("De inwoner zegt: nog niemand gesproken")).to_be_visible()
    become(live, page, "joris", address)
    steps.make_contact(page)
    expect(page.get_by_text("Nog niet bevestigd door de inwoner")).to_be_visible()
    become(live, page, "bakker", address)
    steps.do(page, "Antwoord van de inwoner noteren")
    steps.choose(page, "Wat zegt de inwoner?", "Ja, ik heb iemand gesproken")
    steps.press(page, "Antwoord van de inwoner noteren")
    expect(page.get_by_text("Bevestigd door de inwoner").first).to_be_visible()


def test_an_assistant_sends_for_the_doctor(live, page):
    address = sent(live, page, "noor")

    expect(page.get_by_text("Peter Bakker").first).to_be_visible()
    expect(page.get_by_text("Noor Willems").first).to_be_visible()
    become(live, page, "bakker", address)
    expect(page.get_by_text(steps.STORY)).to_be_visible()


def test_a_question_stops_the_clock_until_it_is_answered(live, page):
    address = sent(live, page)
    taken_up(live, page, address)
    steps.do(page, "Vraag stellen")
    page.get_by_label("Wat wilt u weten?").fill("Woont er nog iemand in huis?")
    page.get_by_role("button", name="Vraag stellen").click()
    expect(page.get_by_text("Er staat een vraag open.")).to_be_visible()

    become(live, page, "bakker", address)
    steps.do(page, "Vraag beantwoorden")
    page.get_by_label("Uw antwoord").fill("Nee, zij woont alleen.")
    page.get_by_role("button", name="Vraag beantwoorden").click()

    become(live, page, "joris", address)
    expect(page.get_by_text("Nee, zij woont alleen.")).to_be_visible()
    expect(page.get_by_text("U bent aan zet.")).to_be_visible()


def test_on_a_waiting_list_somebody_keeps_contact_meanwhile(live, page):
    address = sent(live, page)
    accepted(live, page, address, on="2026-04-02", bridge="Ik bel haar elke dinsdag.")
    steps.do(page, "Laten wachten")
    page.get_by_label("Waarop wacht het?").fill("een plek bij de GGZ")
    page.get_by_label("Tot wanneer?").fill("2026-04-01")
    steps.press(page, "Laten wachten")

    steps.state(page, "wacht")
    become(live, page, "bakker", address)
    expect(page.get_by_text("Wacht op een plek bij de GGZ, tot wo 1 apr.")).to_be_visible()
    expect(page.get_by_text("Ik bel haar elke dinsdag.")).to_be_visible()
    become(live, page, "joris", address)
    steps.do(page, "Weer verder")
    steps.state(page, "aangenomen")
    steps.make_contact(page)


def test_a_question_without_a_name_gets_advice(live, page):
    live.sign_in(page, "bakker")
    steps.begin(page, live.url, "Raadplegen")
    steps.to_whom(page)
    page.get_by_label("Wat is uw vraag?").fill("Wat kan ik doen als iemand de deur niet opent?")
    steps.choose(page, "Waar gaat het over?", "Eenzaamheid")
    steps.further(page)
    page.get_by_role("button", name="Vraag versturen").click()
    address = page.url

    taken_up(live, page, address)
    steps.do(page, "Raad geven")
    page.get_by_label("Uw raad").fill("Ga samen met de wijkagent langs.")
    page.get_by_role("button", name="Raad geven").click()

    become(live, page, "bakker", address)
    steps.state(page, "beantwoord")
    expect(page.get_by_text("Ga samen met de wijkagent langs.")).to_be_visible()
