"""A closed loop of connections, each sending its next request when the last one is answered."""

import http.client
import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Request:
    """What to send, and how to know that the answer means what it should."""

    path: str
    cookie: str
    means: str
    body: str | None = None
    status: int = 200


@dataclass(frozen=True)
class Figures:
    """What one operation cost; times in milliseconds."""

    median: float
    p95: float
    per_second: float
    cpu: float
    statements: int
    bytes: int


def measure(
    port: int,
    make: Callable[[int], Request],
    *,
    connections: int,
    count: int,
    processes: list[int],
) -> Figures:
    """Send `count` requests, `make(i)` the ith, over this many connections.

    `processes`: the server's, whose processor time is counted. Raises AssertionError when an answer
    does not mean what it should.
    """
    run = _Run(port, make, iter(range(count)))
    before, began = _cpu(processes), time.perf_counter()
    threads = [threading.Thread(target=run.work) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed, spent = time.perf_counter() - began, _cpu(processes) - before
    if run.wrong:
        raise AssertionError(run.wrong[0])
    return run.figures(per_second=count / elapsed, cpu=spent / count * 1e3)


class _Run:
    """What the connections share while they work."""

    def __init__(self, port: int, make: Callable[[int], Request], numbers: Iterator[int]) -> None:
        self.port, self.make, self.numbers = port, make, numbers
        self.lock = threading.Lock()
        self.times: list[float] = []
        self.statements = self.bytes = 0
        self.wrong: list[str] = []

    def work(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        while not self.wrong and (number := self._next()) is not None:
            request = self.make(number)
            started = time.perf_counter()
            status, body, statements = _send(connection, request)
            self.times.append(time.perf_counter() - started)
            self.statements = max(self.statements, int(statements or 0))
            self.bytes = max(self.bytes, len(body))
            if problem := _wrong(request, status, body):
                self.wrong.append(problem)
        connection.close()

    def _next(self) -> int | None:
        with self.lock:
            return next(self.numbers, None)

    def figures(self, *, per_second: float, cpu: float) -> Figures:
        ordered = sorted(self.times)
        return Figures(
            median=statistics.median(ordered) * 1e3,
            p95=ordered[int(len(ordered) * 0.95)] * 1e3,
            per_second=per_second,
            cpu=cpu,
            statements=self.statements,
            bytes=self.bytes,
        )


def _send(
    connection: http.client.HTTPConnection, request: Request
) -> tuple[int, bytes, str | None]:
    headers = {"Cookie": request.cookie, "Accept-Encoding": "identity"}
    if request.body is not None:
        token = request.cookie.partition("csrftoken=")[2]
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-CSRFToken": token,
            "Origin": f"http://127.0.0.1:{connection.port}",
        }
    method = "GET" if request.body is None else "POST"
    connection.request(method, request.path, body=request.body, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read(), answer.headers.get("X-Statements")


def _wrong(request: Request, status: int, body: bytes) -> str:
    if status != request.status:
        return f"{request.path}: {status} instead of {request.status}: {body[:400]!r}"
    if request.means.encode() not in body:
        return f"{request.path}: the answer does not say “{request.means}”"
    return ""


def _cpu(processes: list[int]) -> float:
    """Processor seconds of these processes so far."""
    total = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS
