// The board: a card is moved by dragging it, or with the shift key and an arrow. The status menu does the work, as everywhere; what is refused goes back.
const columnOf = card => card.closest(".column");
const titleOf = column => $("h2", column).textContent;
const wayTo = column => $(`#status-menu [data-status="${column.dataset.status}"]`);
const moves = () => !!$(".board[data-moves]");
const tell = text => { const news = $("#board-news"); if (news) news.textContent = text; };
const refreshBoard = () => htmx.trigger(document.body, "leads-changed");

let moving = null; // the card on its way, and where it stood
function moved(card, from, before) {
  moving = { card, from, before };
  tell(`${$(NAME, card).textContent}: to ${titleOf(columnOf(card))} …`);
  act(wayTo(columnOf(card)), card);
}
function putBack() {
  if (!moving) return;
  const { card, from, before } = moving;
  moving = null;
  if (!card.isConnected || !from.isConnected) return;
  const stood = card.contains(document.activeElement);
  from.insertBefore(card, before?.parentElement === from ? before : null);
  if (stood) $(NAME, card).focus();
  tell(`${$(NAME, card).textContent} is back in ${titleOf(columnOf(card))}.`);
}
on("leads-changed", () => { moving = null; });
on("dialog-closed", () => { if (moving) { putBack(); refreshBoard(); } });
on("htmx:afterRequest", ({ detail }) => {
  const { status } = detail.xhr; // htmx calls a refusal that a form can mend a success
  if (!moving || detail.target?.id !== "dialog" || (status >= 200 && status < 300) || shown()) return;
  putBack();
  if (status) refreshBoard(); // it is not as it was thought to be
});

// By keyboard: within a column as in the list, across to the card at the same height, and with shift the card itself.
function boardKeys(event) {
  if (!$(".board")) return {};
  const go = step => event.shiftKey ? shift(step) : across(step);
  return { h: () => across(-1), l: () => across(1), ArrowLeft: () => go(-1), ArrowRight: () => go(1) };
}
function across(step) {
  const card = recordAt(document.activeElement) ?? rowInUse();
  if (!card?.matches(".board li")) return move(1);
  const columns = $$(".board ol");
  for (let at = columns.indexOf(card.parentElement) + step; columns[at]; at += step) {
    const cards = columns[at].children;
    if (!cards.length) continue;
    const next = cards[Math.min([...card.parentElement.children].indexOf(card), cards.length - 1)];
    $(NAME, next).focus();
    return next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}
function shift(step) {
  const card = recordAt(document.activeElement) ?? rowInUse();
  if (!card?.matches(".board li") || moving || !moves()) return;
  const from = card.parentElement, before = card.nextElementSibling, columns = $$(".board ol");
  if (statusOf(card) === "converted") return tell(`${$(NAME, card).textContent} is a customer and stays converted.`);
  let at = columns.indexOf(from) + step;
  while (columns[at] && !wayTo(columnOf(columns[at]))) at += step; // who may not convert goes past that column
  if (!columns[at]) return;
  columns[at].prepend(card);
  $(NAME, card).focus();
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  moved(card, from, before);
}

// By hand, where there is room for columns beside each other.
let sortables = [], dragged = false, missed = false;
function readyBoard() {
  sortables = sortables.filter(each => (each.el.isConnected && !onPhone()) || void each.destroy());
  if (!window.Sortable || !moves() || onPhone()) return;
  for (const list of $$(".board ol")) {
    if (Sortable.get(list)) continue;
    const column = columnOf(list);
    sortables.push(new Sortable(list, {
      group: { name: "board", pull: () => !moving && column.dataset.status !== "converted", put: () => !!wayTo(column) },
      sort: false, draggable: "li", filter: "button", preventOnFilter: false, delay: 180, delayOnTouchOnly: true, emptyInsertThreshold: 0, ghostClass: "is-ghost", scrollSensitivity: 60,
      onStart: () => { dragged = true; },
      onEnd({ item, from, to, oldDraggableIndex }) {
        dragged = false;
        $(NAME, item).focus({ preventScroll: true });
        if (from !== to) moved(item, from, from.children[oldDraggableIndex] ?? null);
        else if (missed) refreshBoard();
        missed = false;
      },
    }));
  }
}
on("DOMContentLoaded", readyBoard);
matchMedia("(max-width: 640px)").addEventListener("change", readyBoard);

// Over a swap the columns stay where they were looked at; while somebody holds a card, nothing is swapped.
let looked = 0;
on("htmx:beforeSwap", ({ detail }) => {
  if (!detail.target?.matches?.(".is-board")) return;
  looked = $("#board")?.scrollLeft ?? 0;
  if (dragged) { detail.shouldSwap = false; missed = true; }
});
on("htmx:afterSettle", ({ detail }) => {
  if (!detail.target?.matches?.(".is-board")) return;
  if ($("#board")) $("#board").scrollLeft = looked;
  readyBoard();
  markTab();
});

// On a phone one column fills the screen: its tab says which.
function markTab() {
  const board = $("#board"), tabs = $$(".board-tabs a");
  if (!board) return;
  const at = Math.round(board.scrollLeft / Math.max(1, board.clientWidth));
  tabs.forEach((tab, i) => i === at ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current"));
}
document.addEventListener("scroll", event => { if (event.target.id === "board" && onPhone()) markTab(); }, true);
on("click", event => {
  const tab = event.target.closest(".board-tabs a");
  if (!tab) return;
  event.preventDefault();
  $(tab.hash).scrollIntoView({ inline: "start", block: "nearest" });
});
markTab();
