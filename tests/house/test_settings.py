"""Who runs Kring finds every setting in docs/operations.md."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"KRING_[A-Z_]+|(?:OWNER_)?DATABASE_URL|EMAIL_URL")


def test_every_setting_is_told_and_none_that_does_not_exist():
    told = re.findall(r"`([A-Z][A-Z_]+)`", (ROOT / "docs/operations.md").read_text())
    files = [file for file in (ROOT / "kring").rglob("*.py") if "tests" not in file.parts]
    texts = [text for file in files for text in re.findall(r'"([A-Z_]+)"', file.read_text())]

    assert {*filter(NAME.fullmatch, told)} == {*filter(NAME.fullmatch, texts)}
