"""Every page shows the own household and nothing of another."""

import ast
import re

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kring.audit.models import AccessEvent
from kring.core.actor import acting, job, professional
from kring.handovers.tests import stories
from kring.residents import actions as residents
from kring.workspace.queries.circle import looked
from kring.workspace.tests.conftest import at, page, signed_in
from kring.workspace.views import lines

TABS = ["", "plan/", "betrokkenen/", "tijdlijn/", "inzage/"]
NUMBER = "111222333"
OTHERS = ["Janssen", "Tessa", "Vogelwijk"]


@pytest.mark.parametrize("path", ["/mijn-werk/", "/huishoudens/", "/meer/"])
def test_pages_of_samira_show_nothing_of_another_household(village, as_samira, path):
    html = page(as_samira, path)

    assert not [name for name in OTHERS if name in html]


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_shows_the_own_household_and_no_other(village, as_samira, tab):
    html = page(as_samira, at(village.devries, tab))

    assert "Gezin De Vries-Yılmaz" in html
    assert "Samira Haddad" in html
    assert not [name for name in OTHERS if name in html]


@pytest.mark.parametrize("tab", TABS)
def test_another_household_does_not_exist_for_me(village, as_samira, tab):
    page(as_samira, at(village.janssen, tab), status=404)


@pytest.mark.parametrize("tab", TABS)
def test_each_look_is_a_line_in_the_access_log(village, as_samira, tab):
    answer = as_samira.get(at(village.devries, tab))

    with acting(job("test")):
        line = AccessEvent.objects.get(household=village.devries)
    assert (line.position, line.because, line.action) == (village.samira, "coordination", "read")
    assert line.request_id == answer["X-Request-ID"]


def test_who_looked_is_read_by_who_answers_for_it(village, as_samira):
    page(as_samira, at(village.devries))

    assert "overzicht bekeken" in page(as_samira, at(village.devries, "inzage/"))


def test_the_log_of_another_household_is_refused_by_the_database(village):
    with (
        acting(professional(village.samira)),
        pytest.raises(DatabaseError, match="only the coordinator"),
        transaction.atomic(),
    ):
        looked(village.janssen)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("yilmaz", True),
        ("Yılmaz", True),
        ("emre", True),
        ("Janssen", False),
        ("%", False),
    ],
)
def test_a_household_is_found_by_who_is_in_it_and_only_when_mine(village, as_samira, words, found):
    html = as_samira.post("/huishoudens/", {"q": words}).content.decode()

    assert ("Gezin De Vries-Yılmaz" in html) is found
    assert str(village.janssen) not in html


def test_searching_leaves_no_words_in_an_address(village, as_samira):
    html = page(as_samira, "/huishoudens/")

    assert 'method="post"' in html
    assert page(as_samira, "/huishoudens/?q=Fatma").count("Gezin De Vries-Yılmaz") == 1


@pytest.mark.parametrize("asked", ["x", "2026-01-01", "9" * 500, "%00"])
def test_a_moment_that_cannot_be_is_not_found(village, as_samira, asked):
    page(as_samira, at(village.devries, f"tijdlijn/?voor={asked}"), status=404)


def test_the_light_role_starts_at_handovers(village):
    answer = signed_in(village, "bakker").get("/mijn-werk/")

    assert (answer.status_code, answer["Location"]) == (302, "/overdracht/")


def test_without_signing_in_there_is_a_door_and_no_page(village, client):
    assert client.get("/mijn-werk/")["Location"].startswith("/inloggen/")


SIGNING_IN = (
    "accounts_session",
    "act_as",
    "SAVEPOINT",
    'accounts_professional" WHERE',
    "set_config",
)


def statements(client, path):
    """What the page asks the database, on top of signing in."""
    with CaptureQueriesContext(connection) as caught:
        page(client, path)
    return [each["sql"] for each in caught if not any(word in each["sql"] for word in SIGNING_IN)]


def test_mijn_werk_takes_four_statements(village, as_samira):
    assert len(statements(as_samira, "/mijn-werk/")) == 4


def test_the_household_page_takes_eight_statements(village, as_samira):
    assert len(statements(as_samira, at(village.devries))) == 8


def test_the_colours_of_a_municipality_are_a_style_sheet_for_ever(client, db):
    answer = client.get("/thema/f2b705.css")

    assert "--basis-color-action-1" in answer.content.decode()
    assert "immutable" in answer["Cache-Control"]


def test_everything_that_is_looked_at_has_a_dutch_word():
    """What is written in the access log, as the source says it."""
    logged = [
        call
        for file in (settings.ROOT / "kring").rglob("*.py")
        if "tests" not in file.parts
        for call in ast.walk(ast.parse(file.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "looked"
    ]
    things = {call.args[0].value for call in logged if isinstance(call.args[0], ast.Constant)}
    named = [(each.arg, each.value) for call in logged for each in call.keywords]
    said = {arg: {v.value for a, v in named if a == arg and isinstance(v, ast.Constant)}
            for arg in ("action", "because")}  # fmt: skip

    assert logged
    assert things <= set(lines.THINGS)
    assert said["action"] <= set(lines.ACTS)
    assert said["because"] <= set(lines.REASONS)


def test_a_printed_letter_is_logged_as_printed(village, as_samira):
    with acting(professional(village.samira)) as me:
        handover = stories.sent(me, team=village.tuindorp)

    page(as_samira, f"/overdracht/{handover.pk}/brief/")

    with acting(job("access log")):
        assert AccessEvent.objects.get(object_id=handover.pk).action == "print"


def test_before_the_first_look_nobody_looked(village, as_samira):
    html = page(as_samira, at(village.devries, "inzage/?voor=2020-01-01T00:00:00Z"))

    assert "Daarvoor keek niemand" in html
    assert "<table" not in html


def test_a_number_finds_whom_one_may_see_and_does_not_stand_on_the_page(village, as_samira):
    with acting(professional(village.samira)) as me:
        residents.keep_number(village.fatma, NUMBER, by=me)
    path, asked = at(village.devries), {"q": "111 222 333"}

    mine = as_samira.post("/huishoudens/", asked).text
    theirs = signed_in(village, "tessa").post("/huishoudens/", asked).text
    unknown = signed_in(village, "tessa").post("/huishoudens/", {"q": "123456782"}).text
    police = signed_in(village, "mirjam").post("/huishoudens/", asked).text

    assert path in mine
    assert path not in theirs + unknown + police
    said = re.compile(r"Niets gevonden voor[^<]*")
    assert said.findall(theirs) == said.findall(unknown) == ["Niets gevonden voor ‘dit nummer’."]
    assert "mag dit nummer" in police
    assert not any(each in mine + theirs for each in (NUMBER, "111 222 333"))
    with acting(job("oversight")):
        assert AccessEvent.objects.filter(object="number", action="search").count() == 3
