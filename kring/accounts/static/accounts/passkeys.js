/**
 * Passkeys: a form with data-passkey asks the browser for a credential before it is sent.
 *
 * "ask": options come from the form's own address; "prove" and "make": they stand in the page.
 * Where the browser has no passkeys the form stays hidden.
 */
const decode = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const known = (list) => list?.map((each) => ({ ...each, id: decode(each.id) }));

async function options(form) {
  if (form.dataset.passkey === "ask") {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    return (await answer.json()).request_options.publicKey;
  }
  const data = JSON.parse(document.getElementById("passkey-options").textContent);
  return (data.request_options ?? data.creation_options).publicKey;
}

async function prove(asked) {
  const publicKey = { ...asked, challenge: decode(asked.challenge), allowCredentials: known(asked.allowCredentials) };
  const { response, ...credential } = parts(await navigator.credentials.get({ publicKey }));
  return {
    ...credential,
    response: {
      clientDataJSON: encode(response.clientDataJSON),
      authenticatorData: encode(response.authenticatorData),
      signature: encode(response.signature),
      userHandle: response.userHandle && encode(response.userHandle),
    },
  };
}

async function make(asked) {
  const publicKey = {
    ...asked,
    challenge: decode(asked.challenge),
    user: { ...asked.user, id: decode(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
    // By itself enough to sign in: kept on the device, opened with a finger, face or PIN.
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  };
  const { response, ...credential } = parts(await navigator.credentials.create({ publicKey }));
  return {
    ...credential,
    response: {
      clientDataJSON: encode(response.clientDataJSON),
      attestationObject: encode(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

function parts(credential) {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: credential.response,
  };
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  try {
    const asked = await options(form);
    const credential = await (form.dataset.passkey === "make" ? make(asked) : prove(asked));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    document.querySelector("[data-passkey-failed]")?.removeAttribute("hidden");
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
}
