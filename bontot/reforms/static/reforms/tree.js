// Moving organisations in the tree by drag, or by keys: M picks up, P puts down, Escape lets go. All of it also works by forms.

const root = document.querySelector("[data-growing]");
const form = document.getElementById("drop");
const status = document.getElementById("tree-status");
let held = null;

const ROW = '.leaf[data-side="after"]';
// The row itself, or the line beneath it that opens its branch.
const rowOf = (element) => element?.closest?.(ROW) ?? element?.closest?.("summary")?.closest("li")?.querySelector(ROW);
const unmark = () => root.querySelectorAll(".leaf-over").forEach((row) => row.classList.remove("leaf-over"));

function makeDraggable() {
  for (const row of root.querySelectorAll(".leaf[data-movable]")) row.draggable = true;
}

function pickUp(row) {
  letGo();
  held = row;
  row.classList.add("leaf-held");
  status.textContent = `${status.dataset.held}: ${row.dataset.name}`;
}

function letGo() {
  held?.classList.remove("leaf-held");
  held = null;
  status.textContent = "";
}

function putDown(row) {
  if (!held || row === held) return;
  form.elements.node.value = held.dataset.code;
  form.elements.to.value = row.dataset.code;
  status.textContent = `${status.dataset.moving}: ${held.dataset.name} → ${row.dataset.name}`;
  form.requestSubmit();
}

if (root && form) {
  makeDraggable();
  document.body.addEventListener("htmx:afterSwap", makeDraggable);
  root.addEventListener("dragstart", (event) => {
    const row = rowOf(event.target);
    if (!row?.hasAttribute("data-movable")) return;
    event.dataTransfer.setData("text/plain", row.dataset.code);
    event.dataTransfer.effectAllowed = "move";
    pickUp(row);
  });
  root.addEventListener("dragend", letGo);
  root.addEventListener("dragover", (event) => {
    const row = rowOf(event.target);
    if (!held || !row || row === held) return;
    event.preventDefault();
    row.classList.add("leaf-over");
  });
  root.addEventListener("dragleave", unmark);
  root.addEventListener("drop", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    unmark();
    putDown(row);
  });
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const row = rowOf(event.target) ?? rowOf(event.target.closest?.("li")?.querySelector(".leaf"));
    const key = event.key.toLowerCase();
    if (key === "escape" && held) letGo();
    else if (key === "m" && row?.hasAttribute("data-movable")) pickUp(row);
    else if (key === "p" && held && row) putDown(row);
    else return;
    event.preventDefault();
  });
}

document.querySelector(".leaf-sought")?.scrollIntoView({ block: "center" });
