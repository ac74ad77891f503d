"""What people do on the pages of a handover, as steps that journeys share."""

from playwright.sync_api import Page, expect

STORY = "Mevrouw woont sinds het overlijden van haar man alleen. Zij opent de post niet meer."


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


def state(page: Page, words: str) -> None:
    expect(page.locator(".kr-state").first).to_have_text(words)
