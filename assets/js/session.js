/** Warns five minutes before a session ends, and lets one stay. */
import { one, openAlone, send, signedOut } from "./page.js";

const WARN_BEFORE = 5 * 60;

export function watchSession() {
  const seconds = Number(document.body.dataset.sessionEndsIn);
  const { stay: stayUrl } = document.body.dataset;
  const warning = one("#kr-session");
  const expired = one("#kr-expired");
  if (!seconds || !stayUrl || !warning) return;
  let warn, end;

  function restart() {
    clearTimeout(warn);
    clearTimeout(end);
    warn = setTimeout(() => openAlone(warning), Math.max(0, seconds - WARN_BEFORE) * 1000);
    end = setTimeout(() => openAlone(expired), seconds * 1000);
  }

  async function stay() {
    const response = await send(stayUrl, new FormData()).catch(() => null);
    if (!response) return;
    warning.close();
    if (signedOut(response) || !response.ok) openAlone(expired);
    else restart();
  }

  document.addEventListener("click", (event) => event.target.closest("[data-stay-now]") && stay());
  document.addEventListener("kring:alive", restart);
  restart();
}
