// Keys: one letter, one action, for the row where the focus is.
// On the board one walks within a column.
const rows = () => { const cards = recordAt(document.activeElement) ?? rowInUse(); return cards?.matches("li") ? [...cards.parentElement.children] : $$(RECORD); };
const here = () => recordAt(document.activeElement) ?? rowInUse() ?? $("#panel [data-id]") ?? $(".record[data-id]");
const current = () => {
  const row = recordAt(document.activeElement);
  if (row) document.activeElement.rowId = row.id;
  return document.activeElement === document.body ? null : document.activeElement;
};

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(recordAt(document.activeElement) ?? rowInUse());
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + step))];
  $(NAME, next).focus();
  next.scrollIntoView({ block: "nearest" });
}

function menuKeys(event, menu) {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) { event.preventDefault(); return all.at(to % all.length).focus(); }
  if (event.key === "Tab") { event.preventDefault(); return menu.hidePopover(); }
  const item = all.find(each => each.dataset.key === event.key) ?? all.find(each => each.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()) && event.key.length === 1);
  if (item && event.key !== "Enter" && event.key !== " ") { event.preventDefault(); item.dataset.key === event.key ? item.click() : item.focus(); }
}

on("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const menu = $(".menu:popover-open");
  if (menu) return menuKeys(event, menu);
  if (event.key === "Escape" && !shown()) return escape(event);
  if (shown() || event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) {
    if (event.target.id === "search" && event.key === "ArrowDown") { event.preventDefault(); move(1); }
    return;
  }
  const known = { "/": () => $("#search")?.select(), j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), x: () => pickHere(), X: () => pickHere(true), z: () => undo(), "?": () => showKeys(), ...boardKeys(event) }[event.key];
  const done = known && (!event.key.startsWith("Arrow") || rows().length) ? (known(), true) : bulkKey(event.key) || rowKey(event.key) || linkKey(event.key);
  if (done) event.preventDefault();
});

const named = key => CSS.escape(key === "Backspace" ? "Delete" : key);
function linkKey(key) {
  const link = $(`main [data-key="${named(key)}"]`);
  if (link) link.click();
  return !!link;
}
function rowKey(key) {
  const item = $(`#row-menu [data-key="${named(key)}"]`);
  const row = here();
  if (!item || !row || (item.dataset.only === "open" && statusOf(row) === "converted")) return false;
  const button = $(".more, [data-menu]", row);
  const cell = $({ "status-menu": "button.state", "assignee-menu": "button.who" }[item.dataset.menuNext] ?? "button.more", row);
  if (item.dataset.menuNext) openMenu(item.dataset.menuNext, cell?.offsetParent ? cell : button ?? row); // its column may be left out
  else act(item, row);
  return true;
}
function escape(event) {
  const details = $("details[open].filter, details[open].me");
  if (details) { details.open = false; return $("summary", details).focus(); }
  if ($("#panel")?.childElementCount) return closePanel();
  if (hasPicked()) return clearPicked();
  if (event.target.id === "search" && event.target.value === "") event.target.blur();
}
// On the page of one converted lead, what only open leads allow does nothing.
const useful = what => $$(what).some(each => each.dataset.only !== "open" || rows().length || statusOf(here()) !== "converted");
function showKeys() {
  const keys = document.getElementById("keys");
  if (!keys) return;
  opener = current();
  $("#dialog").replaceChildren(keys.content.cloneNode(true));
  for (const key of $$("#dialog dt[data-needs]")) if (!useful(key.dataset.needs)) { key.nextElementSibling.remove(); key.remove(); }
  $("#dialog > dialog").showModal();
}
