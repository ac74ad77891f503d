"""`make bench`: load the country, serve it, measure each operation against the floor.

SCALES=100,10,1 says at which scales (a hundredth, a tenth, all); CONNECTIONS=1,8,32 and COUNT=400
how. Writes var/bench.json and a table for docs/performance.md. It fails when the machine drifted
more than 15 % between the calibrations before and after: then the figures say nothing.
"""

import json
import os
import sys
import timeit
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
os.environ.setdefault("KRING_DEVELOPMENT", "1")

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.utils import timezone

from kring.config.management.commands import serve
from kring.notices.models import Notice

from . import load
from .client import Figures, measure
from .operations import Operation, operations
from .server import serving

DRIFT = 0.15
SCALES = [1 / int(part) for part in os.environ.get("SCALES", "100,10,1").split(",")]
CONNECTIONS = [int(part) for part in os.environ.get("CONNECTIONS", "1,8,32").split(",")]
COUNT = int(os.environ.get("COUNT", "400"))
WARM = 20  # requests before the counting begins

Results = dict[str, dict[str, Figures]]


def fixed_loop() -> None:
    """A fixed piece of Python: how fast this machine is just now."""
    sum(number * number % 7 for number in range(2_000_000))


def bare_select() -> None:
    with connection.cursor() as cursor:
        for _ in range(200):
            cursor.execute("select 1")


def durable_insert() -> None:
    now = timezone.now()
    for _ in range(20):
        Notice.objects.create(about=uuid4(), step="one", whom=uuid4(), path="/", made_at=now)


def calibration() -> dict[str, float]:
    """What three fixed things cost just now, in seconds: the best of five."""
    return {
        each.__name__: min(timeit.repeat(each, number=1, repeat=5))
        for each in (fixed_loop, bare_select, durable_insert)
    }


def drift(before: dict[str, float]) -> float:
    """How much the slowest of them changed since."""
    return max(abs(now / before[name] - 1) for name, now in calibration().items())


def run(scale: float, name: str) -> Results:
    """Measure all operations at one scale, in the database of that name."""
    with serving(name) as (port, processes):
        found: Results = {}
        for operation in operations(scale):
            found[operation.name] = {
                str(connections): _one(operation, port, processes, connections)
                for connections in CONNECTIONS
            }
            _say(operation.name, found[operation.name])
        return found


def _one(operation: Operation, port: int, processes: list[int], connections: int) -> Figures:
    make = operation.prepare(COUNT + WARM)
    measure(port, make, connections=1, count=WARM, processes=processes)
    return measure(
        port,
        lambda number: make(number + WARM),
        connections=connections,
        count=COUNT,
        processes=processes,
    )


def _say(name: str, found: dict[str, Figures]) -> None:
    one, most = found[str(CONNECTIONS[0])], found[str(CONNECTIONS[-1])]
    print(
        f"  {name:<24} {one.median:7.2f} ms  p95 {one.p95:7.2f}  cpu {one.cpu:6.2f}"
        f"  {one.statements:3} statements  {one.bytes / 1024:5.1f} kB  {most.per_second:6.0f}/s",
        flush=True,
    )


def _table(results: dict[float, Results]) -> str:
    """The figures as ratios to the floor of the same run, as Markdown."""
    lines = ["| Operation | scale | median | p95 | CPU | statements | against the floor | CPU |"]
    lines.append("|---|---|---|---|---|---|---|---|")
    for scale, found in results.items():
        for name, figures in found.items():
            one = figures[str(CONNECTIONS[0])]
            floor = found["floor write" if name in WRITES else "floor page"][str(CONNECTIONS[0])]
            lines.append(
                f"| {name} | 1/{round(1 / scale)} | {one.median:.2f} ms | {one.p95:.2f} ms"
                f" | {one.cpu:.2f} ms | {one.statements} | {one.median / floor.median:.2f} ×"
                f" | {one.cpu / floor.cpu:.2f} × |"
            )
    return "\n".join(lines)


WRITES = {"floor write", "send", "accept", "contact made"}


def main() -> None:
    results, drifted = {}, 0.0
    for scale in SCALES:
        print(f"Country at 1/{round(1 / scale)}", flush=True)
        name = load.ensure(scale)
        before = calibration()
        results[scale] = run(scale, name)
        drifted = max(drifted, drift(before))
    _keep(results)
    print(_table(results))
    if drifted > DRIFT:
        sys.exit(f"The machine drifted {drifted:.0%}: publish nothing of this. Try again.")


def _keep(results: dict[float, Results]) -> None:
    found = {
        str(scale): {
            name: {connections: vars(figures) for connections, figures in each.items()}
            for name, each in operations.items()
        }
        for scale, operations in results.items()
    }
    (settings.VAR / "bench.json").write_text(json.dumps(found, indent=1))


if not settings.EMBEDDED:
    sys.exit("The benchmark loads its own embedded database; unset DATABASE_URL.")
with serve.stopping_on_signals(), serve.database():
    main()
