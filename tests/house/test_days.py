"""A day is that of a Dutch clock: between midnight and two a server counts the day before."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ELSEWHERE = re.compile(r"(?:\.at|\bnow|\bnow\(\))\.date\(\)|\bdate\.today\(\)")


def test_no_day_is_read_from_the_clock_of_the_server():
    code = [path for path in ROOT.glob("kring/**/*.py") if "tests" not in path.parts]

    assert [str(path) for path in code if ELSEWHERE.search(path.read_text())] == []
