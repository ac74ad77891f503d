import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from kring.core.logs import Formatter
from kring.core.tracing import TracingMiddleware
from kring.portal.views import errors

OPEN = ["", "hulp/", "toegankelijkheid/", "privacy/", "geheimhouding/", "toegang/", "ik-wil-hulp/",
        "antwoord/", "toegang/voorbij/", "antwoord/dank/yes/"]  # fmt: skip


@pytest.mark.parametrize("path", OPEN)
def test_pages_for_everybody_are_open_to_nobody_in_particular(client, village, path):
    page = client.get(f"/{path}")

    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("path", OPEN)
def test_they_are_open_to_who_is_signed_in_as_well(village, sign_in, path):
    assert sign_in("samira").get(f"/{path}").status_code == 200


def test_home_has_a_door_for_each_kind_of_person(client, village):
    page = client.get("/")

    assert [*re.findall(r'class="kr-door" href="([^"]+)"', page.text)] == [
        "/ik-wil-hulp/", "/inloggen/", "/toegang/", "/antwoord/",
    ]  # fmt: skip


def test_help_names_only_doors_that_open(village, sign_in):
    for name in ("samira", "bakker"):
        person = sign_in(name)
        doors = re.findall(r'href="(/[^"]+/)"', person.get("/hulp/").text)

        assert len(doors) > 5
        assert {person.get(door, follow=True).status_code for door in doors} == {200}


def test_a_page_that_does_not_exist_says_so_and_leads_on(village, sign_in):
    samira = sign_in("samira")
    page = samira.get("/bestaat/niet/")

    assert page.status_code == 404
    assert "Deze pagina bestaat niet (meer)." in page.text
    doors = {"/mijn-werk/", "/zoeken/", "/hulp/"}
    assert doors <= {*re.findall(r'href="(/[^"]+/)"', page.text)}
    assert {samira.get(door).status_code for door in doors} == {200}


def test_a_guest_is_led_to_what_a_guest_can_open(client, inside):
    inside("bakker")
    for nowhere in ("/bestaat/niet/", "/mijn-werk/"):
        page = client.get(nowhere)
        assert page.status_code == 404
        onward = {*re.findall(r'href="(/[^"]*/)"', page.text)}
        assert "/toegang/start/" in onward
        assert not {"/mijn-werk/", "/zoeken/"} & onward
        assert {client.get(door).status_code for door in onward} == {200}


def test_who_is_not_signed_in_is_led_to_the_first_page(village):
    page = Client().get("/bestaat/niet/")

    assert page.status_code == 404
    onward = {*re.findall(r'href="(/[^"]*/?)"', page.text.partition("<main")[2])}
    assert "/" in onward
    assert not {"/mijn-werk/", "/zoeken/"} & onward


@pytest.mark.parametrize(
    ("view", "status"),
    [(errors.bad_request, 400), (errors.not_allowed, 403), (errors.not_found, 404)],
)
def test_refusals_have_a_page(view, status):
    answer = view(RequestFactory().get("/"), PermissionDenied())

    assert answer.status_code == status


def test_a_fault_gives_a_code_with_which_the_log_begins_too():
    said = []

    def broken(request):
        formatter = Formatter()
        said.append(formatter.format(logging.makeLogRecord({"msg": "It broke"})))
        return errors.broken(request)

    answer = TracingMiddleware(broken)(RequestFactory().get("/"))

    code = re.search(r"deze code: (\w{8})", answer.text)[1]
    assert answer.status_code == 500
    assert answer["X-Request-ID"].startswith(code)
    assert said == [f"{answer['X-Request-ID']} It broke"]


def test_during_maintenance_every_page_says_until_when(village, settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "maintenance").write_text("19:30\n")

    page = Client().get("/ik-wil-hulp/")

    assert (page.status_code, page["Retry-After"]) == (503, "600")
    assert "Tot ongeveer 19:30 uur." in page.text
    assert "0800-2000" in page.text
    assert Client().get("/health/ready/").status_code == 503
    assert Client().get("/health/").content == b"alive\n"


def test_that_a_process_lives_is_told_without_the_database(db):
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/health/")

    assert (answer.content, len(asked)) == (b"alive\n", 0)


def test_that_pages_work_is_told_after_one_question(db):
    with CaptureQueriesContext(connection) as asked:
        answer = Client().get("/health/ready/")

    assert (answer.content, len(asked)) == (b"ready\n", 1)


def test_before_the_policies_stand_nothing_is_ready(migrated):
    with connections["owner"].cursor() as cursor:
        cursor.execute("revoke usage on schema kring from kring_app")

    assert Client().get("/health/ready/").status_code == 503


def test_a_mistake_of_ours_does_not_lose_what_was_typed():
    sent = {"text": "Ik wil <weer> slapen.", "csrfmiddlewaretoken": "geheim"}

    answer = errors.broken(RequestFactory().post("/huishouden/x/woorden/", sent)).content.decode()

    assert "Ik wil &lt;weer&gt; slapen." in answer
    assert "Opnieuw versturen" in answer
    assert "geheim" not in answer
