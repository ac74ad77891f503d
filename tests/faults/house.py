"""The programs of Kring as they really run, each of which can die and come back."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from kring.config import embedded

TOKEN = "k" * 32
WEB = """
import sys, django
django.setup()
from kring.config.management.commands import serve
serve.web_server(int(sys.argv[1]))
"""
WORKER = ["manage.py", "procrastinate", "worker", "--fetch-job-polling-interval", "1"]


class Program:
    """One program of the house, in a group of its own; dead until it is started again."""

    def __init__(self, command, environment, log):
        self.command, self.environment, self.log = command, environment, log
        self.running = None

    def start(self):
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, env=self.environment, cwd=settings.ROOT, start_new_session=True,
                stdout=log, stderr=log,
            )  # fmt: skip

    def kill(self):
        if self.running is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.running.pid, signal.SIGKILL)
        self.running.wait()


class House:
    """A database, a web server and a worker of its own, and the mail server it writes to."""

    def __init__(self, var, *, sink, mail_port):
        self.sink, self.port, self.data = sink, _free_port(), var / "postgres"
        self.environment = {
            **os.environ,
            "KRING_VAR": str(var),
            "KRING_DEVELOPMENT": "1",
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "DJANGO_SETTINGS_MODULE": "kring.config.settings",
        }
        self.town = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.town"], env=self.environment, cwd=settings.ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        web = [sys.executable, "-c", WEB, str(self.port)]
        self.web = Program(web, self.environment, var / "web.log")
        self.worker = Program([sys.executable, *WORKER], self.environment, var / "worker.log")

    def open(self, *, drafts):
        filled = self.ask("fill", drafts)
        self.drafts, self.session = filled["drafts"], filled["session"]
        self.web.start()
        self.worker.start()

    def ask(self, *wish):
        """What `town` answers."""
        self.town.stdin.write(" ".join(map(str, wish)) + "\n")
        self.town.stdin.flush()
        return json.loads(self.town.stdout.readline())

    def cut_the_power_of_the_database(self):
        """As `pg_ctl stop -m immediate`: no goodbyes; the next start reads its log back."""
        server = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(server, signal.SIGQUIT)
        while Path("/proc", str(server)).exists():
            time.sleep(0.02)

    def close(self):
        self.web.kill()
        self.worker.kill()
        self.town.communicate("stop\n")
        shutil.rmtree(embedded.socket_folder(self.data), ignore_errors=True)

    def answers(self):
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def send(self, draft):
        """Press the button; whether it was acknowledged: on to the page of the handover."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", f"/overdracht/{draft}/controleer/", "", self._headers())
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status >= 500:
            return False
        assert answer.status == 302, answer.status
        assert re.fullmatch(rf"/overdracht/{draft}/", answer.headers["Location"]), "not sent"
        return True

    def _headers(self):
        cookies = self.session | {settings.CSRF_COOKIE_NAME: TOKEN}
        return {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-CSRFToken": TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
