// Suggestions under a field that finds what is meant (`ui/pick.html`): a combobox with a listbox, by keyboard or mouse.
// Without this script the button next to the field does the same.

const WAIT = 200;
let made = 0;

function part(tag, attributes, text) {
  const element = Object.assign(document.createElement(tag), attributes);
  if (text) element.textContent = text;
  return element;
}

function enhance(box) {
  const input = box.querySelector(".pick-box input");
  const list = part("ul", { id: `suggestions-${++made}`, className: "pick-list", hidden: true });
  const status = part("span", { className: "visually-hidden" });
  let choices = [], at = -1, timer = 0, asked = 0;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.list);
  status.setAttribute("role", "status");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
  box.querySelector(".pick-box").append(list, status);
  box.querySelector(".pick-look").hidden = true;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function mark(next) {
    at = (next + choices.length) % choices.length;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function choose(place) {
    const choice = choices[place];
    const says = choice.name === choice.code ? choice.code : `${choice.name} (${choice.code})`;
    if (box.dataset.many) {
      const label = part("label", {});
      const words = part("span", {}, `${says} `);
      words.append(part("span", { className: "note" }, choice.note));
      label.append(part("input", { type: "checkbox", name: box.dataset.many, value: choice.code, checked: true }), words);
      const line = part("li", {});
      line.append(label);
      box.querySelector(".pick-chosen").append(line);
      input.value = "";
    } else {
      box.querySelectorAll("input[type=hidden], .pick-found, .pick-note").forEach((old) => old.remove());
      input.value = says;
      box.append(part("input", { type: "hidden", name: `${input.name}-asked`, value: says }), part("input", { type: "hidden", name: `${input.name}-chosen`, value: choice.code }));
      if (choice.note) box.append(part("p", { className: "note pick-note" }, choice.note));
    }
    status.textContent = says;
    close();
    input.focus();
  }

  async function look() {
    const text = input.value.trim(), mine = ++asked;
    if (text.length < 2) return close();
    const answer = await fetch(`${box.dataset.pick}?q=${encodeURIComponent(text)}`).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    choices = (await answer.json()).choices;
    list.replaceChildren(...choices.map((choice, place) => {
      const option = part("li", { id: `${list.id}-${place}` });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.append(part("span", {}, `${choice.name} (${choice.code})`), part("span", { className: "note" }, choice.note));
      return option;
    }));
    at = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !choices.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = choices.length ? `${choices.length} ${box.dataset.found}` : box.dataset.nothing;
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, WAIT); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); return; }
    if (event.key === "ArrowDown" && list.hidden && input.value.trim()) { look(); event.preventDefault(); return; }
    if (list.hidden || !choices.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") { mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? choices.length - 1 : at - 1); event.preventDefault(); }
    if (event.key === "Enter" && at >= 0) { choose(at); event.preventDefault(); }
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) choose([...list.children].indexOf(option));
  });
}

document.querySelectorAll("[data-pick]").forEach(enhance);
