"""Every page that a link leads to reads well: at each width, for axe, and by keyboard.

Someone begins at a page and follows every link to a kind of page not seen yet, so a new page is
looked at as soon as something leads to it.
"""

import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from kring.circle.actions import stand_in
from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.handovers.models.choices import Kind
from kring.handovers.tests import stories as handed
from kring.plans.actions import Aim, OwnPlan, Story, add_goal, name_party_plan, write_note
from kring.workspace.tests import stories
from tests.journeys.looks import good
from tests.look import checks

pytestmark = pytest.mark.browser

# who → where they begin, and the kinds of pages that are looked at with them
WALKS = {
    "samira": ("/mijn-werk/", "workspace:(?!team|give|divide)"),
    "ineke": ("/mijn-werk/team/", "workspace:(team|give|divide|absence|colleague|place|person)"),
    "bakker": ("/overdracht/concepten/", "handovers:"),
    "joris": ("/overdracht/", "handovers:(?!step|check)"),
    "fleur": ("/beheer/", "directory:"),
    "noor": ("/profiel/", "accounts:|mfa_|account_"),
    "": ("/", "portal:|account"),
}
FILES = re.compile(r"\.(csv|xlsx|pdf|css|svg)$|^/uitloggen/")
FEWEST = {"samira": 20, "bakker": 12, "joris": 8, "fleur": 10, "": 10}


@pytest.mark.parametrize("name", WALKS, ids=lambda name: name or "nobody")
def test_every_page_reads_well(live, page, name):
    begin, kinds = WALKS[name]
    happened(live.village)
    if name:
        live.sign_in(page, name)

    seen: set[tuple[str, str]] = set()
    wrong: list[str] = []
    ahead = [begin]
    while ahead:
        path = ahead.pop(0)
        page.goto(live.url + path)
        wrong += [f"{path} {each}" for each in badly(page)]
        for found in linked(page):
            kind = kind_of(found)
            if kind and re.match(kinds, kind[0]) and kind not in seen:
                seen.add(kind)
                ahead.append(found)

    assert not wrong
    assert len(seen) >= FEWEST.get(name, 3), sorted(seen)


def happened(village) -> None:
    """Something of everything, so that there is something to look at."""
    stories.action_of_samira(village)
    with acting(professional(village.samira)) as me:
        for title, theme in (("Rust in huis", village.wonen), ("Geen schulden", village.geld)):
            add_goal(village.devries, Aim(title=title, theme=theme), by=me)
        write_note(village.devries, Story(text="Post geopend.", at=me.at, only_me=True), by=me)
        said = OwnPlan(name="Ondersteuningsplan", review_on=village.today)
        name_party_plan(village.devries, said, organisation=village.waterrijk_gemeente, by=me)
        until = village.today + timedelta(days=7)
        stand_in(village.samira, by_whom=village.pieter, from_on=until, until_on=until, by=me)
    stories.involved(village, "joost", "contact", "plan")
    with acting(professional(village.bakker)) as me:
        handovers.start(Kind.REFER, by=me, data=handed.typed(team=village.tuindorp))
        handed.sent(me, team=village.tuindorp)
        taken = handed.sent(me, position=village.joris, who={"family_name": "Ozan"})
    with acting(professional(village.joris)) as me:
        handovers.receive(taken.pk, by=me)


def badly(page: Page) -> list[str]:
    """What is wrong with this page, in a line each."""
    found = []
    try:
        good(page)
    except AssertionError as error:
        found.append(str(error))
    page.set_viewport_size({"width": 390, "height": 844})
    found += [f"hidden focus: {each}" for each in checks.focus(page, tabs=20)]
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def linked(page: Page) -> list[str]:
    """The addresses in this house that the page leads to."""
    links = "[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
    paths = [urlsplit(urljoin(page.url, each)) for each in page.evaluate(links)]
    ours = [each.path for each in paths if each.netloc == urlsplit(page.url).netloc]
    return [each for each in ours if not FILES.search(each)]


def kind_of(path: str) -> tuple[str, str] | None:
    """Which page an address is of, and which question of it."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match.view_name, str(match.kwargs.get("slug", ""))
