"""The functions and themes that all regions share, from the files in which they are kept."""

import csv
from pathlib import Path

from django.db import transaction

from kring.directory.models import Function, Theme, ThemeWord

DATA = Path(__file__).parent.parent / "data"


def load_shared(*, using: str = "default") -> None:
    """Add the functions and themes that are not there yet. Can run again.

    What is there stays as it is, also when a region made it.
    """
    with transaction.atomic(using=using):
        known = set(Function.objects.using(using).values_list("code", flat=True))
        for row in _rows("functions.csv"):
            if row["code"] not in known:
                Function.objects.using(using).create(**row | {"secrecy": bool(row["secrecy"])})
        known = set(Theme.objects.using(using).values_list("code", flat=True))
        for order, row in enumerate(_rows("themes.csv")):
            if row["code"] not in known:
                _add_theme(row, order, using)


def _add_theme(row: dict[str, str], order: int, using: str) -> None:
    theme = Theme.objects.using(using).create(code=row["code"], name=row["name"], order=order)
    ThemeWord.objects.using(using).bulk_create(
        ThemeWord(theme=theme, sector=sector, word=word.strip())
        for sector in ThemeWord.Sector.values
        for word in row[sector].split(";")
        if word.strip()
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="", encoding="utf-8") as text:
        return list(csv.DictReader(text))
