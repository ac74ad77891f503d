"""What must hold on every page in a browser, whatever it says; each answers with what is wrong."""

from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Pieces of text as they lie on the screen; two that lie on each other cannot be read.
OVERLAP = """() => {
  const boxes = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    const skipped = "svg, script, template, dialog:not([open]), .kr-hidden, .kr-scroller," +
      " .kr-tabs, .kr-top, .kr-bottom-bar, .kr-messages, .nl-skip-link";
    if (!node.textContent.trim() || parent.closest(skipped) || !parent.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNode(node);
    for (const box of range.getClientRects()) {
      if (box.width > 2 && box.height > 2) boxes.push({ box, node, text: node.textContent.trim() });
    }
  }
  const found = new Set();
  boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
    if (one.node === other.node) return;
    const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
    const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
    const most = 0.4 * Math.min(one.box.height, other.box.height);
    if (wide > 3 && high > most) found.add(one.text.slice(0, 30) + " | " + other.text.slice(0, 30));
  }));
  return [...found];
}"""

SIDEWAYS = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1
      && !e.closest(".kr-scroller, .kr-tabs"))
    .map((e) => e.outerHTML.slice(0, 80))"""

CUT_PICTURES = """() => [...document.querySelectorAll("svg text")].filter((text) => {
  if (!text.checkVisibility()) return false;
  const box = text.getBoundingClientRect(), picture = text.ownerSVGElement.getBoundingClientRect();
  return box.left < picture.left - 1 || box.right > picture.right + 1
    || box.top < picture.top - 1 || box.bottom > picture.bottom + 1;
}).map((text) => text.textContent)"""

SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, select, textarea, nav a")]
  .filter((e) => e.checkVisibility() && !e.closest(".kr-hidden") && e.type !== "hidden")
  .filter((e) => getComputedStyle(e).appearance !== "none" || e.type !== "checkbox")
  .filter((e) => {
    const { width, height } = (e.closest("label") ?? e).getBoundingClientRect();
    return width > 1 && (width < 24 || height < 24);
  }).map((e) => e.outerHTML.slice(0, 80))"""

# A button that sticks to what stands above it reads as a part of that.
TOUCHING = """() => {
  const boxes = [...document.querySelectorAll("main .nl-button, main .kr-card, main li, main p")]
    .filter((e) => e.checkVisibility()).map((e) => [e, e.getBoundingClientRect()]);
  return boxes.filter(([e, box]) => e.matches(".nl-button") && boxes.some(([other, above]) =>
    !other.contains(e) && Math.abs(box.top - above.bottom) < 4
      && Math.min(box.right, above.right) > Math.max(box.left, above.left)
  )).map(([e]) => e.textContent.trim());
}"""

# A page that was resized or styled a moment ago is drawn by the second frame.
DRAWN = """async () => {
  await document.fonts.ready;
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
}"""

# Of what has the focus at least one point must lie on top, once the page has drawn itself.
HIDDEN_FOCUS = """async () => {
  for (const _ of [1, 2]) await new Promise(requestAnimationFrame);
  const e = document.activeElement;
  if (!e || e === document.body || e.closest("svg")) return "";
  const box = e.getClientRects()[0];
  if (!box) return e.outerHTML.slice(0, 80);
  const points = [[box.x + box.width / 2, box.y + box.height / 2], [box.x + 3, box.y + 3],
    [box.right - 3, box.bottom - 3]];
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (e.contains(top) || top.contains(e) || top.closest("label")?.contains(e));
  });
  return seen ? "" : e.outerHTML.slice(0, 80);
}"""

# A day or moment that is written without what a machine reads of it, or that broke an attribute.
MOMENTS = """() => {
  const near = /\\b(vandaag|gisteren|morgen), \\d\\d:\\d\\d/;
  const day = /\\b(ma|di|wo|do|vr|za|zo|[a-z]+dag) \\d{1,2} [a-z]{3}/;
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.textContent.trim();
    if ((near.test(text) || day.test(text))
      && !node.parentElement.closest("time, textarea, option, label, script"))
      found.push(text.slice(0, 80));
  }
  for (const each of document.querySelectorAll("body *"))
    for (const { name, value } of each.attributes)
      if (/<time|&lt;time/.test(value)) found.push(`${name}: ${value.slice(0, 80)}`);
  return found;
}"""

# The widest spacing that a reader may choose (WCAG 1.4.12).
SPACED = """(wide) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = wide ? [sheet] : [];
}"""

# Words that do not fit in what they stand in, where nobody can scroll.
CUT_WORDS = """() => [...document.querySelectorAll("body *")].filter((e) => {
  if (!e.checkVisibility() || e.closest("svg, .kr-hidden, .kr-scroller, .kr-tabs, dialog")) return;
  const { display, overflowX, overflowY } = getComputedStyle(e), hides = ["hidden", "clip"];
  if (display === "inline" || e.clientWidth <= 1 || !e.innerText?.trim()) return false;
  return hides.includes(overflowX) && e.scrollWidth > e.clientWidth + 1
    || hides.includes(overflowY) && e.scrollHeight > e.clientHeight + 1;
}).map((e) => e.outerHTML.slice(0, 80))"""

# An icon that the page names and the sheet lacks: a button with a hole in it.
NO_ICON = """async () => {
  if (!navigator.onLine) return [];  // the sheet cannot be read again
  const used = [...document.querySelectorAll("svg.kr-icon use")].map((e) => e.getAttribute("href"));
  const sheets = new Map();
  for (const sheet of new Set(used.map((href) => href.split("#")[0]))) {
    sheets.set(sheet, await (await fetch(sheet)).text());
  }
  return [...new Set(used)].filter((href) => {
    const [sheet, name] = href.split("#");
    return !sheets.get(sheet).includes(`id="${name}"`);
  });
}"""

MARKUP = (
    """() => document.body.innerText.match(/<\\/?[a-z]+[^>]*>|&(lt|gt|amp|quot|#\\d+);/g) ?? []"""
)


def accessibility(page: Any) -> list[str]:
    """Violations of WCAG 2.2 A and AA and of good habits, as axe finds them."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("(rules) => axe.run(document, { runOnly: rules })", RULES)
    return [
        f"{each['id']} ({len(each['nodes'])}×): {each['nodes'][0]['html'][:120]}"
        for each in found["violations"]
    ]


def layout(page: Any) -> list[str]:
    """Words on each other or that leave their picture, sideways scrolling, markup as words."""
    page.evaluate(DRAWN)
    checks = {
        "overlap": OVERLAP,
        "sideways": SIDEWAYS,
        "cut off": CUT_PICTURES,
        "small": SMALL_TARGETS,
        "markup": MARKUP,
    }
    return [f"{name}: {each}" for name, check in checks.items() for each in page.evaluate(check)]


def apart(page: Any) -> list[str]:
    """Buttons without room between them and what stands above."""
    page.evaluate(DRAWN)
    return [f"touches: {each}" for each in page.evaluate(TOUCHING)]


def icons(page: Any) -> list[str]:
    """Icons that the sheet lacks."""
    return [f"no icon: {each}" for each in page.evaluate(NO_ICON)]


def moments(page: Any) -> list[str]:
    """Days and moments that a machine cannot read."""
    return [f"not a <time>: {each}" for each in page.evaluate(MOMENTS)]


def spacing(page: Any) -> list[str]:
    """Words that are cut off or lie on each other for who reads with more space between them."""
    checks = {"overlap": OVERLAP, "sideways": SIDEWAYS, "cut off": CUT_WORDS}
    page.evaluate(SPACED, True)
    page.evaluate(DRAWN)
    found = [(name, each) for name, check in checks.items() for each in page.evaluate(check)]
    page.evaluate(SPACED, False)
    return [f"spaced, {name}: {each}" for name, each in found]


def focus(page: Any, *, tabs: int = 60) -> list[str]:
    """What the focus reaches by Tab while something else lies over it."""
    hidden = []
    for _ in range(tabs):
        page.keyboard.press("Tab")
        if found := page.evaluate(HIDDEN_FOCUS):
            hidden.append(found)
    return hidden
