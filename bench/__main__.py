"""`make bench`: load the country, serve it, measure each operation against the floor.

SCALES=100,10,1 says at which scales (a hundredth, a tenth, all); CONNECTIONS=1,8,32 and COUNT=400
how. Writes var/bench.json and a table for docs/performance.md. A machine that is shared is now
fast, now slow: each operation is measured between two measurements of the floor, and again when
those differ more than 15 %. It fails when one never came to rest: then that figure says nothing.
"""

import json
import os
import statistics
import sys
import timeit
from dataclasses import asdict, astuple, dataclass
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
TRIES = 6
WRITES = {"floor write", "send", "accept", "contact made"}


@dataclass(frozen=True)
class Measured:
    """An operation beside the floor; `drift`: how much the floor changed meanwhile."""

    figures: Figures
    floor: Figures
    drift: float


Results = dict[str, dict[str, Measured]]  # by operation and connections


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


def calibration() -> str:
    """What three fixed things cost just now: the best of five."""
    return ", ".join(
        f"{each.__name__} {min(timeit.repeat(each, number=1, repeat=5)) * 1e3:.0f} ms"
        for each in (fixed_loop, bare_select, durable_insert)
    )


def run(scale: float, name: str) -> Results:
    """Measure all operations at one scale, in the database of that name."""
    with serving(name) as (port, processes):
        made = {each.name: each for each in operations(scale)}
        found: Results = {}
        for operation in made.values():
            floor = made["floor write" if operation.name in WRITES else "floor page"]
            found[operation.name] = {
                str(connections): _beside(floor, operation, port, processes, connections)
                for connections in CONNECTIONS
            }
            _say(operation.name, found[operation.name])
        return found


def _beside(
    floor: Operation, operation: Operation, port: int, processes: list[int], connections: int
) -> Measured:
    """The operation and, before and after it, the floor; again until the machine kept still."""
    tries: list[Measured] = []
    while len(tries) < TRIES and (not tries or tries[-1].drift > DRIFT):
        before, found, after = (
            _one(each, port, processes, connections) for each in (floor, operation, floor)
        )
        drift = abs(after.median / before.median - 1)
        tries.append(Measured(found, _between(before, after), drift))
    return min(tries, key=lambda each: each.drift)


def _between(before: Figures, after: Figures) -> Figures:
    pairs = zip(astuple(before), astuple(after), strict=True)
    return Figures(*(statistics.mean(pair) for pair in pairs))


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


def _say(name: str, found: dict[str, Measured]) -> None:
    one, most = found[str(CONNECTIONS[0])], found[str(CONNECTIONS[-1])].figures
    print(
        f"  {name:<16} {one.figures.median:7.2f} ms  p95 {one.figures.p95:7.2f}"
        f"  cpu {one.figures.cpu:6.2f}  {one.figures.statements:3} statements"
        f"  {one.figures.bytes / 1024:5.1f} kB  {most.per_second:6.0f}/s  drift {one.drift:.0%}",
        flush=True,
    )


def _table(results: dict[float, Results]) -> str:
    """The figures as ratios to the floor beside them, as Markdown."""
    lines = ["| Operation | scale | connections | median | p95 | CPU | statements |"]
    lines[0] += " median ÷ floor | p95 ÷ floor | CPU ÷ floor | per second ÷ floor |"
    lines.append("|---" * lines[0].count(" | ") + "|---|")
    for scale, by_name in results.items():
        for name, found in by_name.items():
            lines += [
                _line(f"{name} | 1/{round(1 / scale)} | {connections}", each)
                for connections, each in found.items()
            ]
    return "\n".join(lines)


def _line(what: str, measured: Measured) -> str:
    one, floor = measured.figures, measured.floor
    if measured.drift > DRIFT:
        return f"| {what} | the machine did not keep still ({measured.drift:.0%}) |"
    ratios = [
        f"{getattr(one, name) / getattr(floor, name):.2f}"
        for name in ("median", "p95", "cpu", "per_second")
    ]
    figures = f"{one.median:.1f} ms | {one.p95:.1f} ms | {one.cpu:.1f} ms | {one.statements}"
    return f"| {what} | {figures} | {' | '.join(ratios)} |"


def main() -> None:
    results: dict[float, Results] = {}
    for scale in SCALES:
        print(f"Country at 1/{round(1 / scale)}", flush=True)
        name = load.ensure(scale)
        print(f"  {calibration()}")
        results[scale] = run(scale, name)
        print(f"  {calibration()}", flush=True)
    (settings.VAR / "bench.json").write_text(json.dumps(_kept(results), indent=1))
    print(_table(results))
    if restless := sum(
        each.drift > DRIFT
        for by_name in results.values()
        for found in by_name.values()
        for each in found.values()
    ):
        sys.exit(f"The machine did not keep still during {restless} of these: do not publish them.")


def _kept(results: dict[float, Results]) -> dict[str, dict[str, dict[str, object]]]:
    return {
        str(scale): {
            name: {connections: asdict(each) for connections, each in found.items()}
            for name, found in by_name.items()
        }
        for scale, by_name in results.items()
    }


if not settings.EMBEDDED:
    sys.exit("The benchmark loads its own embedded database; unset DATABASE_URL.")
with serve.stopping_on_signals(), serve.database():
    main()
