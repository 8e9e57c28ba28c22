// Smooths what also works without it: text size and contrast without a reload, copying an address, errors in focus.

const root = document.documentElement;

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-reading]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer || !answer.ok) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "wish", value: event.submitter.value }));
    form.submit();
    return;
  }
  const [text, contrast] = (await answer.text()).split("-");
  root.dataset.text = text;
  root.dataset.contrast = contrast;
  const toggle = form.querySelector(".reading-contrast");
  toggle.value = contrast === "more" ? "less" : "more";
  toggle.textContent = contrast === "more" ? toggle.dataset.less : toggle.dataset.more;
  const status = form.querySelector("[role=status]");
  status.textContent = `${status.dataset.says}: ${text} %`;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  const copied = navigator.clipboard ? await navigator.clipboard.writeText(field.value).then(() => true, () => false) : document.execCommand("copy");
  document.getElementById(button.dataset.says).textContent = copied ? button.dataset.done : button.dataset.failed;
});

for (const hidden of document.querySelectorAll("[data-with-script]")) hidden.hidden = false;
document.querySelector(".errors")?.focus();
if (document.querySelector("[data-pick]")) import("./picking.js");
