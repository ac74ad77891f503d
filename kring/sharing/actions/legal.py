"""The table of legal grounds, from the file in which a lawyer keeps it."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from kring.sharing.models import LegalBasis

FILE = Path(__file__).parent.parent / "data" / "legal_bases.csv"


def load_bases(file: Path = FILE, *, using: str = "default") -> int:
    """Bring the table up to date with a file; how many rows are in it now. Can run again.

    A row without a first day of validity is switched off: it is not loaded.
    """
    with file.open(newline="", encoding="utf-8") as text, transaction.atomic(using=using):
        rows = [row for row in csv.DictReader(text) if row["valid_from"]]
        for row in rows:
            _keep(row, using)
    return len(rows)


def _keep(row: dict[str, str], using: str) -> None:
    """What says the same already is left alone: its version counts changes."""
    which: dict[str, Any] = {
        "key": LegalBasis.Key(row["key"]),
        "code": row["code"],
        "valid_from": date.fromisoformat(row["valid_from"]),
    }
    says = {
        "name": row["name"],
        "article": row["article"][:120],
        "needs_consent": bool(row["needs_consent"]),
        "rings": row["rings"].split(),
        "functions": row["functions"].split(),
        "categories": row["categories"].split(),
        "checked": bool(row["checked"]),
        "valid_until": date.fromisoformat(row["valid_until"]) if row["valid_until"] else None,
    }
    bases = LegalBasis.objects.using(using)
    if not bases.filter(**which, **says).exists():
        bases.update_or_create(**which, defaults=says)
