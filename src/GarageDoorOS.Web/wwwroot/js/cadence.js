// Steps of a cadence: a time of day goes with days and weeks alone. One that was refused stays, so that it can be mended.
function showTimes() {
  for (const unit of $$(".cadence-step select[name$='.unit']")) {
    const time = $("input[type=time]", unit.closest(".cadence-step"));
    time.disabled = ["minutes", "hours"].includes(unit.value) && !time.matches("[aria-invalid]");
  }
}
on("change", event => { if (event.target.name?.endsWith(".unit")) showTimes(); });
on("htmx:afterSwap", showTimes);
showTimes();
