"""The picture of the handover in the docs is the table of today."""

from tools.picture import RULES, drawn


def test_the_picture_in_the_docs_is_drawn_from_the_table():
    assert RULES.read_text() == drawn(), "run: python tools/picture.py"
