// Live: the server says that leads or calls have changed, never which, and what shows some asks again for itself (hx-trigger="sse:leads"). htmx-ext-sse gets one
// source for the life of the page. Behind it stands a stream only while somebody looks: a browser has six connections to a host, and six tabs would take
// them all. Where nothing comes through, such as behind a proxy that keeps answers back, the page asks by the clock.
const ASK = 10_000, SILENT = 45_000, SPREAD = 400, PAUSE = { leads: 2_000, calls: 500 };
const source = Object.assign(new EventTarget(), { close() {} });
const due = new Set(), told = {};
let stream = null, opened = 0, heard = -Infinity, path = null, since = "", patience = 1_000, retry, again;

htmx.createEventSource = url => {
  if (path) return source;
  [path, since] = url.split("?since=");
  document.addEventListener("visibilitychange", listen);
  setInterval(askAnyway, ASK);
  listen();
  return source;
};

function listen() {
  if (document.hidden) return hush();
  if (due.size) passOn();
  if (stream) return;
  clearTimeout(retry);
  [stream, opened] = [new EventSource(`${path}?since=${since}`), performance.now()];
  for (const name of ["beat", ...Object.keys(PAUSE)]) stream.addEventListener(name, hear);
  stream.onerror = () => {
    heard = -Infinity;
    if (stream?.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
    hush();
    retry = setTimeout(listen, patience);
    patience = Math.min(patience * 2, 60_000);
  };
}
function hush() {
  clearTimeout(retry);
  stream?.close();
  [stream, heard] = [null, -Infinity];
}
function hear({ type, lastEventId }) {
  [heard, patience] = [performance.now(), 1_000];
  since = lastEventId || since;
  if (type in PAUSE) note(type);
}
function askAnyway() {
  const now = performance.now();
  if (document.hidden || now - heard < SILENT) return;
  Object.keys(PAUSE).forEach(note);
  if (stream && now - opened > SILENT) { hush(); listen(); }
}

// A page that has just asked rests for a moment, and not all pages ask at the same one.
function note(kind) {
  due.add(kind);
  setTimeout(passOn, Math.random() * SPREAD);
}
function passOn() {
  clearTimeout(again);
  if (document.hidden) return;
  for (const kind of [...due]) {
    if (performance.now() < (told[kind] ?? -Infinity) + PAUSE[kind] || (kind !== "calls" && isInUse())) continue;
    due.delete(kind);
    told[kind] = performance.now();
    source.dispatchEvent(new MessageEvent(kind));
  }
  if (due.size) again = setTimeout(passOn, 200);
}
// No lead is drawn anew under somebody's hands, but a call that comes in does not wait: an open dialog, menu or filter, a card on its way, a choice of all that match, an answer that is awaited.
const isInUse = () => !!shown() || dragged || !!moving || !!everyMatch || !!$(".menu:popover-open, details.filter[open], #busy.htmx-request");

// A panel that was closed or a list that was drawn anew meanwhile wants no answer any more; htmx would put it in the place of what held it.
on("htmx:beforeSwap", ({ detail }) => {
  const asker = detail.requestConfig?.elt;
  if (asker?.matches("i[hidden]") && !asker.isConnected) detail.shouldSwap = false;
});

// What one has changed oneself is drawn anew already.
on("leads-changed", () => due.delete("leads"));
on("calls-changed", () => due.delete("calls"));
