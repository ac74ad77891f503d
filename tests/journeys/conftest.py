"""Journeys: a real browser, a real server, and the village in a database of its own."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from socket import socket
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import BrowserContext, Page, expect

from kring.accounts.http import POSITION
from kring.accounts.http.sessions import SessionStore
from kring.accounts.models import Professional
from tests import chromium
from tests.village import NOW, Village

PHONE = {"width": 390, "height": 844}
LEFT_EARLY = "Transition was "  # skipped or aborted: a page was left while it faded in
LEFT_ASKING = ("htmx:sendAbort", "htmx:afterRequest")  # a page was left while it asked for more
# The browser is driven from an event loop of its own; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, **chromium.launch_arguments()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


class Silent(WSGIRequestHandler):
    """Writes no line per request."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass


@dataclass
class Live:
    """A server on the village; `url` begins every address."""

    url: str
    village: Village

    def sign_in(self, page: Page, name: str) -> None:
        """From here on this browser works as someone of the village."""
        person = Professional.objects.get(id=self.village.professional(name))
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session[POSITION] = str(getattr(self.village, name))
        session.create()
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key}
        page.context.add_cookies([{**cookie, "url": self.url}])


class Server(ThreadedWSGIServer):
    """Closes its connections to the database when a request ends: the database is dropped soon."""

    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            connections.close_all()


@contextmanager
def _serving() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Silent)
    server.set_app(get_wsgi_application())
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def static_files() -> None:
    """The style sheets and scripts as a server has them; gathered once when they are not there."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def live(static_files: None, committing: Village) -> Iterator[Live]:
    with _serving() as url:
        yield Live(url=url, village=committing)


@pytest.fixture
def errors() -> list[str]:
    """What pages complained about; a journey fails on the first of them."""
    return []


@pytest.fixture(autouse=True)
def no_complaints(context: BrowserContext, errors: list[str]) -> Iterator[None]:
    """No journey leaves an error or something that the content policy refused in the console."""

    def failed(error: Exception) -> None:
        if not str(error).startswith(LEFT_EARLY):
            errors.append(str(error))

    def heard(page: Page) -> None:
        page.on("pageerror", failed)
        page.on(
            "console",
            lambda said: errors.append(said.text) if _is_complaint(said.type, said.text) else None,
        )

    context.on("page", heard)
    yield
    assert not errors


def _is_complaint(kind: str, text: str) -> bool:
    # A 4xx is an answer that pages handle, and journeys ask for some of them on purpose.
    return kind == "error" and "status of 4" not in text and not text.startswith(LEFT_ASKING)


@pytest.fixture
def sign_in(live: Live, page: Page) -> Callable[[str], Page]:
    def as_(name: str) -> Page:
        live.sign_in(page, name)
        return page

    return as_


@pytest.fixture
def monday() -> Iterator[time_machine.Traveller]:
    """The village's Monday morning, on which time goes on; `shift` it to let days pass."""
    with time_machine.travel(NOW, tick=True) as clock:
        yield clock


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
