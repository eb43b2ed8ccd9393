// The list: an open filter stays open over a swap, and a phone goes to the lead's page instead of its panel.
let openFilter = null;
on("htmx:beforeSwap", ({ detail }) => { if (detail.target?.id === "leads" || detail.target?.id === "customers") openFilter = $("details.filter[open]")?.id; });
on("htmx:afterSettle", () => {
  if (openFilter) { const filter = document.getElementById(openFilter); if (filter) filter.open = true; }
  openFilter = null;
});

on("htmx:beforeRequest", event => {
  const { elt, target } = event.detail;
  if (target?.id !== "panel" || !elt.href || innerWidth > 900) return;
  event.preventDefault();
  location.assign(elt.href);
});
on("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "panel" || !detail.elt?.href) return;
  for (const row of $$("tr.is-here")) row.classList.remove("is-here");
  detail.elt.closest("tr")?.classList.add("is-here");
  $("[data-close-panel]")?.focus();
});
function closePanel() {
  const id = $("#panel [data-id]")?.dataset.id;
  $("#panel").replaceChildren();
  const link = id && $("th a", document.getElementById(id) ?? document.body);
  for (const row of $$("tr.is-here")) row.classList.remove("is-here");
  link?.focus();
}
on("click", event => { if (event.target.closest("[data-close-panel]")) { event.preventDefault(); closePanel(); } });

// A choice of page size, or of a filter, is made by choosing it.
on("change", event => { if (event.target.matches("select[data-go]")) event.target.form.requestSubmit(); });
