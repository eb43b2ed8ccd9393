// Rights: what another one brings is ticked and fixed while that one is ticked, and says so; then it is again as it was.
function showBrought() {
  for (const box of $$("[data-brought-by]")) {
    const brought = $(`[name="permissions"][value="${box.dataset.broughtBy}"]`, box.form).checked;
    if (brought && !box.disabled) { box.dataset.own = box.checked; box.checked = box.disabled = true; }
    else if (!brought && box.dataset.own) { box.checked = box.dataset.own === "true"; box.disabled = false; delete box.dataset.own; }
    $(".brought", box.closest("label")).hidden = !brought;
  }
}
on("change", event => { if (event.target.name === "permissions") showBrought(); });
showBrought();
