// How the meeting stands on this telephone: what the server last told, and after it every entry of the log. Nothing is shown
// or stored here.

/** @typedef {{id: string, do: string, at: number, base: string, says: Record<string, string>}} Entry */

const HERE = new Set(["present", "late"]);
export const statusOf = (mark) => mark.split("|")[0];
const here = (mark) => HERE.has(statusOf(mark));

const apply = {
  attend: (now, { says }) => { now.marks.set(says.person, says.mark); },
  note: (now, { id, says }) => { now.notes.push({ id, speaker: now.name(says.speaker), says: says.says }); },
  unnote: (now, { says }) => { now.notes = now.notes.filter((note) => note.id !== says.note); },
  motion: (now, { id, says }) => { now.motions.push({ id, says: says.motion, vote: "", told: "", ...(now.thresholds[says.about] ?? now.thresholds.ordinary) }); },
  vote: (now, { says }) => {
    const motion = now.motions.find((each) => each.id === says.motion);
    if (motion) Object.assign(motion, { vote: voteWord(says), told: "", fresh: true });
  },
  conclude: (now, { says }) => { now.conclusions = says.conclusions; },
  task: (now, { id, says }) => { now.given.push({ id, says: says.task, owner: now.name(says.owner), deadline: says.deadline }); },
  report: (now, { says }) => { now.left = now.left.filter((task) => task.id !== says.task); },
  end: (now, { says }) => { now.ended = says.ended; },
};

export const voteWord = (says) => [says.method, says.in_favour, says.against, says.abstained, says.invalid].join("/");

/** The package with the log upon it. */
export function standing(told, entries) {
  const names = new Map(told.people.map((person) => [person.code, person.name]));
  const now = {
    ...told,
    name: (code) => names.get(code) ?? "",
    marks: new Map(told.people.map((person) => [person.code, person.mark])),
    notes: [...told.notes],
    motions: told.motions.map((motion) => ({ ...motion })),
    left: [...told.left],
    given: [...told.given],
  };
  for (const entry of entries) apply[entry.do](now, entry);
  return now;
}

/** Who came of those who must, and who is not marked yet. */
export function totals(now) {
  const must = now.people.filter((person) => person.must);
  return {
    must: must.length,
    here: must.filter((person) => here(now.marks.get(person.code))).length,
    unmarked: must.filter((person) => !statusOf(now.marks.get(person.code))).length,
  };
}

/** How many count in a vote, and how many of them are there. */
export function base(now) {
  const came = (person) => here(now.marks.get(person.code));
  return {
    base: now.people.filter((person) => person.votes || (person.votes_here && came(person))).length,
    there: now.people.filter((person) => person.votes_here && came(person)).length,
  };
}

/** How many votes are needed. */
export function needed(motion, counted) {
  const [over, under] = motion.part;
  return motion.reached ? Math.ceil((counted * over) / under) : Math.floor((counted * over) / under) + 1;
}

/** A day as people write it, in the order in which days compare; nothing where there is no such day. */
export function day(text) {
  const [, date, month, year] = text.match(/^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$/) ?? [];
  if (!year) return "";
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return found.getUTCMonth() === Number(month) - 1 ? found.toISOString().slice(0, 10) : "";
}
