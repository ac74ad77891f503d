"""Mail servers that really listen, well-behaved and not, and a village that signed in before."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from kring.accounts.models import Professional


class Sink:
    """Takes every mail; `say` may answer something else than 250 for one."""

    def __init__(self, say: Callable[[object], str | None] = lambda envelope: None) -> None:
        self.got: list = []
        self.say = say

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        mail = message_from_bytes(envelope.content, policy=default)
        mail["X-To"] = ",".join(sorted(envelope.rcpt_tos))
        self.got.append(mail)
        said = self.say(envelope)
        if said == "drop":
            server.transport.abort()
        return "250 OK" if said in (None, "drop") else said


@contextmanager
def reached_at(port: int) -> Iterator[None]:
    options = {"host": "127.0.0.1", "port": port, "timeout": 2}
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(MAILERS={"default": {"BACKEND": backend, "OPTIONS": options}}):
        yield


@contextmanager
def serving(sink: Sink) -> Iterator[int]:
    """The port on which it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(sink, hostname="127.0.0.1", port=port, ready_timeout=30)
    server.start()
    try:
        yield port
    finally:
        server.stop()


@contextmanager
def listening(sink: Sink) -> Iterator[list]:
    with serving(sink) as port, reached_at(port):
        yield sink.got


@contextmanager
def silent() -> Iterator[None]:
    """A server that takes the call and never says a word."""
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen(5)
        with reached_at(mute.getsockname()[1]):
            yield


@pytest.fixture
def mails(village) -> Iterator[list]:
    """What reaches a real mail server."""
    with listening(Sink()) as got:
        yield got


@pytest.fixture
def at_work(village):
    """Everyone in the village has an account and signed in before."""
    Professional.objects.update(last_login=village.now)
    return village
