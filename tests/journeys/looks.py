"""What a machine can see of a page: axe, overlap, sideways scroll, cut-off words."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 768, 1280)

OVERLAP = """
() => {
  const seen = (el) => el.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const fixed = (el) => {
    for (let at = el; at; at = at.parentElement)
      if (["fixed", "sticky"].includes(getComputedStyle(at).position)) return true;
    return false;
  };
  const unread = ".kr-hidden, .nl-skip-link, script, style, template, dialog:not([open])";
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, el = node.parentElement;
    if (!node.data.trim() || !seen(el) || fixed(el)) continue;
    if (el.closest(unread)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width > 2 && box.height > 2)
        texts.push({ el, box, text: node.data.trim().slice(0, 40) });
  }
  const found = [];
  for (let i = 0; i < texts.length; i++)
    for (let j = i + 1; j < texts.length; j++) {
      const a = texts[i], b = texts[j];
      if (a.el === b.el || a.el.contains(b.el) || b.el.contains(a.el)) continue;
      const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      const lowest = Math.min(a.box.height, b.box.height);
      if (x > 3 && y > lowest * 0.4) found.push(`${a.text} / ${b.text}`);
    }
  return found;
}
"""
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
AXE_RUN = """
async (rules) => {
  const found = await axe.run(document, { runOnly: { type: "tag", values: rules } });
  const where = (violation) => violation.nodes.map((node) => node.html.slice(0, 160)).join(" | ");
  return found.violations.map((violation) => `${violation.id}: ${where(violation)}`);
}
"""


def good(page: Page, *, widths: tuple[int, ...] = WIDTHS) -> None:
    """This page reads well at these widths: nothing overlaps, scrolls sideways or fails axe."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SIDEWAYS) <= 0, f"scrolls sideways at {width}"
        assert page.evaluate(OVERLAP) == [], f"overlaps at {width}"
        page.evaluate(AXE.read_text())
        assert page.evaluate(AXE_RUN, RULES) == [], f"axe at {width}"
