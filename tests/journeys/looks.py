"""Whether a page of a journey reads well at every width."""

from playwright.sync_api import Page

from tests.look import checks

WIDTHS = (320, 390, 768, 1280)


def good(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """Nothing overlaps, is cut off, scrolls sideways, is too small to touch or fails axe."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert checks.layout(page) == [], f"at {width}"
        assert checks.accessibility(page) == [], f"at {width}"
