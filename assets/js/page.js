/** Small questions about the page that several parts ask. */

export const one = (selector, root = document) => root.querySelector(selector);
export const all = (selector, root = document) => [...root.querySelectorAll(selector)];

/** A sentence in the language of the page, with its values filled in. */
export function words(name, values = {}) {
  const sentence = one("#kr-words")?.dataset[name] ?? "";
  return sentence.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

/** Said once to a screen reader. */
export function announce(sentence) {
  const place = one("#kr-said");
  if (!place) return;
  place.textContent = "";
  setTimeout(() => (place.textContent = sentence), 50);
}

/** Opens a dialog after closing whatever is open: never a modal on a modal. */
export function openAlone(dialog) {
  if (!dialog || dialog.open) return;
  all("dialog[open]").forEach((other) => other.close());
  dialog.showModal();
}

/** The current CSRF token: the cookie is newer than the page after signing in again. */
export function csrfToken() {
  const cookie = document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]+)/);
  return cookie ? cookie[1] : (one("[name=csrfmiddlewaretoken]")?.value ?? "");
}

/** Puts the current CSRF token wherever the page sends one from. */
export function renewCsrf() {
  const token = csrfToken();
  all("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token));
  document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
}

/** Whether an answer means that nobody is signed in any more. */
export function signedOut(response) {
  return response.status === 401 || response.redirected;
}

/** Sends a form's worth of data to our own server. */
export function send(url, body, options = {}) {
  return fetch(url, {
    ...options,
    method: "POST",
    body,
    credentials: "same-origin",
    headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
  });
}

/** The arrows step off the last answer to none at all; the only answer there is stays chosen. */
export function keepOnlyAnswer(field, list) {
  field.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key)) return;
    if (all("[role=option]", list).length !== 1) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
}
