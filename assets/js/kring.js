/** What pages do beyond HTML; every page works without it. */
import htmx from "htmx.org";
import { watchDrafts } from "./autosave.js";
import { watchFields } from "./fields.js";
import { watchLength } from "./length.js";
import { watchMessages } from "./messages.js";
import { watchPalette } from "./palette.js";
import { watchPrinting } from "./print.js";
import { watchSession } from "./session.js";
import { watchShortcuts } from "./shortcuts.js";
import { watchSwaps } from "./swaps.js";

window.htmx = htmx;
document.documentElement.classList.add("kr-js");

watchDrafts();
watchFields();
watchLength();
watchMessages();
watchPalette();
watchPrinting();
watchSession();
watchShortcuts();
watchSwaps();
