/** Messages that stay until they are closed, copying, and a calm bar for what takes long. */
import { all, announce, one, words } from "./page.js";

const CALM = 300;
const LONG = 3000;

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

/** What was sent and takes long says so beside its button, which stays as it was. */
function watchSending() {
  const place = Object.assign(document.createElement("p"), { className: "kr-small kr-soft" });
  let timer;
  const stop = () => {
    clearTimeout(timer);
    place.remove();
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog") return;
    stop();
    timer = setTimeout(() => {
      place.textContent = words("long");
      (event.submitter ?? one("[type=submit]", form) ?? form.lastElementChild).after(place);
      announce(place.textContent);
    }, LONG);
  });
  document.addEventListener("htmx:afterRequest", stop);
  addEventListener("pagehide", stop); // a page that comes back waits for nothing
}

export function watchMessages() {
  watchWaiting();
  watchSending();
  document.addEventListener("click", (event) => {
    event.target.closest("[data-close-message]")?.closest(".kr-message").remove();
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });
  all("[data-focus]").slice(0, 1).forEach((place) => place.focus());
}
