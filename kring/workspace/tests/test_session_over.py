"""Whoever sends a text after the session ended does not lose it, also without JavaScript."""

import re

import pytest
from django.conf import settings
from django.test import Client

from kring.core.actor import acting, professional
from kring.plans.models import Words
from kring.workspace.tests.conftest import at, page, signed_in

SAID = "Ik wil <weer> slapen.\nEn rust."
OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def strict(village) -> Client:
    """A browser in which the key of a form is checked, as in real life."""
    client = signed_in(village, "samira")
    client.handler.enforce_csrf_checks = True
    return client


def fields(html: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: value.replace("&lt;", "<").replace("&gt;", ">") for name, value in found}


def test_what_was_typed_is_sent_again_after_signing_in(village, strict):
    here = at(village.devries, "woorden/")
    key = fields(page(strict, here))["csrfmiddlewaretoken"]
    typed = {"text": SAID, "resident": str(village.fatma), "said_on": "02-03-2026"}
    sessions = strict.cookies.pop(settings.SESSION_COOKIE_NAME)

    over = strict.post(here, typed | {"csrfmiddlewaretoken": key}, **OURS)
    strict.cookies[settings.SESSION_COOKIE_NAME] = sessions
    del strict.cookies[settings.CSRF_COOKIE_NAME]  # signing in gave a new one
    page(strict, "/mijn-werk/")
    too_old = strict.post(here, fields(over.content.decode()), **OURS)
    sent = strict.post(here, fields(too_old.content.decode()), **OURS)

    assert (over.status_code, too_old.status_code, sent.status_code) == (401, 403, 302)
    assert "Ik wil &lt;weer&gt; slapen." in over.content.decode()
    assert "text=" not in over.content.decode()
    with acting(professional(village.samira)):
        assert Words.objects.get(household=village.devries).text.splitlines() == SAID.splitlines()


@pytest.mark.parametrize("origin", [{}, {"HTTP_ORIGIN": "https://elders.example"}])
def test_a_form_from_elsewhere_is_not_offered_to_send_on(village, strict, origin):
    answer = strict.post(at(village.devries, "woorden/"), {"text": SAID}, **origin)

    assert answer.status_code == 403
    assert "slapen" not in answer.content.decode()


def test_a_password_is_never_shown_again(strict):
    answer = strict.post("/inloggen/", {"password": "een geheim", "login": "a b"}, **OURS)

    assert answer.status_code == 403
    assert "een geheim" not in answer.content.decode()
    assert "Opnieuw versturen" not in answer.content.decode()


def test_a_script_gets_no_page(village):
    answer = Client().post(
        at(village.devries, "woorden/"), {"text": SAID}, HTTP_X_REQUESTED_WITH="fetch"
    )

    assert (answer.status_code, answer.content) == (401, b"")
