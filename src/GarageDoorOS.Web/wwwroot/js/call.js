// A call that comes in opens the record of whoever calls, once, where nobody is in the middle of something.
let arrived = null;
on("htmx:afterSettle", ({ detail }) => {
  const link = detail.target?.id === "call" && $("#call [data-arrived]");
  if (!link || link.dataset.arrived === arrived) return;
  arrived = link.dataset.arrived;
  const isFree = !$("#panel > *") && !shown() && !document.activeElement.matches("input, textarea, select") && link.pathname !== location.pathname;
  if (isFree && innerWidth > 900) link.click();
});
