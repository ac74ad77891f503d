"""What comes out of the printer: few pages, and nothing of the menus."""

import io
from datetime import date

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from kring.core.actor import acting, professional
from kring.handovers.tests import stories
from kring.plans.actions import Aim, Doer, Task, add_goal, give_action
from tests.journeys.steps import STORY, choose, press

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("monday")]
GOALS = {
    "De post is open en de schulden zijn in beeld": ["Post samen openen", "Bellen met de bank"],
    "Emre gaat weer elke dag naar school": ["Gesprek met de mentor", "Fiets laten maken"],
    "Fatma slaapt weer een hele nacht": ["Afspraak bij de huisarts", "Oma past op vrijdag op"],
}
MENU = ("Mijn werk", "Huishoudens", "Wie kan helpen?")


def printed(page: Page) -> list[str]:
    """The words of each sheet that Chromium prints, once the page has faded in."""
    page.wait_for_timeout(500)
    return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages]


@pytest.fixture
def busy_household(live):
    """Three goals with two actions each: more than most households have."""
    with acting(professional(live.village.samira)) as me:
        for title, actions in GOALS.items():
            aim = Aim(title=title, target_on=date(2026, 6, 1))
            goal = add_goal(live.village.devries, aim, by=me)
            for each in actions:
                task = Task(title=each, due_on=date(2026, 3, 20), goal=goal.pk)
                give_action(live.village.devries, task, doer=Doer(position=me.position), by=me)
    return live.village.devries


def test_the_plan_for_the_kitchen_table_is_two_sheets_at_most(live, sign_in, busy_household):
    page = sign_in("samira")
    page.goto(f"{live.url}/huishouden/{busy_household}/afdrukken/")
    choose(page, "Voor wie is deze afdruk?", "Voor iedereen aan de keukentafel")
    press(page, "Afdruk maken")

    sheets = printed(page)

    assert len(sheets) <= 2
    words = " ".join(sheets)
    assert all(title in words for title in GOALS)
    assert "Vertrouwelijk" in words
    assert not any(each in words for each in MENU)


def test_the_letter_of_a_handover_is_one_sheet(live, sign_in):
    with acting(professional(live.village.bakker)) as me:
        key = stories.sent(me, team=live.village.tuindorp, what={"situation": 3 * STORY}).pk
    page = sign_in("bakker")
    page.goto(f"{live.url}/overdracht/{key}/brief/")

    (letter,) = printed(page)

    assert "Wijkteam Tuindorp" in letter


@pytest.mark.parametrize("whose", ["handover", "household"])
def test_a_page_on_paper_has_no_menu(live, sign_in, busy_household, whose):
    with acting(professional(live.village.bakker)) as me:
        key = stories.sent(me, team=live.village.tuindorp).pk
    page = sign_in("bakker" if whose == "handover" else "samira")
    page.goto(
        f"{live.url}/overdracht/{key}/" if whose == "handover"
        else f"{live.url}/huishouden/{busy_household}/"
    )  # fmt: skip

    words = " ".join(printed(page))

    assert not any(each in words for each in MENU)
    assert "Vertrouwelijk" in words
