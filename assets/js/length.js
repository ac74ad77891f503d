/** Says when a text nears its limit; never cuts it. */
import { words } from "./page.js";

const NEAR = 0.9;

function show(field) {
  const longest = Number(field.dataset.longest);
  const left = longest - field.value.length;
  const near = field.value.length > NEAR * longest;
  let place = field.parentElement.querySelector("[data-length]");
  if (!place && !near) return;
  if (!place) {
    place = Object.assign(document.createElement("p"), { className: "kr-small kr-soft" });
    place.dataset.length = "";
    place.setAttribute("role", "status");
    field.after(place);
  }
  place.textContent = near ? words(left < 0 ? "over" : "left", { count: Math.abs(left) }) : "";
}

export function watchLength() {
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.dataset?.longest) show(field);
  });
}
