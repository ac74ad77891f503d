"""`make bench`: load the country, serve it, measure each operation against the floor.

SCALES=100,10,1 says at which scales (a hundredth, a tenth, all); CONNECTIONS=1,8,32 and COUNT=400
how. Writes var/bench.json and a table for docs/performance.md. No figures are published when the
machine drifted more than 15 % between the calibrations before and after.
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
os.environ.setdefault("KRING_DEVELOPMENT", "1")

import django

django.setup()

from django.conf import settings

from . import load
from .client import Figures, measure
from .operations import Operation, operations
from .server import serving

DRIFT = 0.15
SCALES = [1 / int(part) for part in os.environ.get("SCALES", "100,10,1").split(",")]
CONNECTIONS = [int(part) for part in os.environ.get("CONNECTIONS", "1,8,32").split(",")]
COUNT = int(os.environ.get("COUNT", "400"))

Results = dict[str, dict[str, Figures]]


def fixed_loop() -> float:
    """Milliseconds of a fixed piece of Python: how fast this machine is just now."""
    started = time.perf_counter()
    sum(number * number % 7 for number in range(2_000_000))
    return (time.perf_counter() - started) * 1e3


def run(scale: float) -> Results:
    """Measure all operations at one scale."""
    name = load.ensure(scale)
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
    count = min(COUNT, operation.at_most // len(CONNECTIONS))
    make = operation.prepare(count + 20)
    measure(port, make, connections=1, count=20, processes=processes)
    return measure(
        port,
        lambda number: make(number + 20),
        connections=connections,
        count=count,
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
    lines = ["| Operation | scale | median | p95 | CPU | statements | against the floor |"]
    lines.append("|---|---|---|---|---|---|---|")
    for scale, found in results.items():
        for name, figures in found.items():
            one = figures[str(CONNECTIONS[0])]
            floor = found["floor write" if name in WRITES else "floor page"][str(CONNECTIONS[0])]
            lines.append(
                f"| {name} | 1/{round(1 / scale)} | {one.median:.2f} ms | {one.p95:.2f} ms"
                f" | {one.cpu:.2f} ms | {one.statements} | {one.median / floor.median:.2f} × |"
            )
    return "\n".join(lines)


WRITES = {"floor write", "send", "accept", "contact made"}


def main() -> None:
    load.start()
    before = min(fixed_loop() for _ in range(3))
    results = {}
    for scale in SCALES:
        print(f"Country at 1/{round(1 / scale)}", flush=True)
        results[scale] = run(scale)
    drift = abs(min(fixed_loop() for _ in range(3)) / before - 1)
    if drift > DRIFT:
        sys.exit(f"The machine drifted {drift:.0%}: these figures say nothing. Try again.")
    (settings.VAR / "bench.json").write_text(
        json.dumps(
            {
                str(scale): {
                    name: {connections: vars(figures) for connections, figures in each.items()}
                    for name, each in found.items()
                }
                for scale, found in results.items()
            },
            indent=1,
        )
    )
    print(_table(results))


main()
