"""What people do on the pages of a handover, as steps that journeys share."""

import re

from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

STORY = "Mevrouw woont sinds het overlijden van haar man alleen. Zij opent de post niet meer."

# Everything that a page could leave behind on a shared computer.
LEFT_BEHIND = """async () => JSON.stringify({
  local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie,
  databases: await indexedDB.databases(), caches: await caches.keys(),
})"""


def work() -> None:
    """Do every job that is owed, as the worker would."""
    for owed in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        app.tasks[owed.task_name].func(**owed.args)


def link_in(mail) -> str:
    """The path of the link in a mail that arrived."""
    return re.search(r"/link/\w+/", mail.get_payload(0).get_payload(decode=True).decode())[0]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def spelled(page: Page) -> str:
    """The code that a page shows large."""
    return page.locator(".kr-spell").inner_text().replace(" ", "")


def choose(page: Page, question: str, answer: str) -> None:
    """Pick one card of a question."""
    group = page.get_by_role("group", name=question).or_(
        page.get_by_role("radiogroup", name=question)
    )
    group.get_by_text(answer, exact=True).click()


def further(page: Page) -> None:
    page.get_by_role("button", name="Volgende").click()


def begin(page: Page, url: str, kind: str = "Doorverwijzen") -> None:
    page.goto(f"{url}/overdracht/nieuw/")
    choose(page, "Kies wat past", kind)
    further(page)


def to_whom(page: Page, name: str = "Wijkteam Tuindorp") -> None:
    choose(page, "Aan wie draagt u over?", name)
    further(page)


def she_agrees(page: Page, how: str = "In een gesprek", hears: str = "Ja") -> None:
    choose(page, "Weet de inwoner dat u dit deelt?", "Ja")
    further(page)
    choose(page, "Hoe zei de inwoner ja?", how)
    choose(page, "Mag u horen hoe het verder gaat?", hears)
    further(page)


def about(page: Page, family_name: str = "El Amrani") -> None:
    choose(page, "Aanhef", "Mevrouw")
    page.get_by_label("Achternaam").fill(family_name)
    page.get_by_label("Geboortedatum").fill("21 maart 1948")
    page.get_by_label("Telefoonnummer").fill("06 12 34 56 78")
    choose(page, "Is bellen veilig?", "Ja")
    further(page)


def the_matter(page: Page, story: str = STORY) -> None:
    page.get_by_label("Wat is er aan de hand?").fill(story)
    page.get_by_label("Wat wil de inwoner zelf?").fill("Ik wil weer rust in huis.")
    choose(page, "Waar gaat het vooral over?", "Geld en schulden")
    further(page)


def how_soon(page: Page, when: str = "Binnen 3 werkdagen") -> None:
    choose(page, "Hoe snel is hulp nodig?", when)
    further(page)


def brought(page: Page) -> None:
    choose(page, "Hoe brengt u de inwoner bij de ontvanger?", "Samen bellen")
    further(page)


def write(page: Page, url: str) -> None:
    """All steps, up to the page on which one checks it."""
    begin(page, url)
    to_whom(page)
    she_agrees(page)
    about(page)
    the_matter(page)
    how_soon(page)
    brought(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw overdracht")


def write_for_a_caller(page: Page, url: str, caller: str = "Peter Bakker") -> None:
    """All steps, for someone who calls."""
    page.goto(f"{url}/overdracht/nieuw/")
    choose(page, "Kies wat past", "Doorverwijzen")
    page.get_by_text("Ik schrijf dit op voor iemand die belt").click()
    further(page)
    page.get_by_label("Wie belt er?").fill(caller.rpartition(" ")[2])
    press(page, "Zoeken")
    choose(page, "Namens wie schrijft u dit op?", caller)
    further(page)
    to_whom(page)
    she_agrees(page, how="Dat zei de beller")
    about(page)
    the_matter(page)
    how_soon(page)
    brought(page)


def send(page: Page) -> str:
    """Send what is written; the address of its page."""
    page.get_by_role("button", name="Overdracht versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Uw overdracht is verstuurd")
    return page.url


def do(page: Page, act: str) -> None:
    """Press the button, or follow the link, of an act on the page of a handover."""
    found = page.get_by_role("link", name=act, exact=True).or_(
        page.get_by_role("button", name=act, exact=True)
    )
    if not found.first.is_visible():
        page.get_by_text("Meer doen").first.click()
    found.first.click()


def take_up(page: Page, address: str) -> None:
    page.goto(address)
    do(page, "Nu oppakken")


def accept(page: Page, on: str = "2026-03-03", bridge: str = "") -> None:
    do(page, "Aannemen")
    page.get_by_label("Wat is uw eerste stap?").fill("Ik bel om kennis te maken")
    page.get_by_label("Op welke dag?").fill(on)
    page.get_by_label("Kunt u pas later beginnen?").fill(bridge)
    press(page, "Aannemen")


def make_contact(page: Page) -> None:
    do(page, "Contact gelegd")
    choose(page, "Hoe sprak u de inwoner?", "Bellen")
    press(page, "Contact gelegd")
    state(page, "contact gelegd")


def give_paper(page: Page) -> str:
    """Make the paper that the resident answers by; the code on it."""
    page.get_by_role("link", name="Briefje voor de inwoner").click()
    choose(page, "Is het veilig om dit briefje mee te geven?", "Ja")
    press(page, "Briefje maken")
    return spelled(page)


def answer_paper(page: Page, url: str, code: str, answer: str) -> None:
    """The resident types the code over and answers."""
    page.goto(f"{url}/antwoord/")
    page.get_by_label("De code op uw papier").fill(code.lower())
    press(page, "Ga verder")
    heading(page, "Hebt u Joris Bos van Gemeente Waterrijk gesproken?")
    press(page, answer)
    heading(page, "Dank u wel")


def state(page: Page, words: str) -> None:
    expect(page.locator(".kr-state").first).to_have_text(words)
