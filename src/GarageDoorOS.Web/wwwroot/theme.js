// Runs before the first paint, so that a chosen theme never flashes.
document.documentElement.classList.add("js");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.bsTheme = chosen;
} catch { /* private windows may refuse storage: the system's choice stands */ }
