/** Messages that stay until they are closed, copying, and a calm bar for what takes long. */
import { all, one, words } from "./page.js";

const CALM = 300;

/** Tells the reader something that the server could not. */
export function tell(sentence) {
  const template = one("#kr-message");
  const place = one("#kr-messages");
  if (!template || !place) return;
  const message = template.content.cloneNode(true);
  one(".kr-message__text", message).textContent = sentence;
  place.replaceChildren(message);
}

async function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    document.execCommand("copy");
  }
  one("[data-copied]", button.closest("[data-copy-box]")).textContent = words("copied");
}

function watchWaiting() {
  let running = 0;
  let timer;
  const show = (busy) => document.documentElement.classList.toggle("kr-is-busy", busy);
  document.addEventListener("htmx:beforeRequest", () => {
    running += 1;
    clearTimeout(timer);
    timer = setTimeout(() => show(running > 0), CALM);
  });
  document.addEventListener("htmx:afterRequest", () => {
    running = Math.max(0, running - 1);
    if (!running) show(false);
  });
}

export function watchMessages() {
  watchWaiting();
  document.addEventListener("click", (event) => {
    event.target.closest("[data-close-message]")?.closest(".kr-message").remove();
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  all("[data-focus]").slice(0, 1).forEach((place) => place.focus());
}
