// Toasts: text from the server is text, an undo is one key away.
const icon = name => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(document.createElementNS("http://www.w3.org/2000/svg", "use"));
  svg.firstChild.setAttribute("href", "/icons.svg#i-" + name);
  return svg;
};
const make = (tag, attributes, ...children) => {
  const element = Object.assign(document.createElement(tag), attributes);
  element.append(...children.filter(Boolean));
  return element;
};

/** Shows `{message, undo?, isError?, link?, stays?}`; undo is the address that takes it back by POST. */
function toast({ message, undo: address, isError, link, stays }) {
  const key = make("kbd", { className: "key" }, "z");
  key.setAttribute("aria-hidden", "true");
  const close = make("button", { type: "button", ariaLabel: "Close this message", onclick: () => bar.remove() }, icon("x"));
  const bar = make("div", { className: "toast-bar" }, icon(isError ? "alert" : address ? "undo" : "check"),
    make("p", {}, message),
    address && Object.assign(make("button", { type: "button", onclick: () => undo(bar) }, "Undo", key)),
    link && make("a", { href: link.address, target: link.away ? "_blank" : "" }, link.text), close);
  if (address) bar.dataset.undo = address;
  const place = $("#toasts");
  place.replaceChildren(bar);
  // A modal dialog makes the rest of the page inert: the toast must stand above it.
  if (place.showPopover) { if (place.matches(":popover-open")) place.hidePopover(); place.showPopover(); }
  if (!stays) fade(bar, address ? 12000 : isError ? 9000 : 5000);
}
function fade(bar, after) {
  // Nobody reaches an undo behind a dialog: it waits until that is closed.
  setTimeout(() => bar.matches(":hover, :focus-within") || (bar.dataset.undo && shown()) ? fade(bar, 2000) : bar.remove(), after);
}
function undo(bar = $("#toasts [data-undo]")) {
  if (!bar) return;
  bar.remove();
  send("POST", bar.dataset.undo);
}
on("toast", ({ detail }) => toast(detail));
on("click", event => { if (event.target.closest("#toasts [data-shut]")) event.target.closest(".toast-bar").remove(); });
on("submit", event => { if (event.target.closest("#toasts")) event.target.closest(".toast-bar").remove(); });
for (const bar of $$("#toasts .toast-bar")) fade(bar, 12000);
