"""The first journey: a GP without an account hands over on a phone, and hears back."""

import pytest
from playwright.sync_api import Page, expect

from kring.portal.tasks import mail_parties
from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.journeys.looks import look

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@BOTH
def test_a_gp_hands_over_by_a_link_and_hears_back(live, page, phone, mails, javascript):
    _come_in(live, phone, mails, javascript=javascript)
    steps.write(phone, live.url)
    kept_no_name(phone, javascript=javascript)
    address = steps.send(phone)
    kept_no_name(phone, javascript=javascript)
    expect(phone.get_by_text("Wijkteam Tuindorp is aan zet.")).to_be_visible()
    look(phone, "verstuurd-gast", javascript=javascript)

    live.sign_in(page, "joris")
    page.goto(address)
    expect(page.get_by_text(steps.STORY)).to_have_count(0)
    steps.do(page, "Nu oppakken")
    steps.accept(page)
    steps.make_contact(page)

    _come_back(live, phone, mails, address, told_by=page)
    steps.state(phone, "contact gelegd")
    expect(phone.get_by_text("Nog niet bevestigd door de inwoner")).to_be_visible()
    look(phone, "volgen-gast", javascript=javascript)
    code = steps.give_paper(phone)
    look(phone, "briefje-gast", javascript=javascript)
    steps.answer_paper(phone, live.url, code, "Ja")

    page.goto(address)
    expect(page.get_by_text("Bevestigd door de inwoner").first).to_be_visible()
    steps.do(page, "Afronden")
    steps.choose(page, "Hoe liep het af?", "Geholpen")
    page.get_by_label("Wat wilt u hierover kwijt?").fill("De post is op orde.")
    steps.press(page, "Afronden")
    steps.state(page, "afgerond")

    _come_back(live, phone, mails, address, told_by=page)
    steps.state(phone, "afgerond")
    expect(phone.get_by_text("De post is op orde.")).to_be_visible()


@BOTH
def test_a_gp_phones_and_later_corrects_and_follows_what_the_team_typed(
    live, page, phone, mails, javascript
):
    live.sign_in(page, "joris")
    steps.write_for_a_caller(page, live.url)
    address = steps.send(page)

    mail_parties(0)
    phone.goto(f"{live.url}{steps.link_in(mails.pop())}")
    steps.press(phone, "Ga verder")
    _promise(phone)
    _code(phone, address, told_by=page)
    steps.heading(phone, "Namens u opgeschreven")
    expect(phone.get_by_text(steps.STORY)).to_be_visible()
    look(phone, "namens-gast", javascript=javascript)
    phone.get_by_label("Wat klopt er niet, of wat ontbreekt er?").fill("Zij heeft ook een hond.")
    steps.press(phone, "Aanvulling versturen")
    steps.state(phone, "verstuurd")
    expect(phone.get_by_text("Zij heeft ook een hond.")).to_be_visible()

    page.goto(address)
    steps.do(page, "Nu oppakken")
    expect(page.get_by_text("Zij heeft ook een hond.")).to_be_visible()
    phone.reload()
    steps.state(phone, "gezien")


def kept_no_name(phone: Page, *, javascript: bool) -> None:
    """A shared computer remembers nothing of who it is about."""
    left = phone.evaluate(steps.LEFT_BEHIND) if javascript else ""
    assert not [each for each in ("Amrani", "1948", "612345678", "post") if each in left], left


def _come_in(live: Live, phone: Page, mails: list, *, javascript: bool) -> None:
    """By a link that was asked for: who one is, and a promise, the first time."""
    phone.goto(f"{live.url}/toegang/")
    phone.get_by_label("Uw e-mailadres op het werk").fill("praktijk@linde.example")
    steps.press(phone, "Link vragen")
    steps.heading(phone, "Kijk in uw e-mail")
    steps.work()
    phone.goto(f"{live.url}{steps.link_in(mails.pop())}")
    look(phone, "link", javascript=javascript)
    steps.press(phone, "Ga verder")
    look(phone, "wie", javascript=javascript)
    steps.choose(phone, "Wie bent u?", "Peter Bakker")
    steps.press(phone, "Ga verder")
    look(phone, "belofte", javascript=javascript)
    _promise(phone)
    steps.heading(phone, "Wat wilt u doen?")
    look(phone, "start", javascript=javascript)
    phone.get_by_role("link", name="Een inwoner overdragen").click()


def _promise(phone: Page) -> None:
    phone.get_by_label("Ik houd mij hieraan").check()
    steps.press(phone, "Ga verder")


def _come_back(live: Live, phone: Page, mails: list, address: str, *, told_by: Page) -> None:
    """By the link in a mail that says there is news, with a code that the receiver reads out."""
    mail_parties(0)
    (mail,) = mails
    mails.clear()
    phone.goto(f"{live.url}{steps.link_in(mail)}")
    steps.press(phone, "Ga verder")
    _code(phone, address, told_by=told_by)


def _code(phone: Page, address: str, *, told_by: Page) -> None:
    """Read out from the page of the handover, by the one who has it on the screen."""
    steps.heading(phone, "Vul een code in")
    told_by.goto(address)
    told_by.get_by_role("link", name="Code voorlezen").click()
    told_by.get_by_role("button", name="Code maken").click()
    phone.get_by_label("Uw code van zes cijfers").fill(steps.spelled(told_by))
    steps.press(phone, "Code gebruiken")
