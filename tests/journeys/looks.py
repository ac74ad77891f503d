"""Whether a page of a journey reads well at every width."""

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.look import checks

WIDTHS = (320, 390, 768, 1280)


def good(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """Nothing overlaps, is cut off, scrolls sideways, is too small to touch or fails axe.
    The same for who reads with more space between words and lines (WCAG 1.4.12).

    Axe looks once, at the width at which the page was met; the rest at each width.
    """
    before = page.viewport_size
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = checks.layout(page) + checks.spacing(page)
        assert not found, f"at {width}: {found}"
    page.set_viewport_size(before)
    wrong = checks.icons(page) + checks.moments(page) + checks.accessibility(page)
    assert not wrong, wrong


def look(page: Page, name: str, *, javascript: bool = True) -> None:
    """Check how a page reads; with KRING_SHOTS set, keep a picture of it as well."""
    if folder := os.environ.get("KRING_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    if javascript:  # without it there is nothing to measure with; the page is the same
        good(page)
