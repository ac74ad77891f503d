from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kring.core import colours, theme

BRANDS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
PAPER = colours.parse(theme.PAPER)
TEXT, LARGE, BORDER = 4.5, 7, 3

# What stands on what, and the contrast it needs.
PAIRS = [
    ("color-document", "bg-default", LARGE),
    ("color-default", "bg-subtle", TEXT),
    ("color-default", "bg-default", TEXT),
    ("color-default", "bg-hover", TEXT),
    ("color-hover", "bg-hover", TEXT),
    ("color-subtle", "bg-subtle", TEXT),
    ("border-default", "bg-document", BORDER),
    ("inverse-color-default", "inverse-bg-default", TEXT),
    ("inverse-color-hover", "inverse-bg-hover", TEXT),
    ("inverse-color-document", "inverse-bg-document", TEXT),
]


def faults(tokens, role):
    def colour(part):
        return colours.parse(tokens[f"--basis-color-{role}-{part}"])

    found = [
        (role, front, back, round(colours.contrast(colour(front), colour(back)), 2))
        for front, back, least in PAIRS
        if colours.contrast(colour(front), colour(back)) < least
    ]
    on_paper = [("color-subtle", TEXT), ("color-default", TEXT), ("border-default", BORDER)]
    return found + [
        (role, front, "paper")
        for front, least in on_paper
        if colours.contrast(colour(front), PAPER) < least
    ]


@settings(deadline=None)
@given(BRANDS)
@example("#f2b705")
@example("#ffffff")
@example("#000000")
@example("#777777")
def test_any_brand_colour_becomes_a_readable_theme(brand):
    assert faults(theme.brand_tokens(brand), "action-1") == []


@pytest.mark.parametrize("role", ["default", *theme.STATES])
def test_ink_and_states_are_readable(role):
    assert faults(theme.default_tokens(), role) == []


@settings(deadline=None)
@given(BRANDS)
def test_a_ladder_only_gets_darker(brand):
    steps = theme.ladder(brand, exact=True)

    assert all(a.luminance >= b.luminance for a, b in pairwise(steps[step] for step in theme.STEPS))


def test_a_readable_brand_colour_is_used_as_it_is():
    assert theme.brand_tokens("#1b4f9c")["--basis-color-action-1-color-default"] == "#1b4f9c"


def test_a_theme_changes_nothing_but_the_brand():
    assert {name.split("-")[4] for name in theme.brand_tokens("#8c2346")} == {"action", "accent"}


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#12345g", "#123456;}body{", "#１２３４５６"])
def test_what_is_no_colour_makes_no_style_sheet(wrong):
    with pytest.raises(ValueError, match="not a colour"):
        theme.css(wrong)


@settings(deadline=None)
@given(BRANDS)
def test_a_colour_survives_the_way_there_and_back(brand):
    there = colours.parse(brand)

    back = colours.from_oklch(colours.to_oklch(there))

    assert all(abs(a - b) < 0.01 for a, b in zip(there, back, strict=True))


def test_the_default_theme_in_the_style_sheet_is_the_one_computed():
    sheet = Path(theme.__file__).parents[2] / "assets/css/theme.css"

    assert sheet.read_text().partition("*/\n")[2] == theme.default_css()
