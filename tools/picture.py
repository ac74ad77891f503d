"""Draw the machine of the handover in docs/rules.md anew, from the table in the code."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
RULES = ROOT / "docs" / "rules.md"
BEGIN, END = "```mermaid\n", "\n```"


def drawn() -> str:
    """The text of docs/rules.md with the picture of today."""
    from kring.handovers.rules.picture import mermaid

    before, rest = RULES.read_text().split(BEGIN, 1)
    return before + BEGIN + mermaid() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")
    os.environ.setdefault("KRING_DEVELOPMENT", "1")
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    RULES.write_text(drawn())
