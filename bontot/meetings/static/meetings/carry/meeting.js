// The carried meeting on a telephone. Every press becomes an entry of the log at once; sending is one press, as often as one
// likes. Why it is so stands in docs/decisions, “A meeting on a telephone without a network”.

import * as sending from "./sending.js";
import * as show from "./showing.js";
import { base, day, standing, statusOf, totals } from "./state.js";
import * as vaults from "./vault.js";

const { one, say } = show;
const address = one("words").dataset;
let vault = null, state = null, log = [], now = null;

// --- opening --------------------------------------------------------------------------------------------------------

async function start() {
  network();
  const records = await vaults.carried();
  if (!records.length) return show.only("nothing");
  const record = records.at(-1);
  const key = records.length === 1 && await sending.key(address.carried, record.id);
  if (key) {
    try { return await open(await vaults.byKey(record, key)); } catch { /* another key than the one it was locked with: the password tells */ }
  }
  show.choices(records);
  show.only("locked");
  one("locked-password").focus();
}

async function open(opened) {
  [state, log] = [await opened.state(), await opened.entries()];
  vault = opened;
  show.only("meeting");
  again();
}

/** Everything anew from what is kept. */
function again() {
  now = standing(state.package, log);
  show.meeting(now);
  show.waiting(state.torn, state.refused);
  kept();
}

function kept(name = log.length ? "kept" : "nothing") {
  const until = show.dayAndClock(vault.until), last = log.at(-1);
  one("kept").textContent = say(name, { count: log.length, until, time: show.clock(last && name === "kept" ? new Date(last.at) : new Date()) });
  one("forget-says").textContent = log.length ? say("forget", { count: log.length }) : "";
}

function network() {
  const notice = one("network");
  notice.hidden = navigator.onLine && !vault;
  notice.textContent = navigator.onLine ? notice.dataset.on : notice.dataset.off;
}

// --- writing --------------------------------------------------------------------------------------------------------

let turn = Promise.resolve();

/** One after another: an entry carries the value that the entry before it has left. Resolves when it is locked away. */
function write(what, says, seen = () => "") {
  turn = turn.catch(() => {}).then(async () => {
    const entry = await vault.add({ id: crypto.randomUUID(), do: what, at: Date.now(), base: seen(), says });
    log.push(entry); // only now: the log may have been read anew meanwhile
    now = standing(state.package, log);
    show.lists(now);
    show.problem("");
    kept();
  });
  return turn;
}

const said = (form, submitter) => Object.fromEntries([...new FormData(form, submitter)].map(([name, value]) => [name, value.trim()]));

const forms = {
  async note(form) {
    const says = said(form);
    if (!says.speaker && !says.says) return show.problem(say("empty"));
    await write("note", says);
    form.reset();
  },
  async motion(form) { await write("motion", said(form)); form.reset(); },
  async conclude(form) { await write("conclude", said(form), () => now.conclusions); show.written(form); },
  async task(form) {
    const { deadline } = said(form), due = day(deadline);
    if (!due) return show.problem(say("noDay"));
    if (due < now.meeting.first) return show.problem(say("tooEarly"));
    await write("task", said(form));
    form.reset();
    show.fill(one("task-deadline"), deadline);
  },
  async end(form) {
    const says = said(form), byClock = says.ended === show.clock(new Date());
    await write("end", byClock ? { ...says, clock: "1" } : says, () => now.ended);
  },
  async forget() {
    const id = now.meeting.id;
    await sending.send(address.carried, vault.id, { entries: [], choices: [], last: true });
    await gone(id);
  },
  async locked() {
    const which = document.querySelector("#which :checked")?.value;
    const record = (await vaults.carried()).find((each) => each.id === which);
    const password = one("locked-password").value;
    one("locked-password").value = "";
    const opened = record && await vaults.byPassword(record, password).catch(() => null);
    if (!opened) return show.problem(one("locked").dataset.wrong);
    show.problem("");
    await open(opened);
    network();
  },
};

async function vote(form, motion) {
  const says = { ...said(form), motion: motion.id };
  const sum = ["in_favour", "against", "abstained", "invalid"].reduce((all, name) => all + Number(says[name] || 0), 0);
  const { there } = base(now);
  if (sum > there) return show.problem(say("over", { sum, base: there }));
  if (!sum) return show.problem(say("none"));
  await write("vote", { ...says, invalid: says.invalid || "0" }, () => now.motions.find((each) => each.id === motion.id).vote);
  show.written(form);
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target, row = form.closest("[data-row]")?.dataset.row;
  try {
    if (form.closest("#ballots")) await vote(form, now.motions.find((each) => each.id === row));
    else if (form.closest("#left")) await write("report", { ...said(form, event.submitter), task: row });
    else await forms[form.id](form);
  } catch { show.problem(say("broken")); }
});

one("people").addEventListener("change", async (event) => {
  const line = event.target.closest("[data-row]"), person = line.dataset.row;
  const mark = show.markOf(line);
  if (statusOf(mark)) await write("attend", { person, mark }, () => now.marks.get(person)).catch(() => show.problem(say("broken")));
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button"), row = button?.closest("[data-row]")?.dataset.row;
  if (!button || !vault) return;
  if (button.id === "all-present") {
    for (const person of now.people.filter((each) => each.must && !statusOf(now.marks.get(each.code)))) {
      await write("attend", { person: person.code, mark: "present|||" }, () => now.marks.get(person.code));
    }
    show.marks(now);
    one("people").querySelector("input").focus();
  }
  if ("unnote" in button.dataset) await write("unnote", { note: row });
  if (button.dataset.keep) await send([{ id: row, keep: button.dataset.keep, seen: state.torn.find((each) => each.id === row).seen }]);
  if ("read" in button.dataset) await settle([], { ...state, refused: state.refused.filter((each) => each.id !== row) });
  if (button.id === "send") await send([]);
});

// --- sending --------------------------------------------------------------------------------------------------------

async function send(choices) {
  const left = show.unwritten();
  if (left) { left.focus(); return show.problem(say("unwritten", { where: show.called(left) })); }
  one("send").disabled = true;
  await (turn = turn.catch(() => {}).then(async () => { log = await vault.entries(); })); // another window may have written too
  const sent = [...log], id = now.meeting.id;
  one("kept").textContent = say("sending");
  const answer = await sending.send(address.carried, vault.id, { entries: sent, choices, last: Boolean(now.ended) && totals(now).unmarked === 0 });
  one("send").disabled = false;
  if (answer.status !== 200) return unsent(answer);
  show.problem([answer.synced.clock, ...answer.cautions].filter(Boolean).join(" "));
  if (answer.closed && log.length === sent.length) return gone(id);
  const torn = answer.synced.answers.filter((each) => each.outcome === "conflict");
  const refused = answer.synced.answers.filter((each) => each.outcome === "refused").map((each) => ({ ...each, what: told(sent.find((entry) => entry.id === each.id)) }));
  const before = state.refused.filter((each) => !refused.some((other) => other.id === each.id));
  await settle(sent, { package: answer.package, torn, refused: [...before, ...refused] });
  kept(log.length ? "kept" : "sent"); // what was written while it was on its way is here still
  if (state.torn.length + state.refused.length) {
    one("kept").textContent = say("waiting", { time: show.clock(new Date()), count: state.torn.length + state.refused.length });
    one(state.torn.length ? "torn" : "refused").querySelector("h2").focus();
  }
}

/** What an entry was about, for its writer. */
function told(entry) {
  if (!entry) return "";
  const { says } = entry;
  const about = says.task || says.motion || says.conclusions || says.says || says.ended || now.name(says.person) || "";
  return `${say(`do${entry.do[0].toUpperCase()}${entry.do.slice(1)}`)}: ${entry.do === "vote" ? counted(says) : about}`;
}

/** The totals of a vote in words; what was put to the vote may be gone. */
function counted(says) {
  const motion = now.motions.find((each) => each.id === says.motion)?.says ?? "–";
  const { in_favour, against, abstained, invalid } = says;
  return say("counted", { motion, for: in_favour, against, other: abstained, invalid });
}

async function settle(received, next) {
  await vault.settle(received, next);
  state = next;
  log = log.filter((entry) => !received.includes(entry));
  again();
}

function unsent({ status, says }) {
  if (status === 401 || status === 403) show.problem(say("signedOut"), { href: address.signIn, textContent: say("signing") });
  else show.problem(says ?? say("unsent"));
  kept();
}

async function gone(id) {
  await vaults.forget(vault.id);
  one("done-link").href = `${address.meeting}${id}/`;
  [vault, state, log, now] = [null, null, [], null];
  for (const place of ["people", "agenda", "notes", "ballots", "left", "given", "torn", "refused"]) one(place).replaceChildren();
  show.only("done");
  one("done").querySelector("a").focus();
  network();
}

window.addEventListener("online", network);
window.addEventListener("offline", network);
start().catch(() => show.problem(say("broken")));
