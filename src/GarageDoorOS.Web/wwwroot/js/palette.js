// The palette: what the page knows is filtered here, leads and customers are asked of the server. Focus stays in the field; the list says what Enter does.
const palette = () => $("#dialog > .palette[open]");
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const offered = () => $$("[role=option]:not([hidden])", palette());
let entered = false; // Enter came before the answer

function openPalette() {
  const template = document.getElementById("palette");
  if (!template || shown()) return;
  $(".menu:popover-open")?.hidePopover();
  opener = current();
  entered = false;
  $("#dialog").replaceChildren(template.content.cloneNode(true));
  for (const option of $$("#dialog [data-press]")) if (!$(option.dataset.press)) option.remove();
  htmx.process($("#dialog"));
  $("#dialog > dialog").showModal();
  $("input", palette()).focus();
  narrow();
}

function narrow() {
  const words = fold($("input", palette()).value).split(/\s+/).filter(Boolean);
  for (const option of $$("[id^=do-], [id^=go-]", palette())) {
    const meant = fold(option.textContent + " " + (option.dataset.also ?? "")).split(/\s+/);
    option.hidden = !words.every(word => meant.some(one => one.startsWith(word)));
  }
  for (const group of $$("[role=group]", palette())) group.hidden = !$("[role=option]:not([hidden])", group);
  point(offered()[0]);
}
function point(option) {
  for (const other of $$("[aria-selected]", palette())) other.removeAttribute("aria-selected");
  const field = $("input", palette());
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}
const pointed = () => $("[aria-selected=true]", palette());
const say = text => { $("#palette-said").textContent = text; };

on("keydown", event => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (shown() && !palette()) return; // a form that is being filled in stays
    event.preventDefault();
    return palette() ? closeDialog() : openPalette();
  }
  if (!palette() || !event.target.matches("input") || event.isComposing) return;
  const all = offered(), at = all.indexOf(pointed());
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length) point(all.at((at + step) % all.length));
  else if (event.key === "Enter") isAsking() && (!pointed() || pointed().closest("#palette-found")) ? entered = true : pointed()?.click();
  else return;
  event.preventDefault();
});
on("click", event => {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (event.target.closest("[data-palette]") && plain) { event.preventDefault(); openPalette(); }
  const press = event.target.closest(".palette [data-press]")?.dataset.press;
  if (!press) return;
  closeDialog();
  $(press)?.click();
});

// The field asks as one types; an answer to other letters than these is dropped.
let askedFor = "";
const typed = () => $("input", palette()).value;
const isAsking = () => askedFor !== typed() && !!$("input[hx-get]", palette());
const ofPalette = detail => detail.target?.id === "palette-found" && !!palette();
on("input", event => { if (palette()?.contains(event.target)) { entered = false; narrow(); } });
on("htmx:beforeSwap", ({ detail }) => { if (ofPalette(detail) && (detail.requestConfig.formData.get("query") ?? "") !== typed()) detail.shouldSwap = false; });
on("htmx:afterSwap", ({ detail }) => {
  if (!ofPalette(detail)) return;
  askedFor = typed();
  const before = pointed()?.id;
  point(offered().find(option => option.id === before) ?? offered()[0]);
  say(offered().length ? "" : `Nothing here is called “${typed().trim()}”, and no lead or customer fits.`);
  if (entered) pointed()?.click();
  entered = false;
});
function paletteFailed(said) {
  askedFor = typed();
  entered = false;
  $("#palette-found").replaceChildren();
  point(offered()[0]);
  say(said + " Leads and customers could not be searched; pages and actions still work.");
}
