// Passkeys: the browser asks the person to unlock their device, the server checks what the device answers.
const canPasskey = !!window.PublicKeyCredential?.parseRequestOptionsFromJSON && !!navigator.credentials;

class Refused extends Error {}

async function postJson(address, values) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", RequestVerificationToken: $('meta[name="antiforgery"]').content },
    body: JSON.stringify(values),
  });
  if (answer.status === 429) throw new Refused("That was too much at once. Wait a minute, then try again.");
  if (answer.status === 204) return null;
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Refused("That did not work. Load the page again, then try once more.");
  const said = await answer.json();
  if (!answer.ok) throw new Refused(Object.values(said.errors ?? {}).flat().join(" ") || said.detail);
  return said;
}

const passkeyWords = error =>
  error instanceof Refused ? error.message
  : error instanceof TypeError ? "The server cannot be reached. Nothing was changed."
  : ({
    NotAllowedError: "Cancelled, or it took too long. Nothing was changed.",
    AbortError: "Cancelled. Nothing was changed.",
    InvalidStateError: "This device has a passkey of yours already.",
    SecurityError: "Passkeys do not work at this address of the program.",
    NotSupportedError: "This device cannot make a passkey.",
  }[error.name] ?? "The device did not answer as it should. Nothing was changed.");

async function addPasskey(form) {
  const [name, proof] = [form.elements.name.value, form.elements.proof.value];
  const asked = PublicKeyCredential.parseCreationOptionsFromJSON(await postJson("/account/passkeys/options", { name, proof }));
  const credential = (await navigator.credentials.create({ publicKey: asked })).toJSON();
  await postJson("/account/passkeys", { name, credential });
  location.reload();
}

async function usePasskey(form) {
  const asked = PublicKeyCredential.parseRequestOptionsFromJSON(await postJson("/sign-in/passkey/options", {}));
  const credential = (await navigator.credentials.get({ publicKey: asked })).toJSON();
  const { to } = await postJson("/sign-in/passkey", { credential, returnUrl: form.dataset.returnUrl });
  location.assign(to);
}

on("submit", async event => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const [button, said] = [$("button", form), $(".passkey-said", form)];
  said.hidden = button.disabled = true;
  try {
    await (form.dataset.passkey === "add" ? addPasskey : usePasskey)(form);
  } catch (error) {
    said.textContent = passkeyWords(error);
    said.hidden = false;
  }
  button.disabled = false;
});
if (canPasskey) {
  for (const form of $$("form[data-passkey]")) form.hidden = false;
  for (const note of $$("[data-passkey-missing]")) note.hidden = true;
}
