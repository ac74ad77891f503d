"""Asking for help without an account: a daughter about her mother, a man at the desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.journeys.looks import look
from tests.journeys.steps import heading, press

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def tell(page: Page, live: Live, story: str) -> None:
    """The first three questions."""
    page.goto(f"{live.url}/")
    page.get_by_role("link", name="Ik wil hulp").click()
    page.get_by_role("link", name="Begin", exact=True).click()
    page.get_by_label("Vertel het in uw eigen woorden").fill(story)
    press(page, "Volgende")
    page.get_by_label("Wat gaat er goed?").fill("Er komt elke dag iemand langs.")
    press(page, "Volgende")
    press(page, "Volgende")


def with_paper(page: Page, live: Live, code: str) -> None:
    """Whoever has a code types it over."""
    page.goto(f"{live.url}/")
    page.get_by_role("link", name="Ik heb een code op papier").click()
    page.get_by_label("De code op uw papier").fill(code.lower())
    press(page, "Ga verder")


@BOTH
def test_a_daughter_asks_help_for_her_mother(live, phone, javascript):
    phone.goto(f"{live.url}/")
    look(phone, "home", javascript=javascript)
    tell(phone, live, "Mijn moeder vergeet te eten en laat het gas aan.")
    look(phone, "voor-wie", javascript=javascript)
    press(phone, "Volgende")
    expect(phone.get_by_role("heading", level=2)).to_have_text("Er ontbreekt nog iets")
    look(phone, "voor-wie-fout", javascript=javascript)
    steps.choose(phone, "Voor wie vraagt u hulp?", "Voor een naaste")
    phone.get_by_label("Hoe heet de persoon om wie het gaat?").fill("Corrie Jansen")
    steps.choose(phone, "In welke buurt woont deze persoon?", "Bloemenbuurt, Waterrijk")
    press(phone, "Volgende")
    phone.get_by_label("Uw eigen naam").fill("Anouk Jansen")
    steps.choose(phone, "Hoe bereiken wij u het veiligst?", "Bel mij")
    phone.get_by_label("Telefoonnummer").fill("06 12 34 56 78")
    look(phone, "bereiken", javascript=javascript)
    press(phone, "Volgende")
    heading(phone, "Kijk uw vraag na")
    look(phone, "controleer", javascript=javascript)
    press(phone, "Vraag versturen")
    heading(phone, "Uw vraag is verstuurd")
    look(phone, "verstuurd", javascript=javascript)
    code = steps.spelled(phone)

    press(phone, "Klaar, sluit af")
    with_paper(phone, live, code)
    expect(phone.get_by_text("Uw vraag is binnen bij Wijkteam Tuindorp.")).to_be_visible()
    look(phone, "hoe-staat-het", javascript=javascript)


@pytest.mark.parametrize("javascript", [False], ids=["no-script"])
def test_a_man_at_the_desk_has_no_phone_and_no_mail(live, page, phone, javascript):
    tell(phone, live, "Ik slaap in mijn auto.")
    steps.choose(phone, "Voor wie vraagt u hulp?", "Voor mijzelf")
    phone.get_by_label("Hoe heet de persoon om wie het gaat?").fill("Henk")
    steps.choose(phone, "In welke buurt woont deze persoon?", "Weet ik niet, wel in Waterrijk")
    press(phone, "Volgende")
    steps.choose(phone, "Hoe bereiken wij u het veiligst?", "Ik kom zelf langs")
    press(phone, "Volgende")
    press(phone, "Vraag versturen")

    heading(phone, "Uw vraag is verstuurd")
    code = steps.spelled(phone)
    assert len(code) == 10
    press(phone, "Klaar, sluit af")

    live.sign_in(page, "joris")
    page.goto(f"{live.url}/mijn-werk/")
    page.get_by_role("link", name=re.compile("^Henk")).first.click()
    steps.do(page, "Nu oppakken")
    expect(page.get_by_text("Ik slaap in mijn auto.").first).to_be_visible()
    steps.accept(page)
    steps.make_contact(page)

    with_paper(phone, live, code)
    expect(phone.get_by_text("Joris Bos van Gemeente Waterrijk helpt u.")).to_be_visible()
    phone.get_by_role("link", name="Ik wil iets zeggen over het contact").click()
    heading(phone, "Hebt u Joris Bos van Gemeente Waterrijk gesproken?")
    press(phone, "Ja")
    heading(phone, "Dank u wel")
    page.reload()
    expect(page.get_by_text("Bevestigd door de inwoner").first).to_be_visible()


@pytest.mark.parametrize("javascript", [True], ids=["script"])
def test_what_everyone_may_read_reads_well(live, phone, javascript):
    for path in ("hulp", "privacy", "toegankelijkheid", "geheimhouding", "antwoord", "ik-wil-hulp"):
        phone.goto(f"{live.url}/{path}/")
        look(phone, path, javascript=javascript)
