/** Around htmx: what happens at once, what is taken back, and where the focus goes. */
import { one, openAlone, words } from "./page.js";
import { tell } from "./messages.js";

const SIGNED_OUT = 401;

/** A box is ticked at once; when the server refuses it jumps back. */
function turn(form) {
  const box = one("[role=checkbox]", form);
  box.setAttribute("aria-checked", box.getAttribute("aria-checked") === "true" ? "false" : "true");
}

export function watchSwaps() {
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.elt.matches("[data-tick]")) turn(detail.elt);
  });
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(failure, ({ detail }) => {
      if (detail.elt.matches("[data-tick]")) turn(detail.elt);
      if (detail.xhr?.status === SIGNED_OUT) openAlone(one("#kr-expired"));
      else tell(words("failed"));
    });
  }
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful) document.dispatchEvent(new Event("kring:alive"));
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const place = one("[data-focus]", detail.elt);
    if (!place) return;
    place.tabIndex = -1;
    place.focus();
  });
}
