"""The product's own server on the country's database."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>


@contextmanager
def serving(database: str) -> Iterator[tuple[int, list[int]]]:
    """Granian with a worker per core; gives the port and the ids of its processes."""
    port = _free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", str(os.cpu_count() or 1), "--blocking-threads", "1", "--no-ws",
        "--log-level", "warning", "kring.config.wsgi:application",
    ]  # fmt: skip
    server = subprocess.Popen(
        command,
        env=os.environ | {"KRING_BENCH_DATABASE": database},
        start_new_session=True,
        preexec_fn=_end_with_parent,
    )
    try:
        _wait(port)
        yield port, _family(server.pid)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        _leave(server)


def _free_port() -> int:
    """Far from the ports that someone may serve Kring on in these minutes."""
    with socket.create_server(("127.0.0.1", 0)) as attempt:
        return int(attempt.getsockname()[1])


def _end_with_parent() -> None:
    """On Linux: whoever kills the benchmark ends its server too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _leave(server: subprocess.Popen[bytes]) -> None:
    try:
        server.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            urlopen(f"http://127.0.0.1:{port}/floor/page/", timeout=5).close()
        except OSError as error:
            if hasattr(error, "code"):
                return
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def _family(parent: int) -> list[int]:
    """The processes that this one started, and itself."""
    found = [parent]
    for task in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = task.read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        if int(fields[1]) in found:
            found.append(int(task.parent.name))
    return found
