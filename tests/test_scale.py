"""What a page asks of the database stays small in a country a hundredth of ours.

Here is what cannot flake: how many statements, how the database goes about them, how much it reads
and what is sent. How long it takes is for `make bench`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client

from bench import load
from bench.client import Request
from bench.country import Country
from bench.operations import operations

SCALE = 1 / 100
SIGNING_IN = 2  # statements: the session with whose it is, as whom
STATEMENTS = {
    "Mijn werk": 4,
    "team view": 5,
    "household page": 8,
    "handover list": 2,
    "tracking page": 9,
    "search": 3,
}
# Rows; who reads such a table whole grows with the country. A thousand professionals are read
# sooner than looked up.
LARGE = 5_000
AT_ONCE = 1_000  # rows from an index in one go: more is a condition that half the country shares
BUFFERS = 8_000  # of 8 kB, for all statements of a page together
PAGE_BYTES = 80_000  # a fifth of it once it is packed


@dataclass
class Cost:
    """What one answer cost the database."""

    statements: int = 0
    buffers: int = 0
    whole: set[str] = field(default_factory=set)  # the tables that were read from end to end
    wide: set[str] = field(default_factory=set)  # the indexes that gave too much

    def explain(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Ask first how the database does it, then do it."""
        self.statements += 1
        if sql.split(None, 1)[0].lower() in ("select", "with"):
            execute(f"explain (analyze, buffers, format json) {sql}", params, many, context)
            (found,) = context["cursor"].fetchone()
            plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
            self.buffers += plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
            self._note(plan)
        return execute(sql, params, many, context)

    def _note(self, plan: dict[str, Any]) -> None:
        if plan["Node Type"] == "Seq Scan" and plan["Actual Loops"]:
            self.whole.add(plan["Relation Name"])
        if plan["Node Type"] == "Bitmap Index Scan" and plan["Actual Rows"] > AT_ONCE:
            self.wide.add(plan["Index Name"])
        for part in plan.get("Plans", ()):
            self._note(part)


def ask(request: Request) -> tuple[Cost, str]:
    """What one request cost, and the page that came."""
    client, cost = Client(), Cost()
    client.cookies.load(request.cookie)
    send = client.get if request.body is None else client.post
    with connection.execute_wrapper(cost.explain):
        answer = send(request.path, QueryDict(request.body))
    assert answer.status_code == request.status
    return cost, answer.content.decode()


def large_tables() -> set[str]:
    """The tables that grow with the country."""
    with connection.cursor() as cursor:
        cursor.execute("select relname from pg_class where reltuples > %s", [LARGE])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.usefixtures("migrated")
def test_no_page_grows_with_the_country():
    load.load(Country(SCALE), connection.settings_dict["NAME"])
    large = large_tables()
    assert {"handovers_handover", "circle_access", "plans_action"} <= large
    made = {each.name: each.prepare(1) for each in operations(SCALE) if each.name in STATEMENTS}
    for name, statements in STATEMENTS.items():
        request = made[name](0)
        cost, page = ask(request)
        assert request.means in page
        assert cost.statements <= SIGNING_IN + statements, name
        assert not cost.whole & large, name
        assert not cost.wide, name
        assert cost.buffers <= BUFFERS, name
        assert len(page) <= PAGE_BYTES, name
