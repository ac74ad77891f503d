"""What stands around each answer: policies for the browser, and cookies that stay here."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from tests import test_signing_in as signing_in

ROOT = Path(__file__).parents[1]
PAGES = ["/", "/inloggen/", "/toegang/", "/ik-wil-hulp/", "/mijn-werk/", "/nergens/", "/health/"]


@pytest.mark.parametrize("path", PAGES)
def test_each_answer_tells_the_browser_what_is_not_done_here(village, sign_in, path):
    answer = sign_in("samira").get(path)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/inloggen/", "/toegang/", "/profiel/", "/ik-wil-hulp/verhaal/"])
def test_what_comes_from_elsewhere_writes_nothing(village, sign_in, path):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sign_in("samira").cookies

    answer = strict.post(path, {}, headers={"Origin": "https://elders.example"})

    assert answer.status_code == 403


def test_the_cookies_of_a_session_are_for_this_host_and_no_script(village, client):
    signing_in.sign_in(client, village, signing_in.with_password(village, "samira"))

    session = client.cookies["kring_sessie"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert session["domain"] == ""


ASK = """
from kring.config import settings as s
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)
"""


def test_with_https_cookies_belong_to_the_very_host():
    environment = {"KRING_DEVELOPMENT": "1", "KRING_BASE_URL": "https://kring.example.nl"}

    said = subprocess.check_output(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, text=True
    )

    assert said.split() == ["__Host-kring_sessie", "__Host-csrftoken", "True", "31536000"]
