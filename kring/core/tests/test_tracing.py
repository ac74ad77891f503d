import json
import logging

import pytest
from django.test import Client

from kring.core.logs import Lines

PROXYS = "0123456789abcdef"


@pytest.fixture
def behind_proxy(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def test_each_request_has_an_id_of_its_own(db):
    first, second = (Client().get("/toegankelijkheid/")["X-Request-ID"] for _ in "12")

    assert first != second


def test_the_id_of_the_proxy_is_kept(db, behind_proxy):
    assert Client().get("/hulp/", headers={"X-Request-ID": PROXYS})["X-Request-ID"] == PROXYS


@pytest.mark.parametrize("given", ["kort", "x" * 41, "abcdefgh<script>", "abcdefgh\u2028ijk"])
def test_an_id_that_could_mislead_is_not_kept(db, behind_proxy, given):
    assert Client().get("/hulp/", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_without_a_proxy_nobody_chooses_an_id(db):
    assert Client().get("/hulp/", headers={"X-Request-ID": PROXYS})["X-Request-ID"] != PROXYS


def test_the_line_of_a_request_tells_its_door_and_no_address(db, caplog):
    caplog.set_level(logging.INFO, "kring.requests")

    Client().get("/link/EENGEHEIM/?naam=Zwaluwstaart")

    [line] = [each for each in caplog.records if each.name == "kring.requests"]
    fields = json.loads(Lines().format(line))
    assert fields["said"].startswith("GET portal:link 200 in ")
    assert set(fields) == {"at", "level", "logger", "request", "said"}


def test_a_refusal_is_logged_without_the_secret_in_its_address(db, caplog):
    Client().get("/inloggen/wachtwoord/EENGEHEIM/")
    Client().get("/nergens/EENGEHEIM/?naam=Zwaluwstaart")

    said = [json.loads(Lines().format(each))["said"] for each in caplog.records]
    assert "Gone: accounts:password" in said
    assert "Not Found: nowhere" in said
    assert not [each for each in said if "EENGEHEIM" in each or "Zwaluwstaart" in each]


def test_a_line_stays_one_line():
    record = logging.makeLogRecord({"msg": "twee\nregels\u2028drie"})

    assert json.loads(Lines().format(record))["said"] == "twee\nregels\u2028drie"
    assert len(Lines().format(record).splitlines()) == 1
