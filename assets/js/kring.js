/** What pages do beyond HTML; every page works without it. */
import htmx from "htmx.org";

window.htmx = htmx;
