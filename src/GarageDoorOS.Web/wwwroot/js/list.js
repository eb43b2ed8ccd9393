// The list: over a swap an open filter stays open and who stands in a row stands in it, or in the first; a phone goes to the lead's page instead of its panel.
let openFilter = null, stoodIn = null;
on("htmx:beforeSwap", ({ detail }) => {
  // Only the list's own: the tiles and the mark, swapped before it has settled, know nothing of where somebody stood.
  if (!detail.target?.matches?.(".list-region")) return;
  stoodIn = recordAt(document.activeElement)?.id ?? null;
  const open = $("details.filter[open]");
  openFilter = open ? { id: open.id, field: document.activeElement?.id } : null;
});
// A lead that has left one's sight says so where it stood.
on("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 404 && detail.target?.matches?.("#panel, #record")) { detail.shouldSwap = true; detail.isError = false; }
});
on("htmx:afterSettle", ({ detail }) => {
  if (!detail.target?.matches?.(".list-region")) return;
  const filter = openFilter && document.getElementById(openFilter.id);
  if (filter && !$("form", filter)) $("summary", filter).focus();
  else if (filter) {
    filter.open = true;
    if (openFilter.field) document.getElementById(openFilter.field)?.focus();
  }
  if (stoodIn && document.activeElement === document.body) $(NAME, document.getElementById(stoodIn) ?? $(RECORD) ?? document)?.focus();
  openFilter = stoodIn = null;
  markRow();
});

// The row that was last in use stays marked, also when its list is drawn anew.
let lastRow = null;
const rowInUse = () => lastRow && document.getElementById(lastRow);
function markRow(row = rowInUse()) {
  for (const marked of $$(".is-here")) marked.classList.remove("is-here");
  if (!row) return;
  lastRow = row.id;
  row.classList.add("is-here");
}
on("focusin", event => { const row = recordAt(event.target); if (row) markRow(row); });

on("htmx:beforeRequest", event => {
  const { elt, target } = event.detail;
  if (target?.id !== "panel" || !elt.href || innerWidth > 900) return;
  event.preventDefault();
  location.assign(elt.href);
});
on("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "panel" || !detail.requestConfig?.elt?.href) return;
  markRow(recordAt(detail.requestConfig.elt) ?? undefined);
  $("[data-close-panel]")?.focus();
});
function closePanel() {
  const row = document.getElementById($("#panel [data-id]")?.dataset.id ?? "");
  $("#panel").replaceChildren();
  if (row) $(NAME, row)?.focus();
}
on("click", event => { if (event.target.closest("[data-close-panel]")) { event.preventDefault(); closePanel(); } });

// A choice of page size, or of a filter, is made by choosing it.
on("change", event => { if (event.target.matches("select[data-go], .filter-form *")) event.target.form.requestSubmit(); });

// The views are counted when somebody looks at them, beside the list as it is now.
document.addEventListener("toggle", event => {
  if (event.target.id !== "views" || !event.target.open) return;
  htmx.ajax("GET", event.target.dataset.views + "?" + listQuery(), { target: "#views-menu", swap: "innerHTML" });
}, true);
on("views-changed", () => { const views = $("#views"); if (views) views.open = false; });

// List and board are two looks at one view: each leads to the other as it is now.
const markLooks = () => {
  for (const look of $$(".looks a")) {
    const words = new URLSearchParams(location.search);
    words.delete("view");
    if (look.dataset.view) words.set("view", look.dataset.view);
    look.search = words;
  }
};
on("htmx:pushedIntoHistory", markLooks);
on("htmx:replacedInHistory", markLooks);
