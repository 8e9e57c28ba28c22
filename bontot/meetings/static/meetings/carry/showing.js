// Fills the shell: pieces from its templates, sentences from its words. Nothing is decided here.

import { base, needed, statusOf, totals } from "./state.js";

const words = document.getElementById("words").dataset;
export const one = (id) => document.getElementById(id);
export const clock = (moment) => `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;
export const dayAndClock = (moment) => `${clock(moment)} ${String(moment.getDate()).padStart(2, "0")}/${String(moment.getMonth() + 1).padStart(2, "0")}`;

/** A sentence of the shell with its places filled. */
export function say(name, values = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_all, key) => values[key] ?? "");
}

/** A piece with its texts; `mark` says which row it shows. */
function piece(name, values, mark = "") {
  const made = one(`t-${name}`).content.firstElementChild.cloneNode(true);
  for (const place of made.querySelectorAll("[data-text]")) place.textContent = values[place.dataset.text] ?? "";
  made.dataset.row = mark;
  return made;
}

/** Shows one of the states of the page and hides the others. */
export function only(id) {
  for (const name of ["nothing", "done", "locked", "meeting"]) one(name).hidden = name !== id;
}

export function problem(text, link = null) {
  const place = one("problem");
  place.textContent = text;
  if (link) place.append(" ", Object.assign(document.createElement("a"), link));
  place.hidden = !text;
}

export function choices(records) {
  const which = one("which");
  which.querySelectorAll("label").forEach((old) => old.remove());
  for (const record of records) {
    const label = piece("which", record);
    Object.assign(label.querySelector("input"), { value: record.id, checked: record === records.at(-1) });
    which.append(label);
  }
  which.hidden = records.length < 2;
}

/** Fills a field in; from then on it is told apart from what somebody types over it. */
export function fill(place, value) { [place.defaultValue, place.value] = [value, value]; }
const touched = (place) => place.value !== place.defaultValue;

/** What stands in a form has been written down. */
export function written(form) { form.querySelectorAll("input, textarea").forEach((place) => fill(place, place.value)); }

/** The first field in which something was typed that no button has written down yet. */
export function unwritten() {
  const typed = "#note textarea, #ballots input, #motion input, #conclude textarea, #task-says";
  return [...document.querySelectorAll(typed)].find((place) => place.value && touched(place));
}

/** What a field is called on the page. */
export const called = (place) => place.labels[0].textContent.trim();

/** Everything of the meeting anew: after opening it and after the server has answered. */
export function meeting(now) {
  for (const place of one("meeting").querySelectorAll(".meeting-when [data-text]")) {
    place.textContent = { ...now.meeting, when: `${now.meeting.begins}, ${now.meeting.day}` }[place.dataset.text];
  }
  one("people").replaceChildren(...now.people.map((person) => marked(person, now)));
  one("agenda").replaceChildren(...now.agenda.map((item) => piece("item", item)));
  for (const select of document.querySelectorAll("select[data-people]")) {
    select.replaceChildren(select.options[0], ...now.people.map((person) => new Option(person.name, person.code)));
  }
  one("ballots").replaceChildren(...now.motions.map((motion) => ballot(motion, now)));
  for (const [id, value] of [["conclusions", now.conclusions], ["task-deadline", now.meeting.deadline]]) {
    if (!touched(one(id))) fill(one(id), value);
  }
  one("end-hour").value = clock(new Date());
  lists(now);
}

/** What changes with every entry; what somebody is typing is left alone. */
export function lists(now) {
  one("totals").textContent = say("totals", totals(now));
  one("unmarked").hidden = totals(now).unmarked === 0;
  one("notes").replaceChildren(...now.notes.map((note) => piece("note", note, note.id)));
  one("section-left").hidden = now.left.length === 0;
  one("left").replaceChildren(...now.left.map((task) => piece("left", duty(task), task.id)));
  one("given").replaceChildren(...now.given.map((task) => piece("given", duty(task), task.id)));
  one("ended").textContent = now.ended ? say("ended", { time: now.ended }) : "";
  for (const motion of now.motions) {
    const shown = one("ballots").querySelector(`[data-row="${motion.id}"]`);
    if (shown) told(shown, motion, now);
    else one("ballots").append(ballot(motion, now));
  }
}

const duty = (task) => ({ says: task.says, who: say("due", { owner: task.owner || "–", day: task.deadline }) });

function marked(person, now) {
  const made = piece("person", { name: `${person.number}. ${person.name}`, title: person.title }, person.code);
  const [status, reason, came, left] = now.marks.get(person.code).split("|");
  for (const input of made.querySelectorAll("[type=radio]")) Object.assign(input, { name: `mark-${person.code}`, checked: input.value === status });
  made.querySelector("[name=reason]").value = reason ?? "";
  made.querySelector("[name=came]").value = came ?? "";
  made.querySelector("[name=left]").value = left ?? "";
  made.querySelector(".early").open = Boolean(left);
  return made;
}

/** The mark that a line of the list shows, as one word. */
export function markOf(line) {
  const status = line.querySelector("[type=radio]:checked")?.value ?? "";
  const value = (name) => line.querySelector(`[name=${name}]`).value;
  const away = ["excused", "absent"].includes(status);
  return [status, away ? value("reason") : "", status === "late" ? value("came") : "", away ? "" : value("left")].join("|");
}

/** Shows the marks of everybody as they are, without touching the lines otherwise. */
export function marks(now) {
  for (const line of one("people").children) {
    const status = statusOf(now.marks.get(line.dataset.row));
    for (const input of line.querySelectorAll("[type=radio]")) input.checked = input.value === status;
  }
}

function ballot(motion, now) {
  const made = piece("ballot", motion, motion.id);
  const [method, ...counts] = motion.vote.split("/");
  const values = motion.vote ? counts : [base(now).there, 0, 0, 0];
  made.querySelector("[name=method]").value = method || "card";
  ["in_favour", "against", "abstained", "invalid"].forEach((name, place) => fill(made.querySelector(`[name=${name}]`), values[place]));
  told(made, motion, now);
  return made;
}

function told(shown, motion, now) {
  const [, yes, no, other, invalid] = motion.vote.split("/");
  const counted = base(now).base;
  shown.querySelector("[data-text=hint]").textContent = say("needed", { base: counted, needed: needed(motion, counted) });
  shown.querySelector("[data-text=told]").textContent = motion.told || (motion.vote && say("voted", { for: yes, against: no, other, invalid }));
}

/** What waits for somebody: where two sides differ, and what was refused. */
export function waiting(torn, refused) {
  one("torn").replaceChildren(...torn.map((answer) => piece("torn", answer, answer.id)));
  one("refused").replaceChildren(...refused.map((answer) => piece("refused", answer, answer.id)));
}
