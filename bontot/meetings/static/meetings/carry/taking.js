// Takes a meeting along: asks the server for it with the password, locks it up on this telephone, and goes to the shell.

import { keep } from "./vault.js";

const form = document.getElementById("taking");
const says = document.getElementById("taking-says");

/** The shell has to be there before the network goes; a worker that is still at work is waited for. */
async function shellKept() {
  const worker = await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
  await worker.update();
  await navigator.serviceWorker.ready;
  for (let turn = 0; turn < 100; turn += 1) {
    if (!worker.installing && !worker.waiting && await caches.match(form.dataset.shell, { ignoreVary: true })) return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error("the shell was not kept");
}

async function take() {
  const sent = new FormData(form), password = sent.get("password");
  sent.set("clock", String(Date.now()));
  const answer = await fetch(form.dataset.to, { method: "POST", body: new URLSearchParams(sent) });
  const handed = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    says.textContent = handed.says ?? form.dataset.failed;
    return;
  }
  await shellKept();
  await keep(handed, password);
  await navigator.storage?.persist?.();
  location.assign(form.dataset.shell);
}

if (form) form.hidden = false; // before the script is there, nothing must go out without it
form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!window.isSecureContext || !crypto.subtle || !navigator.serviceWorker || !window.indexedDB) {
    says.textContent = form.dataset.insecure;
    return;
  }
  const button = form.querySelector("button");
  says.textContent = form.dataset.working;
  button.disabled = true;
  await take().catch(() => { says.textContent = form.dataset.failed; });
  button.disabled = false;
});
