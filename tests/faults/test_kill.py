"""Programs die at the worst moment: what was acknowledged is there, what is owed is told."""

import asyncio
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import batched, cycle
from pathlib import Path

import pytest
from django.conf import settings

from tests.environment import SOAK
from tests.faults.house import House
from tests.mail.conftest import Sink, serving

pytestmark = pytest.mark.faults

ROUNDS = 20 if SOAK else 1
PORTION = 12  # handovers on their way while one fault happens
SENDERS = 3
PATIENCE = 300 + 60 * ROUNDS  # seconds on a busy machine; alone on one it takes a tenth of it


class PatientSink(Sink):
    """Has the mail, and may keep whoever brought it waiting for an answer."""

    def __init__(self):
        super().__init__()
        self.answers = threading.Event()
        self.answers.set()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  # aiosmtpd's name
        said = await super().handle_DATA(server, session, envelope)
        while not self.answers.is_set():
            await asyncio.sleep(0.02)
        return said


class Stream:
    """Handovers on their way: several people press, each again until it is acknowledged."""

    def __init__(self, house):
        self.house, self.pressed, self.acknowledged = house, Counter(), []
        self.deadline = time.monotonic() + PATIENCE

    def send(self, draft):
        self.pressed[draft] += 1
        while not self.house.send(draft):
            self.wait(0.2)
            self.pressed[draft] += 1
        self.acknowledged.append(draft)

    def send_during(self, fault, drafts):
        some = len(self.acknowledged) + len(drafts) // 3
        with ThreadPoolExecutor(SENDERS) as senders:
            sending = [senders.submit(self.send, draft) for draft in drafts]
            self.until(lambda: len(self.acknowledged) >= some)
            fault(self)
            for each in sending:
                each.result()

    def until(self, seen):
        while not seen():
            self.wait(0.02)

    def wait(self, seconds):
        assert time.monotonic() < self.deadline, "it takes too long"
        time.sleep(seconds)


def kill_worker_with_a_mail_under_way(stream):
    sink = stream.house.sink
    sink.answers.clear()
    before = len(sink.got)
    stream.house.ask("defer")
    stream.until(lambda: len(sink.got) > before)
    stream.house.worker.kill()
    sink.answers.set()
    stream.house.worker.start()


def kill_web(stream):
    stream.house.web.kill()
    stream.house.web.start()


def cut_the_power_of_the_database(stream):
    stream.house.cut_the_power_of_the_database()
    stream.house.ask("start")
    stream.house.worker.kill()  # it ends with its database; a supervisor starts it again
    stream.house.worker.start()


FAULTS = (kill_worker_with_a_mail_under_way, kill_web, cut_the_power_of_the_database)


@pytest.fixture
def sink():
    return PatientSink()


@pytest.fixture
def house(sink):
    settings.VAR.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(dir=settings.VAR, prefix="kill-") as var,
        serving(sink) as port,
    ):
        Path(var).chmod(0o755)  # the database runs as another user
        Path(var, "static").symlink_to(settings.STATIC_ROOT)
        house = House(Path(var), sink=sink, mail_port=port)
        try:
            house.open(drafts=ROUNDS * len(FAULTS) * PORTION)
            yield house
        finally:
            sink.answers.set()
            house.close()


def test_what_was_acknowledged_is_there_and_what_is_owed_is_told(house):
    stream = Stream(house)
    stream.until(house.answers)

    for fault, drafts in zip(cycle(FAULTS), batched(house.drafts, PORTION), strict=False):
        stream.send_during(fault, drafts)
        assert set(stream.acknowledged) <= set(house.ask("count")["handovers"]), fault.__name__
    told = everything_told(stream)

    assert sum(stream.pressed.values()) > len(house.drafts), "nothing was hit"
    assert sorted(told["handovers"]) == sorted(house.drafts)
    assert told["drafts"] == 0
    assert sorted(about for about, *_ in told["notices"]) == sorted(house.drafts)
    left = [mail["Message-ID"] for mail in house.sink.got]
    assert set(left) == {f"<{key}@localhost>" for _, key, _ in told["notices"]}
    assert len(left) > len(set(left)), "no worker died between a mail and writing that it left"


def everything_told(stream):
    """The worker mails each minute what is owed, or sooner when asked."""
    while True:
        stream.house.ask("defer")
        told = stream.house.ask("count")
        if all(left for *_, left in told["notices"]):
            return told
        stream.wait(0.5)
