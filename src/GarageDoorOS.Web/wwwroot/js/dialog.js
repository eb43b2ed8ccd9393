// Dialogs: what arrives in #dialog is shown above the page; focus goes back where it was.
let opener = null;
let leaving = false;

const shown = () => $("#dialog > dialog[open]");
function isDirty() {
  const form = shown() && $("form", shown());
  return !!form && (form.dataset.dirty === "true" || [...form.elements].some(field =>
    field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? [...field.options].some(option => option.selected !== option.defaultSelected) && field.options.length > 1 && [...field.options].some(option => option.defaultSelected)
    : field.type !== "hidden" && "defaultValue" in field && field.value !== field.defaultValue));
}

on("htmx:beforeRequest", ({ detail }) => {
  if (detail.target?.id !== "dialog" || shown()) return;
  opener = current() ?? document.activeElement;
});
on("htmx:beforeSwap", ({ detail }) => {
  // A form that comes back refused holds typed text: it stays "typed in", although the new fields call it their default.
  if (detail.target?.id === "dialog") leaving = !!shown() && detail.xhr.status >= 400;
});
on("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "dialog") return;
  const dialog = $("#dialog > dialog");
  if (!dialog) return giveFocusBack();
  if (!dialog.open) dialog.showModal();
  const form = $("form", dialog);
  if (leaving && form) form.dataset.dirty = "true";
});
// After settling: until then htmx gives the focus back to the field that had it.
on("htmx:afterSettle", ({ detail }) => {
  const dialog = detail.target?.id === "dialog" && shown();
  if (!dialog) return;
  const form = $("form", dialog);
  ($("[aria-invalid=true]", dialog) ?? $(".theirs input", dialog) ?? $("[autofocus]", dialog) ?? $("input:not([type=hidden]), select, textarea, button", form ?? dialog))?.focus();
});

function closeDialog() {
  shown()?.close();
  $("#dialog").replaceChildren();
  giveFocusBack();
  document.dispatchEvent(new Event("dialog-closed"));
}
function giveFocusBack() {
  const before = opener;
  opener = null;
  if (!before) return;
  if (before.isConnected) return before.focus();
  const row = before.rowId && document.getElementById(before.rowId);
  (row ? $(NAME, row) : $("#search"))?.focus();
}

function askToClose() {
  if (!isDirty() || confirm("Close and lose what you typed?")) closeDialog();
}
document.addEventListener("cancel", event => {
  if (event.target === shown()) { event.preventDefault(); askToClose(); }
}, true);
on("click", event => {
  const dialog = shown();
  if (!dialog) return;
  if (event.target.closest("[data-close]")) { event.preventDefault(); askToClose(); }
  else if (event.target === dialog && !isDirty()) closeDialog();
});
