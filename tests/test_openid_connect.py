"""Signing in at the own organisation, with a real provider that runs beside us."""

import re
from html import unescape
from io import StringIO
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialApp
from django.core.management import CommandError, call_command
from django.test import Client

from kring.accounts.models import Professional
from kring.directory.models import Position
from tests.provider import running
from tests.village import Village

KRING = "http://testserver"
START = f"/inloggen/organisatie/{running.NAME}/"
NOBODY = "niemand@waterrijk-gemeente.example"
GEMEENTE, LINDE = "Gemeente Waterrijk", "Huisartsenpraktijk De Linde"


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The provider of the municipality. It also knows a GP, and has not verified Pieter."""
    people = {Village.email(name): True for name in ("samira", "ineke", "bakker")}
    people |= {Village.email("pieter"): False, NOBODY: True}
    folder = tmp_path_factory.mktemp("provider")
    with running.provider(folder, kring=KRING, people=people) as address:
        yield address


@pytest.fixture
def known(committing, work, monkeypatch):
    return running.configure(monkeypatch, work, organisation=GEMEENTE)


def at_work(client, email, *, press="Authorize"):
    """Sign in at the provider as a browser does; gives the address it leads back to."""
    browser = requests.Session()
    page = browser.get(client.get(START).url)
    page = send(browser, page, login=email, password=running.PASSWORD)
    name = {"Authorize": "grant", "Cancel": "cancel"}[press]
    agreed = re.findall(r'name="scopes" value="(\w+)"', page.text)
    answer = send(browser, page, stay=True, action=name, scopes=agreed)
    back = answer.headers["Location"]
    assert back.startswith(KRING + running.BACK), back
    return back.removeprefix(KRING)


def send(browser, page, *, stay=False, **typed):
    """Fill in the form of this page as a browser does; `stay`: do not go where it leads."""
    form = page.text.split("<form", 1)[1]
    action = re.search(r'action="([^"]*)"', form)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)"\s+value="([^"]*)"', form))
    given = {name: unescape(value) for name, value in hidden.items()} | typed
    to = urljoin(page.url, unescape(action[1]) if action else "")
    headers = {"Referer": page.url}
    return browser.post(to, given, headers=headers, allow_redirects=not stay)


def come_in(client, email):
    return client.get(at_work(client, email), follow=True)


def test_a_professional_comes_in_by_the_own_organisation(committing, known):
    client = Client()
    assert START in client.get("/inloggen/organisatie/").content.decode()

    answer = come_in(client, committing.email("samira"))

    assert answer.redirect_chain[-1][0] == "/mijn-werk/"
    assert client.session["position"] == str(committing.samira)
    profile = client.get("/profiel/").content.decode()
    assert "U logt in via Gemeente Waterrijk." in profile
    assert known.strip().endswith(running.BACK)


def test_the_second_time_it_is_the_same_person_even_under_another_address(committing, known):
    come_in(Client(), committing.email("samira"))
    Professional.objects.filter(pk=committing.professional("samira")).update(email="s@elders.nl")

    client = Client()
    come_in(client, committing.email("samira"))

    assert client.session["position"] == str(committing.samira)
    assert SocialAccount.objects.count() == 1


def test_the_request_carries_what_makes_it_safe(known):
    asked = urlsplit(Client().get(START).url)
    values = parse_qs(asked.query)

    assert asked.path == "/identity/o/authorize"
    assert values["code_challenge_method"] == ["S256"]
    assert values["redirect_uri"] == [KRING + running.BACK]
    assert values["state"]


def test_nobody_signs_up(known):
    client, before = Client(), Professional.objects.count()

    answer = come_in(client, NOBODY)

    assert answer.redirect_chain[-1][0] == "/inloggen/"
    assert "Kring nog niet" in answer.content.decode()
    assert "position" not in client.session
    assert Professional.objects.count() == before


def test_a_provider_vouches_for_its_own_people_only(committing, known):
    client = Client()

    answer = come_in(client, committing.email("bakker"))

    assert answer.redirect_chain[-1][0] == "/inloggen/"
    assert "position" not in client.session
    assert SocialAccount.objects.count() == 0


def test_what_someone_does_elsewhere_stays_closed(committing, known):
    """Samira also works at a practice: its provider is not this one."""
    bakker = Position.objects.get(pk=committing.bakker)
    there = Position.objects.create(
        professional_id=committing.professional("samira"), organisation_id=committing.linde,
        function_id=bakker.function_id, from_on=bakker.from_on,
    )  # fmt: skip
    client = Client()
    come_in(client, committing.email("samira"))

    answer = client.post("/functie-kiezen/", {"position": str(there.pk)})

    assert answer.status_code == 422
    assert client.session["position"] == str(committing.samira)


def test_an_address_that_was_not_verified_opens_nothing(committing, known):
    client = Client()

    come_in(client, committing.email("pieter"))

    assert "position" not in client.session


def test_unless_the_organisation_vouches_for_its_domain(committing, work, monkeypatch):
    running.configure(
        monkeypatch, work, organisation=GEMEENTE, vouches_for=["waterrijk-gemeente.example"]
    )
    client = Client()

    come_in(client, committing.email("pieter"))

    assert client.session["position"] == str(committing.pieter)


def test_who_is_out_of_service_does_not_come_in(committing, known):
    come_in(Client(), committing.email("ineke"))
    Professional.objects.filter(pk=committing.professional("ineke")).update(is_active=False)
    client = Client()

    come_in(client, committing.email("ineke"))

    assert "position" not in client.session


def test_who_thinks_better_of_it_is_back_at_the_door(committing, known):
    client = Client()

    answer = client.get(at_work(client, committing.email("samira"), press="Cancel"), follow=True)

    assert answer.status_code == 200
    assert "position" not in client.session
    assert "/inloggen/" in answer.content.decode()


def test_an_answer_from_another_browser_is_refused(committing, known):
    back = at_work(Client(), committing.email("samira"))
    thief = Client()

    answer = thief.get(back, follow=True)

    assert "position" not in thief.session
    assert answer.status_code < 500


def test_an_answer_works_once(committing, known):
    client = Client()
    back = at_work(client, committing.email("samira"))
    client.get(back, follow=True)
    client.post("/uitloggen/")

    answer = client.get(back, follow=True)

    assert "position" not in client.session
    assert answer.status_code < 500


def test_the_secret_is_sealed_and_a_provider_can_go(committing, known):
    kept = SocialApp.objects.get()
    said = StringIO()

    call_command("provider", "list", stdout=said)
    call_command("provider", "remove", running.NAME)

    assert running.SECRET not in kept.secret + said.getvalue()
    assert said.getvalue().startswith("waterrijk: Gemeente Waterrijk")
    assert Client().get(START).status_code == 404
    with pytest.raises(CommandError):
        call_command("provider", "remove", running.NAME)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"address": "ftp://elders"}, "https"),
        ({"address": "https://"}, "https"),
        ({"name": "Met Spatie"}, "address"),
        ({"organisation": "Niemand"}, "0 organisations"),
        ({"secret": "x" * 80}, "79"),
    ],
)
def test_a_provider_that_cannot_be_is_refused(db, monkeypatch, wrong, sentence):
    given = {
        "name": "linde", "address": "https://linde.example", "organisation": LINDE, "secret": "x",
    } | wrong  # fmt: skip
    monkeypatch.setenv("KRING_PROVIDER_SECRET", given["secret"])

    with pytest.raises(CommandError, match=sentence):
        call_command(
            "provider", "keep", given["name"], "--organisation", given["organisation"],
            "--address", given["address"], "--client", "x",
        )  # fmt: skip
    assert not SocialApp.objects.exists()


def test_outside_the_own_machine_only_https_will_do(db, settings, monkeypatch):
    settings.DEVELOPMENT = False
    with pytest.raises(CommandError, match="https"):
        running.configure(monkeypatch, "http://elders.example", organisation=LINDE)


def test_a_provider_that_is_away_is_no_error_of_ours(committing, monkeypatch):
    running.configure(monkeypatch, "http://localhost:9", organisation=GEMEENTE)

    answer = Client().get(START)

    assert answer.status_code == 503
    assert "gaf geen antwoord" in answer.content.decode()
