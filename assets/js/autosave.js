/**
 * Keeps what someone types, on the server and never in the browser: these are shared computers.
 *
 * A form with data-autosave posts there while one types. It says when that worked, keeps trying
 * when it did not, and warns before leaving only while something is not kept. Sending waits for what
 * is being kept at that moment: what arrives after the form would bring back what was sent.
 */
import { all, one, openAlone, renewCsrf, send, signedOut, words } from "./page.js";

const AFTER_TYPING = 800;
const AGAIN = 5000;
const WAITS = 3000;
const CONFLICT = 409;

class Draft {
  constructor(form) {
    this.form = form;
    this.place = one("[data-saved]", form);
    this.unsaved = false;
    this.busy = false;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.saveIn(0));
    form.addEventListener("focusout", () => this.unsaved && this.saveIn(0));
    form.addEventListener("submit", (event) => this.leave(event));
  }

  changed() {
    this.unsaved = true;
    this.saveIn(AFTER_TYPING);
  }

  saveIn(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  leave(event) {
    clearTimeout(this.timer);
    this.unsaved = false;
    if (!this.busy) return;
    event.preventDefault();
    this.mark();
    this.sends = () => this.form.requestSubmit(event.submitter);
    setTimeout(() => this.keeping.abort(), WAITS);
  }

  async save() {
    if (this.busy) return this.saveIn(AFTER_TYPING);
    if (!this.unsaved) return undefined;
    this.busy = true;
    this.unsaved = false;
    this.keeping = new AbortController();
    try {
      const { signal } = this.keeping;
      this.answered(await send(this.form.dataset.autosave, this.typed(), { signal }));
    } catch {
      this.failed();
    } finally {
      this.busy = false;
    }
    const sends = this.sends;
    this.sends = null;
    return sends?.();
  }

  /** What was typed, without files: those are sent once, with the form. */
  typed() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  answered(response) {
    if (signedOut(response)) return this.signedOut();
    if (response.status === CONFLICT) return this.conflict();
    if (!response.ok) return this.failed();
    const at = new Date(response.headers.get("Date") ?? Date.now()).toLocaleTimeString("nl-NL", {
      hour: "2-digit",
      minute: "2-digit",
      timeZone: "Europe/Amsterdam",
    });
    document.dispatchEvent(new Event("kring:alive"));
    this.mark();
    return this.say(words("saved", { at }), false);
  }

  /** Tells the server, once the form is sent, that there is something to throw away. */
  mark() {
    if (this.form.elements.kept) return;
    const mark = { type: "hidden", name: "kept", value: "1" };
    this.form.append(Object.assign(document.createElement("input"), mark));
  }

  failed() {
    this.unsaved = true;
    this.say(words("unsaved"), true);
    this.saveIn(AGAIN);
  }

  /** Somebody else changed the same: the page after sending shows both texts. */
  conflict() {
    this.unsaved = true;
    this.say(words("conflict"), true);
  }

  signedOut() {
    this.unsaved = true;
    this.sends = null;
    this.say(words("unsaved"), true);
    openAlone(one("#kr-expired"));
  }

  say(sentence, failed) {
    if (!this.place) return;
    this.place.textContent = sentence;
    this.place.classList.toggle("kr-saved--failed", failed);
  }
}

export function watchDrafts() {
  const drafts = all("form[data-autosave]").map((form) => new Draft(form));
  addEventListener("beforeunload", (event) => {
    if (drafts.some((draft) => draft.unsaved || draft.busy)) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-again]")) return;
    one("#kr-expired")?.close();
    renewCsrf();
    drafts.filter((draft) => draft.unsaved).forEach((draft) => draft.saveIn(0));
  });
}
