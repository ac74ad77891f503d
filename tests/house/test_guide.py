"""The guide for people who use Kring names what they see."""

import re
from pathlib import Path

import pytest

from tools.messages import translations

ROOT = Path(__file__).parents[2]
GUIDE = sorted((ROOT / "docs" / "gebruik").glob("*.md"))
PICTURES = ROOT / "docs" / "pictures"
NOT_ON_SCREEN = {"zo", "Nu gevaar?"}


@pytest.fixture(scope="module")
def on_screen():
    return {message.id for message in translations("en") if isinstance(message.id, str)}


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_what_stands_in_bold_stands_on_a_screen(page, on_screen):
    named = set(re.findall(r"\*\*(.+?)\*\*", page.read_text())) - NOT_ON_SCREEN

    assert named - on_screen == set()


def test_every_picture_is_shown_somewhere_and_every_one_shown_is_there():
    texts = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {
        (text.parent / place).resolve()
        for text in texts
        for place in re.findall(r"!\[[^]]*\]\(([^)]+)\)", text.read_text())
    }

    assert shown == set(PICTURES.iterdir())
