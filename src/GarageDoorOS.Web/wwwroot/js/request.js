// Every htmx request: the antiforgery token, tidy addresses, and a plain word when something went wrong.
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, handler) => document.addEventListener(name, handler);
const onPhone = () => matchMedia("(max-width: 640px)").matches;

/** Fetches a dialog, or sends a small change whose refusal is answered by one; what fails is told by its event. */
const send = (verb, url, values) => htmx.ajax(verb, url, { target: "#dialog", swap: "innerHTML", values }).catch(() => {});

on("htmx:configRequest", ({ detail }) => {
  const token = $('meta[name="antiforgery"]')?.content;
  if (token && detail.verb !== "get") detail.headers.RequestVerificationToken = token;
  if (detail.verb === "get") for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
});

// Typing is one step of history, not one per letter.
let typedBefore = false;
on("htmx:beforeHistoryUpdate", ({ detail }) => {
  const typed = detail.requestConfig?.elt?.matches?.("form.search") ?? false;
  if (typed && typedBefore && detail.history.type === "push") detail.history.type = "replace";
  typedBefore = typed;
});

const kept = () => ($("dialog[open]") ? " What you typed is still here." : " Nothing was changed.");
const failed = (detail, said) => ofPalette(detail) ? paletteFailed(said) : toast({ message: said + kept(), isError: true });
// What asks by itself asks again by itself: nobody is told each time.
const asksAgain = ({ requestConfig: asked, target }) => (asked?.triggeringEvent === undefined && !!target?.closest("#call")) || !!asked?.triggeringEvent?.type.startsWith("sse:");
on("htmx:sendError", ({ detail }) => asksAgain(detail) || failed(detail, "The server cannot be reached."));
on("htmx:timeout", ({ detail }) => asksAgain(detail) || failed(detail, "The server did not answer in time."));
on("htmx:responseError", ({ detail }) => {
  const { status } = detail.xhr;
  if (asksAgain(detail)) return;
  if (status === 401) return signInAgain();
  if (status === 404 && detail.target?.id === "panel") return closePanel();
  if (detail.xhr.getResponseHeader("HX-Trigger")?.includes('"toast"')) return; // the answer has said it itself
  const said = status === 403 ? "You may not do that here."
    : status === 404 ? "This is no longer there."
    : status === 429 ? "That was too much at once. Try again in a moment."
    : status >= 500 ? "Something broke on our side, and we have written it down."
    : "That did not work.";
  failed(detail, said);
});

function signInAgain() {
  const address = "/sign-in?returnUrl=" + encodeURIComponent(location.pathname + location.search);
  if (isDirty()) toast({ message: "You were signed out. Sign in in a second window, then save: what you typed is still here.", link: { text: "Sign in", address, away: true }, stays: true, isError: true });
  else location.assign(address);
}
