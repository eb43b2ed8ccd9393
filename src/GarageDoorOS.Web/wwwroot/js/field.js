// Fields: in a US or Canadian business a number takes its shape as it is typed; everything else is left as the person wrote it.
const shapes = () => ["US", "CA"].includes(document.body.dataset.country);
function shape(text) {
  if (!shapes() || /[^\d\s().-]/.test(text)) return text;
  let digits = text.replace(/\D/g, "");
  const country = digits.length > 10 && digits.startsWith("1") ? "1 " : "";
  if (country) digits = digits.slice(1);
  if (digits.length > 10 || digits.length < 4 || /^[01]/.test(digits)) return text;
  return country + (digits.length < 7 ? `(${digits.slice(0, 3)}) ${digits.slice(3)}` : `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`);
}
on("input", event => {
  const field = event.target;
  if (field.type !== "tel" || event.inputType?.startsWith("delete") || field.selectionStart !== field.value.length) return;
  field.value = shape(field.value);
});

// "Add another phone" reveals a copy of the last line, empty.
on("click", event => {
  const button = event.target.closest("[data-add]");
  if (!button) return;
  const lines = $$(`[data-line="${CSS.escape(button.dataset.add)}"]`, button.form ?? document);
  const line = lines.at(-1).cloneNode(true);
  for (const theirs of $$(".invalid-feedback, [type=hidden], label[for] .quiet", line)) theirs.remove();
  for (const field of $$("input, select", line)) {
    const label = field.id && $(`label[for="${CSS.escape(field.id)}"]`, line);
    field.value = "";
    if (field.id) field.id = field.id.replace(/\d*$/, "") + lines.length;
    field.name = field.name.replace(/\[\d+\]/, `[${lines.length}]`);
    field.classList.remove("is-invalid");
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
    if (!label) continue;
    Object.assign(label, { htmlFor: field.id, className: "unseen", textContent: label.textContent.trim().replace(/ \d+$/, "") + ` ${lines.length + 1}` });
  }
  lines.at(-1).after(line);
  $("input", line).focus();
});

// The theme: light, dark, or what the system says.
const theme = () => document.documentElement.dataset.bsTheme ?? "system";
const markTheme = () => { for (const button of $$("[data-theme-choice]")) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme())); };
on("click", event => {
  const choice = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
  if (!choice) return;
  if (choice === "system") delete document.documentElement.dataset.bsTheme;
  else document.documentElement.dataset.bsTheme = choice;
  try { localStorage.setItem("theme", choice); } catch { /* not kept, but shown */ }
  markTheme();
});
markTheme();
