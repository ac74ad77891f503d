/** The quick finder: people, places, pages and actions in one list. */
import Combobox from "@github/combobox-nav";
import { all, announce, keepOnlyAnswer, one, openAlone, words } from "./page.js";

export function openPalette() {
  one("[data-open-palette]")?.click();
}

export function watchPalette() {
  const palette = one("#kr-palette");
  if (!palette) return;
  const field = one("input", palette);
  const list = one("#kr-palette-list");
  const combobox = new Combobox(field, list, { firstOptionSelectionMode: "selected" });
  keepOnlyAnswer(field, list);

  function open(event) {
    event.preventDefault();
    openAlone(palette);
    combobox.start();
    field.select();
    if (!list.children.length) window.htmx.trigger(field, "fill");
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-open-palette]")) open(event);
    if (event.target === palette) palette.close();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") open(event);
  });
  palette.addEventListener("close", () => {
    combobox.stop();
    // What was looked for is nobody else's business on a shared computer.
    field.value = "";
    list.replaceChildren();
  });
  list.addEventListener("combobox-commit", (event) => {
    const link = event.target.closest("a");
    if (link) location.assign(link.href);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== list) return;
    combobox.resetSelection();
    announce(words("found", { count: all("[role=option]", list).length }));
  });
}
