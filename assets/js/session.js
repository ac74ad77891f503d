/**
 * Warns five minutes before a session ends, and lets one stay: an hour more each time, but never
 * beyond the longest day. A visit by a link has its one hour: there the warning is all.
 */
import { one, openAlone, send, signedOut } from "./page.js";

const WARN_BEFORE = 5 * 60 * 1000;

export function watchSession() {
  const { sessionEndsIn: seconds, sessionAtMost: most, stay: stayUrl } = document.body.dataset;
  const warning = one("#kr-session");
  const expired = one("#kr-expired");
  if (!seconds || !warning) return;
  const last = Date.now() + most * 1000;
  let warn, end, warned;

  function restart() {
    clearTimeout(warn);
    clearTimeout(end);
    const left = Math.min(seconds * 1000, last - Date.now());
    end = setTimeout(() => openAlone(expired), left);
    if ((warned || !stayUrl) && left <= WARN_BEFORE) return; // said already, nothing helps it
    warn = setTimeout(() => {
      warned = true;
      openAlone(warning);
    }, left - WARN_BEFORE);
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
