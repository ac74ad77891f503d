/** Keys for who works here all day; off in text fields, and off when one chose so. */
import { all, one, openAlone } from "./page.js";
import { openPalette } from "./palette.js";

const TYPING = "input, textarea, select, [contenteditable], dialog";
const ROWS = ".kr-work__row, .kr-tick, [data-row]";
const REACHED = "a[href], button, [tabindex]";
const SECOND_KEY = 1200;

/** Row by row, however much there is to press in one. */
function step(by) {
  const rows = all(ROWS).filter((row) => row.matches(REACHED) || one(REACHED, row));
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by;
  const row = rows[Math.min(rows.length - 1, Math.max(0, next))];
  if (row) (row.matches(REACHED) ? row : one(REACHED, row)).focus();
}

/** Ticks the box of this row, or presses its own button. */
function finish() {
  const row = document.activeElement.closest(ROWS);
  if (row) one(".kr-tick__box, .kr-work__do .nl-button", row)?.click();
}

const KEYS = {
  "/": openPalette,
  "?": () => openAlone(one("#kr-shortcuts")),
  j: () => step(1),
  k: () => step(-1),
  n: () => (one("[data-new]") ?? one(".kr-head__actions .nl-button--primary"))?.click(),
  e: finish,
  u: () => all("[data-undo]").at(-1)?.click(),
};

export function watchShortcuts() {
  if (!("shortcuts" in document.body.dataset)) return;
  let went = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(TYPING)) return;
    const place = Date.now() - went < SECOND_KEY && one(`[data-go="${CSS.escape(event.key)}"]`);
    went = event.key === "g" ? Date.now() : 0;
    const act = place ? () => location.assign(place.href) : KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
