/** What makes fields quicker to fill in: the usual days in one tap, a long list by typing. */
import Combobox from "@github/combobox-nav";
import { all, announce, keepOnlyAnswer, words } from "./page.js";

/** The day so many days from now, as a date field has it, where the reader is. */
function dayFromNow(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

function watchDays() {
  for (const row of all("[data-days-of]")) {
    const field = document.getElementById(row.dataset.daysOf);
    if (!field) continue;
    row.hidden = false;
    row.addEventListener("click", (event) => {
      const days = event.target.closest("[data-days]")?.dataset.days;
      if (days === undefined) return;
      field.value = dayFromNow(Number(days));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
}

/** A list of many answers, found by typing a part of one; the list itself is what is sent. */
class Finder {
  constructor(select) {
    this.select = select;
    this.field = Object.assign(document.createElement("input"), {
      type: "text",
      id: select.id,
      className: "utrecht-textbox utrecht-textbox--html-input",
      autocomplete: "off",
      spellcheck: false,
    });
    this.list = Object.assign(document.createElement("ul"), {
      id: `${select.id}-list`,
      className: "kr-options",
      hidden: true,
    });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", words("answers"));
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"])
      if (select.hasAttribute(name)) this.field.setAttribute(name, select.getAttribute(name));
    select.removeAttribute("id");
    select.hidden = true;
    select.after(this.field, this.list);
    this.show();
    this.combobox = new Combobox(this.field, this.list, { firstOptionSelectionMode: "selected" });
    this.listen();
  }

  listen() {
    this.field.addEventListener("focus", () => this.field.select());
    this.field.addEventListener("input", () => this.open(this.field.value));
    this.field.addEventListener("click", () => {
      this.field.select();
      if (this.list.hidden) this.open("");
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && this.list.hidden) this.open("");
      if (event.key === "Escape" && !this.list.hidden) {
        event.preventDefault();
        this.close();
      }
    });
    keepOnlyAnswer(this.field, this.list);
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("combobox-commit", (event) => this.choose(event.target.dataset.value));
  }

  /** The words of the answer that is chosen, as long as nobody is looking for another. */
  show() {
    const chosen = this.select.selectedOptions[0];
    this.field.value = chosen?.value ? chosen.textContent : "";
  }

  open(typed) {
    const wanted = plain(typed);
    const fits = [...this.select.options].filter(
      (option) => option.value && plain(option.textContent).includes(wanted),
    );
    this.list.replaceChildren(...fits.map((option, place) => this.line(option, place)));
    if (!fits.length) {
      const none = document.createElement("li");
      none.textContent = words("none");
      none.setAttribute("role", "presentation");
      this.list.append(none);
    }
    if (this.list.hidden) {
      this.list.hidden = false;
      this.combobox.start();
    } else setTimeout(() => this.combobox.resetSelection()); // it forgets its choice at each key
    announce(words("found", { count: fits.length }));
  }

  line(option, place) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${place}`;
    line.setAttribute("role", "option");
    line.textContent = option.textContent;
    line.dataset.value = option.value;
    return line;
  }

  choose(value) {
    this.select.value = value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
  }

  close() {
    if (!this.list.hidden) this.combobox.stop();
    this.list.hidden = true;
    if (!this.field.value && this.select.options[0]?.value === "") this.select.value = "";
    this.show();
  }
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

export function watchFields() {
  watchDays();
  all("select[data-find]").forEach((select) => new Finder(select));
}
