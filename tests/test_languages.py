"""Each page speaks the language of who reads it, from the first title to the last label."""

import re
from html import unescape
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from babel.messages.mofile import write_mo
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language, override

from kring.accounts.models import Professional
from kring.circle.rules import WhyNot
from kring.core.errors import Refused
from kring.handovers.models.choices import State
from kring.workspace.tests.conftest import at, page, signed_in
from tools import messages

WORK = [
    "/mijn-werk/",
    "/mijn-werk/team/",
    "/mijn-werk/team/afwezig/",
    "/huishoudens/",
    "/meer/",
    "/zoeken/",
    "/profiel/",
    "/overdracht/",
    "/overdracht/nieuw/",
    "/overdracht/signaal/",
    "/overdracht/concepten/",
]
HOUSEHOLD = [
    "plan/",
    "betrokkenen/",
    "tijdlijn/",
    "inzage/",
    "coordinator/",
    "betrokkenen/naaste/",
    "betrokkenen/collega/",
    "betrokkenen/wettelijke-rol/",
    "betrokkenen/wie-mag-dit-zien/",
    "afsluiten/",
    "verhuisd/",
    "afdrukken/",
    "toevoegen/",
    "doel/nieuw/",
    "actie/nieuw/",
    "notitie/nieuw/",
    "woorden/",
    "gesprek/",
    "als-het-misgaat/",
    "plan-van-ander/",
]
PUBLIC = [
    "/",
    "/hulp/",
    "/toegankelijkheid/",
    "/privacy/",
    "/geheimhouding/",
    "/toegang/",
    "/ik-wil-hulp/",
    "/inloggen/",
    "/inloggen/wachtwoord-vergeten/",
]
DATA = {"Geld", "Gezondheid", "Veiligheid"}  # also names of themes, which a region gives
TEXT = re.compile(r">([^<>]+)<")


@pytest.fixture(scope="module", autouse=True)
def compiled():
    """The catalogue as Django reads it, made from the one in the source."""
    made = messages.catalogue_of("en").with_suffix(".mo")
    with NamedTemporaryFile(dir=made.parent, suffix=".mo", delete=False) as file:
        write_mo(file, messages.translations("en"))
    Path(file.name).replace(made)  # in one go: another process of this run may be reading it


@pytest.fixture(autouse=True)
def afterwards_as_before():
    """A request leaves its language behind; the next test must not read it."""
    with override(get_language()):
        yield


@pytest.fixture(scope="module")
def dutch() -> set[str]:
    """Every Dutch text that reads differently in English; a single letter is a key to press."""
    return {
        message.id
        for message in messages.translations("en")
        if isinstance(message.id, str) and message.id[1:] and message.id != message.string
    }


def left(html: str, dutch: set[str]) -> set[str]:
    """What stayed Dutch on a page."""
    shown = {" ".join(unescape(text).split()) for text in TEXT.findall(html)}
    return shown & dutch - DATA


def in_english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.mark.parametrize("path", WORK)
def test_work_is_all_english(village, dutch, path):
    assert left(page(in_english(signed_in(village, "samira")), path), dutch) == set()


@pytest.mark.parametrize("tab", ["", *HOUSEHOLD])
def test_a_household_is_all_english(village, dutch, tab):
    html = page(in_english(signed_in(village, "samira")), at(village.devries, tab))

    assert left(html, dutch) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_follows_the_browser(dutch, path):
    html = Client(headers={"accept-language": "en-GB,en"}).get(path).text

    assert '<html lang="en"' in html
    assert left(html, dutch) == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_profile_goes_before_the_browser(village, settings, language):
    settings.DEMO = True  # where one may become anyone, from one page
    Professional.objects.filter(id=village.professional("samira")).update(language=language)
    browser = Client(headers={"accept-language": {"nl": "en", "en": "nl"}[language]})

    browser.post("/demo/", {"position": str(village.samira)})

    assert f'<html lang="{language}"' in browser.get("/mijn-werk/").text


def test_a_refusal_is_in_the_language_of_the_reader():
    refused = Refused(WhyNot.NOT_COORDINATOR)

    with override("en"):
        assert str(refused) == "Only the coordinator or the stand-in can do this."
    with override("nl"):
        assert str(refused) == WhyNot.NOT_COORDINATOR


def test_a_choice_is_in_the_language_of_the_reader():
    with override("en"):
        assert str(State.ACCEPTED.label) == dict(State.choices)["accepted"] == "accepted"
    with override("nl"):
        assert str(State.ACCEPTED.label) == dict(State.choices)["accepted"] == "aangenomen"
