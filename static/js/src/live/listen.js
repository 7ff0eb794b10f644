/* Listens for what changes, where the server has room for one more who does: the page then asks at once, and otherwise
   less often. Told nothing but that something changed; a page that nobody looks at does not listen. */
import { wakeSoon } from "./pause.js";

/* How often a page asks that listens, in milliseconds: some changes concern nobody else. */
const LISTENING = 15000;

let source;
let address;
let isRefused = false;

/* Listen there; nowhere, where there is no address. */
export function listen(stream) {
  if (stream === address) return;
  close();
  address = stream;
  isRefused = false;
  open();
}

/* The pause of a page: longer while it is told. */
export function paceOfListener(pause) {
  return source?.readyState === EventSource.OPEN ? Math.max(pause, LISTENING) : pause;
}

function open() {
  if (!address || source || isRefused || document.hidden || typeof EventSource === "undefined") return;
  source = new EventSource(address);
  source.onopen = () => wakeSoon(0);
  source.onmessage = ({ data }) => wakeSoon(JSON.parse(data).within);
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    isRefused = true;
    close();
  };
}

function close() {
  source?.close();
  source = undefined;
}

document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
