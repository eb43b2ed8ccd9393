// Selection: by its box, by x, or a range with shift. What the list does not show any more is not selected any more, so that nothing unseen is acted on.
const picked = new Set();
let everyMatch = null, lastPicked = null;

// The boxes are made here, and stay over a morph with the focus that they may have.
Idiomorph.defaults.callbacks.beforeNodeRemoved = node => !node.matches?.("input.box");

const bulk = () => $("#bulk");
const isBulk = row => row?.id === "bulk";
const hasPicked = () => picked.size > 0 && !!bulk();
const boxOf = row => $("input.box", row);

function drawBoxes() {
  if (!bulk()) return;
  $(".list-region")?.classList.add("has-boxes");
  const add = (cell, label) => {
    const box = cell && $("input.box", cell);
    while (box?.previousSibling) box.after(box.previousSibling); // a morph puts a new name before the box that has the focus
    if (!cell || box) return;
    cell.prepend(make("input", { type: "checkbox", className: "form-check-input box", ariaLabel: label }));
  };
  add($(".list thead th"), "Select all on this page");
  for (const row of rows()) add($("th", row), "Select " + $("th a", row).textContent);
  const here = new Set(rows().map(row => row.id));
  for (const id of picked) if (!here.has(id)) picked.delete(id);
  everyMatch = null;
  drawPicked();
}

function drawPicked() {
  const bar = bulk(), all = rows();
  if (!bar) return;
  for (const row of all) {
    const box = boxOf(row);
    if (box) box.checked = picked.has(row.id);
    row.classList.toggle("is-picked", picked.has(row.id));
  }
  const whole = all.length > 0 && picked.size === all.length;
  const head = $(".list thead input.box");
  if (head) { head.checked = whole; head.indeterminate = picked.size > 0 && !whole; }
  bar.hidden = picked.size === 0;
  $("#bulk-count").textContent = (everyMatch?.count ?? picked.size).toLocaleString("en-US");
  $("#bulk-match").hidden = !whole || !!everyMatch || !$("#page-next, #page-previous");
  if (!everyMatch) $("#bulk-all").replaceChildren();
}

/** Selects a row or no longer; with a range, all from the last one on become as it. */
function pick(row, on, isRange) {
  const all = rows(), from = all.findIndex(each => each.id === lastPicked), to = all.indexOf(row);
  for (const each of isRange && from >= 0 ? all.slice(Math.min(from, to), Math.max(from, to) + 1) : [row]) on ? picked.add(each.id) : picked.delete(each.id);
  [lastPicked, everyMatch] = [row.id, null];
  drawPicked();
}
function pickHere(isRange) {
  const row = document.activeElement?.closest?.(".list tbody tr") ?? rowInUse();
  if (!row || !bulk()) return;
  pick(row, isRange || !picked.has(row.id), isRange);
}
function clearPicked() {
  const stood = bulk()?.contains(document.activeElement);
  picked.clear();
  everyMatch = null;
  drawPicked();
  if (stood) ($("th a", rowInUse() ?? document) ?? $("#search"))?.focus();
}

/** Which leads are meant, as a form sends it. */
const meant = () => everyMatch ? { filter: everyMatch.filter, asOf: everyMatch.asOf, count: everyMatch.count } : { ids: [...picked].join() };
const listQuery = () => { const url = $("#leads > i[hx-get]")?.getAttribute("hx-get") ?? ""; return url.includes("?") ? url.slice(url.indexOf("?") + 1) : ""; };
const toMany = (what, values = {}) => send("POST", "/leads/bulk/" + what, { ...meant(), ...values });

/** Does what an item of the shared menus says to all that are selected. */
function actOnMany(item) {
  if (item.name === "assigneeId") toMany("assignment", { assigneeId: item.value });
  if (item.name === "status") toMany("status", { status: item.value });
}
function bulkKey(key) {
  const button = hasPicked() && $(`[data-bulk-key="${named(key)}"]`);
  if (button) button.click();
  return !!button;
}

on("click", event => {
  const box = event.target.closest?.("input.box");
  if (box?.closest("thead")) {
    for (const row of rows()) box.checked ? picked.add(row.id) : picked.delete(row.id);
    everyMatch = null;
    return drawPicked();
  }
  if (box) return pick(box.closest("tr"), box.checked, event.shiftKey);
  const button = event.target.closest?.("#bulk button");
  if (button?.id === "bulk-delete") toMany("deletion");
  if (button?.id === "bulk-cadence") toMany("enrolments");
  if (button?.id === "bulk-clear") clearPicked();
  if (button?.id === "bulk-match") htmx.ajax("GET", "/leads/bulk?" + listQuery(), { target: "#bulk-all", swap: "innerHTML" });
});
on("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.matches?.(".list-region")) return drawBoxes();
  const counted = detail.target?.id === "bulk-all" && $("[data-count]", detail.target);
  if (!counted) return;
  everyMatch = { filter: listQuery(), asOf: counted.dataset.asOf, count: +counted.dataset.count };
  drawPicked();
});
on("htmx:historyRestore", drawBoxes);
drawBoxes();
