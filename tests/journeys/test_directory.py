"""A network list as a team kept it goes into the directory, and out again."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kring.core.actor import acting, professional
from kring.directory.models import Organisation
from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.journeys.looks import good

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]
LIST = (
    "Organisatie;Contactpersoon;Functie;06 / tel.;Mail adres;oud\r\n"
    "Fysio Molenhoek;Mevr. Aïcha el Amrani;Wijkverpleegkundige;06-1234 5679;aicha@f.example;x\r\n"
    "Fysio Molenhoek;Jan van der Meer;huisarts;twaalf;jan bij f;y\r\n"
    "Speeltuin Zuid;;;0123 45 67 89;info@speeltuin.example;\r\n"
)


@pytest.fixture
def fleur(live: Live, sign_in, page: Page) -> Iterator[Page]:
    sign_in("fleur").goto(f"{live.url}/beheer/")
    page.get_by_role("link", name="Lijst overnemen").click()
    return page


def upload(page: Page, content: bytes) -> None:
    file = {"name": "netwerk.csv", "mimeType": "text/csv", "buffer": content}
    page.get_by_label("Uw lijst").set_input_files(file)
    steps.press(page, "Lijst bekijken")


def count(page: Page, what: str) -> str:
    return page.locator("dt", has_text=what).locator("+ dd").inner_text().strip()


def answer(page: Page, label: str) -> Locator:
    """The list that is sent; what one types in stands before it."""
    return page.get_by_label(label).locator("xpath=preceding-sibling::select")


def known() -> set[str]:
    return set(Organisation.objects.filter(ended_on=None).values_list("name", flat=True))


def test_a_list_is_mended_taken_over_again_and_put_back(live, fleur, tmp_path):
    before = known()
    upload(fleur, LIST.encode("cp1252"))
    for column, field in [("Contactpersoon", "name"), ("06 / tel.", "phone")]:
        expect(answer(fleur, column)).to_have_value(field)
    expect(answer(fleur, "Mail adres")).to_have_value("email")
    expect(answer(fleur, "oud")).to_have_value("")
    good(fleur)
    steps.press(fleur, "Lijst controleren")

    row = fleur.get_by_role("row", name="Jan van der Meer")
    expect(row).to_contain_text("06 / tel.: “twaalf” is geen Nederlands telefoonnummer.")
    expect(row).to_contain_text("Mail adres: “jan bij f” is geen e-mailadres.")
    good(fleur)
    refused = download(fleur, "Download wat niet kan (CSV)", tmp_path)
    assert [each["Contactpersoon"] for each in refused] == ["Jan van der Meer"]
    assert known() == before
    steps.press(fleur, "Lijst overnemen")
    expect(fleur.get_by_role("heading", name="De lijst is overgenomen")).to_be_visible()
    assert known() == before | {"Fysio Molenhoek", "Speeltuin Zuid"}
    taken = fleur.url
    fleur.get_by_role("link", name="Nog een lijst overnemen").click()
    upload(fleur, LIST.encode())
    steps.press(fleur, "Lijst controleren")
    assert (count(fleur, "Nieuw"), count(fleur, "Ongewijzigd")) == ("0", "2")

    fleur.goto(f"{live.url}/beheer/import/")
    network = download(fleur, "Download (CSV)", tmp_path)
    assert {"Fysio Molenhoek", "Speeltuin Zuid"} <= {each["Organisatie"] for each in network}
    fleur.goto(taken)
    steps.press(fleur, "Ongedaan maken")
    expect(fleur.get_by_role("heading", name="De lijst is teruggedraaid")).to_be_visible()
    assert known() == before


def download(page: Page, name: str, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    path = folder / "list.csv"
    waiting.value.save_as(path)
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def test_the_only_answer_that_is_left_stays_chosen(live, sign_in):
    page = sign_in("fleur")
    with acting(professional(live.village.fleur)) as me:
        organisation = me.organisation
    page.goto(f"{live.url}/beheer/organisaties/{organisation}/medewerker/")
    field = page.get_by_label("Functie", exact=True)
    field.press_sequentially("wijkteamm")
    expect(page.get_by_role("option")).to_have_count(1)

    field.press("ArrowDown")
    field.press("Enter")

    expect(field).to_have_value("Wijkteammedewerker")
