"""Without an account: a GP from a mail, a daughter, a man at the desk, a resident who says no."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from playwright.sync_api import Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from kring.core.actor import acting, professional
from kring.handovers import actions as handovers
from kring.handovers.models import Handover
from kring.handovers.tests import stories
from tests.journeys import steps
from tests.journeys.conftest import Live
from tests.journeys.looks import good
from tests.village import NOW, TODAY

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


class Sink(Message):
    """A mail server that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__()
        self.got: list = []

    def handle_message(self, message) -> None:
        self.got.append(message)


@pytest.fixture
def mails(settings) -> Iterator[list]:
    """What reaches a real mail server."""
    sink = Sink()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=30)
    server.start()
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": port}
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}
    yield sink.got
    server.stop()


@pytest.fixture
def phone(live: Live, new_context, javascript: bool) -> Page:
    """A telephone, with or without JavaScript."""
    page = new_context(viewport=PHONE, java_script_enabled=javascript).new_page()
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    return page


def work() -> None:
    """Do every job that is owed."""
    for owed in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
        app.tasks[owed.task_name].func(**owed.args)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def look(page: Page, name: str, *, javascript: bool) -> None:
    """Check how a page reads; with KRING_SHOTS set, keep a picture of it as well."""
    if folder := os.environ.get("KRING_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    if javascript:
        good(page, widths=(320, 390, 1280))
        page.set_viewport_size(PHONE)


@BOTH
def test_a_gp_hands_over_from_a_link_in_a_mail(live, phone, mails, javascript):
    phone.goto(f"{live.url}/toegang/")
    look(phone, "toegang", javascript=javascript)
    phone.get_by_label("Uw e-mailadres op het werk").fill("praktijk@linde.example")
    press(phone, "Link vragen")
    heading(phone, "Kijk in uw e-mail")
    work()
    (mail,) = mails
    path = re.search(r"/link/\w+/", mail.get_payload(0).get_payload(decode=True).decode())[0]

    phone.goto(f"{live.url}{path}")
    look(phone, "link", javascript=javascript)
    press(phone, "Ga verder")
    look(phone, "wie", javascript=javascript)
    steps.choose(phone, "Wie bent u?", "Peter Bakker")
    press(phone, "Ga verder")
    heading(phone, "Uw belofte")
    look(phone, "belofte", javascript=javascript)
    phone.get_by_label("Ik houd mij hieraan").check()
    press(phone, "Ga verder")
    heading(phone, "Wat wilt u doen?")
    look(phone, "start", javascript=javascript)
    expect(phone.get_by_role("link", name="Een inwoner overdragen")).to_be_visible()

    steps.write(phone, live.url)
    steps.send(phone)

    with acting(professional(live.village.joris)):
        sent = Handover.objects.get()
        assert (sent.sender_id, sent.receiver_team_id) == (
            live.village.bakker,
            live.village.tuindorp,
        )


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


def code_on(page: Page) -> str:
    return page.locator(".kr-spell").inner_text()


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
    code = code_on(phone)

    press(phone, "Klaar, sluit af")
    phone.get_by_role("link", name="Ik heb een code op papier").click()
    phone.get_by_label("De code op uw papier").fill(code.lower())
    press(phone, "Ga verder")
    expect(phone.get_by_text("Uw vraag is binnen bij Wijkteam Tuindorp.")).to_be_visible()
    look(phone, "hoe-staat-het", javascript=javascript)


@pytest.mark.parametrize("javascript", [False], ids=["no-script"])
def test_a_man_at_the_desk_has_no_phone_and_no_mail(live, phone, javascript):
    tell(phone, live, "Ik slaap in mijn auto.")
    steps.choose(phone, "Voor wie vraagt u hulp?", "Voor mijzelf")
    phone.get_by_label("Hoe heet de persoon om wie het gaat?").fill("Henk")
    steps.choose(phone, "In welke buurt woont deze persoon?", "Weet ik niet, wel in Waterrijk")
    press(phone, "Volgende")
    steps.choose(phone, "Hoe bereiken wij u het veiligst?", "Ik kom zelf langs")
    press(phone, "Volgende")
    press(phone, "Vraag versturen")

    heading(phone, "Uw vraag is verstuurd")
    assert len(code_on(phone).replace(" ", "")) == 10


@BOTH
def test_a_resident_says_that_nobody_came(live, page, phone, javascript):
    village = live.village
    with acting(professional(village.bakker)) as me:
        key = stories.sent(me, team=village.tuindorp).pk
    with acting(professional(village.joris)) as me:
        handovers.reassign(key, to=village.samira, by=me)
    with acting(professional(village.samira)) as me:
        handovers.receive(key, by=me)
        handovers.accept(key, first_step="Bellen", on=TODAY, by=me)
        handovers.make_contact(key, how="phone", by=me)
    live.sign_in(page, "bakker")
    page.goto(f"{live.url}/antwoord/papier/{key}/")
    steps.choose(page, "Is het veilig om dit briefje mee te geven?", "Ja")
    press(page, "Briefje maken")
    look(page, "briefje", javascript=javascript)
    code = code_on(page)

    phone.goto(f"{live.url}/link/{code.replace(' ', '').lower()}/")
    press(phone, "Ga verder")
    heading(phone, "Hebt u Samira Haddad van Gemeente Waterrijk gesproken?")
    look(phone, "gesproken", javascript=javascript)
    press(phone, "Nee")
    heading(phone, "Dank u wel")
    look(phone, "dank", javascript=javascript)

    with acting(professional(village.bakker)):
        assert Handover.objects.get(pk=key).baton == "sender"


@pytest.mark.parametrize("javascript", [True], ids=["script"])
def test_what_everyone_may_read_reads_well(live, phone, javascript):
    for path in ("hulp", "privacy", "toegankelijkheid", "geheimhouding", "antwoord", "ik-wil-hulp"):
        phone.goto(f"{live.url}/{path}/")
        look(phone, path, javascript=javascript)
