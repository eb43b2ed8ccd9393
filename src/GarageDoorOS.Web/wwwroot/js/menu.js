// One menu of each kind serves every row: it is placed at the row that asked, and knows its address.
let asked = null;

// A record in use: a row of the list, or a card of the board; each has one link that names it.
const RECORD = ".list tbody tr, .board li", NAME = "th a, h3 a";
const recordAt = element => element?.closest?.(RECORD) ?? null;

const idOf = row => row.dataset.id ?? row.id;
const statusOf = row => row.dataset.status ?? $("[data-status]", row)?.dataset.status ?? row.closest("[data-status]")?.dataset.status;

function openMenu(id, button) {
  const menu = document.getElementById(id);
  const row = recordAt(button) ?? button.closest("[data-id], #bulk");
  if (!menu || !row) return;
  asked = { button, row };
  menu.setAttribute("aria-label", (menu.dataset.label ?? "Actions for *").replace("*", isBulk(row) ? "the selected leads" : $("th a, h1, h2, h3", row)?.textContent ?? "this lead"));
  for (const item of $$("[role^=menuitem]", menu)) {
    item.tabIndex = -1;
    if (item.name === "status") item.setAttribute("aria-checked", String(item.value === statusOf(row)));
    if (item.dataset.short) item.setAttribute("aria-checked", String(item.dataset.short === $(".who", row)?.textContent.trim()));
    item.hidden = isBulk(row) ? ["/conversion", "/calls"].some(one => (item.dataset.get ?? item.dataset.post)?.endsWith(one)) : item.dataset.only === "open" && statusOf(row) === "converted";
  }
  menu.showPopover();
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  (items(menu).find(item => item.ariaChecked === "true") ?? items(menu)[0])?.focus();
}

const items = menu => $$("[role^=menuitem]:not([hidden])", menu);
function place(menu, button) {
  if (onPhone()) return;
  const at = button.getBoundingClientRect();
  const left = button.classList.contains("more") ? at.right - menu.offsetWidth : at.left;
  const below = at.bottom + 2 + menu.offsetHeight < innerHeight;
  menu.style.left = Math.max(8, Math.min(left, innerWidth - menu.offsetWidth - 8)) + "px";
  menu.style.top = (below ? at.bottom + 2 : Math.max(8, at.top - menu.offsetHeight - 2)) + "px";
}

/** Does what a menu item says to one row: `data-get` fetches a dialog, `data-post` sends its name and value. */
function act(item, row) {
  if (isBulk(row)) return actOnMany(item);
  const address = (item.dataset.get ?? item.dataset.post)?.replace("*", idOf(row));
  if (!address) return;
  if (item.dataset.get) return send("GET", address);
  send("POST", address, { version: row.dataset.v, ...(item.name ? { [item.name]: item.value } : {}) });
}

on("click", event => {
  const button = event.target.closest("[data-menu]");
  if (button) { event.preventDefault(); return openMenu(button.dataset.menu, button); }
  const row = recordAt(event.target);
  if (row && event.target.matches(".more")) return openMenu("row-menu", event.target);
  if (row && event.target.matches("button.state")) return openMenu("status-menu", event.target);
  if (row && event.target.matches("button.who")) return openMenu("assignee-menu", event.target);
  const item = event.target.closest(".menu[popover] [role^=menuitem]");
  if (!item || !asked) return;
  event.preventDefault();
  const { row: target, button: from } = asked;
  item.closest(".menu").hidePopover();
  if (item.dataset.menuNext) openMenu(item.dataset.menuNext, from);
  else act(item, target);
});

document.addEventListener("toggle", event => {
  if (event.newState !== "closed" || !event.target.matches?.(".menu[popover]") || !asked) return;
  asked.button.setAttribute("aria-expanded", "false");
  if (!shown() && !$(".menu:popover-open") && (document.activeElement === document.body || event.target.contains(document.activeElement))) asked.button.focus();
}, true);

// Filters and the me-menu are plain <details>: a click elsewhere closes them.
on("click", event => { for (const open of $$("details.filter[open], details.me[open]")) if (!open.contains(event.target)) open.open = false; });
