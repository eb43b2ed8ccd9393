// Copy: what stands in a field goes to the clipboard, and the button says so.
on("click", event => {
  const button = event.target.closest("[data-copy]");
  const field = button && document.getElementById(button.dataset.copy);
  if (!field) return;
  field.select();
  const done = () => { button.textContent = "Copied"; };
  // Only a page that came over https may write; selected, the text is one key away.
  navigator.clipboard?.writeText(field.value).then(done, () => document.execCommand("copy") && done()) ?? (document.execCommand("copy") && done());
});
