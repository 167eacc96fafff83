"use strict";
// Asks the browser for passkeys. A form says by data-passkey whether one is to be made ("create")
// or used ("get"), and by data-options with what the browser is called; the answer goes into its
// field "credential", and the form is sent. Without this script such a form does nothing.
(() => {
  const decode = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const encode = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const decoded = (list) => (list || []).map((one) => ({ ...one, id: decode(one.id) }));

  const options = (form) => {
    const given = JSON.parse(form.dataset.options);
    given.challenge = decode(given.challenge);
    if (form.dataset.passkey === "create") {
      given.user.id = decode(given.user.id);
      given.excludeCredentials = decoded(given.excludeCredentials);
    } else {
      given.allowCredentials = decoded(given.allowCredentials);
    }
    return given;
  };

  const answer = (response) => {
    const told = { clientDataJSON: encode(response.clientDataJSON) };
    if (response.attestationObject) {
      told.attestationObject = encode(response.attestationObject);
      told.transports = response.getTransports ? response.getTransports() : [];
    } else {
      told.authenticatorData = encode(response.authenticatorData);
      told.signature = encode(response.signature);
      told.userHandle = response.userHandle ? encode(response.userHandle) : null;
    }
    return told;
  };

  const send = (form, credential) => {
    form.elements.credential.value = JSON.stringify({
      id: credential.id,
      rawId: encode(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment || null,
      clientExtensionResults: {},
      response: answer(credential.response),
    });
    form.submit();
  };

  // Only one request may be under way; the one of a button ends the one of the autofill.
  let waiting = new AbortController();

  const ask = async (form) => {
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    waiting.abort();
    waiting = new AbortController();
    try {
      const call = { publicKey: options(form), signal: waiting.signal };
      const create = form.dataset.passkey === "create";
      send(form, await (create ? navigator.credentials.create(call) : navigator.credentials.get(call)));
    } catch (refused) {
      failed.hidden = false;
    }
  };

  const autofill = async (form) => {
    const can = PublicKeyCredential.isConditionalMediationAvailable;
    if (!can || !(await can.call(PublicKeyCredential))) {
      return;
    }
    try {
      const call = { publicKey: options(form), mediation: "conditional", signal: waiting.signal };
      send(form, await navigator.credentials.get(call));
    } catch (refused) {
      // The person typed a password instead, or pressed the button.
    }
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!window.PublicKeyCredential) {
      form.querySelector("[data-failed]").hidden = false;
      continue;
    }
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
    if (form.dataset.autofill) {
      autofill(form);
    }
  }
})();
