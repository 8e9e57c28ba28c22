// The only two things that are asked of the server: the key once more, and what became of the log.

const cookie = (name) => document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

async function ask(address, how) {
  const answer = await fetch(address, { ...how, redirect: "error", signal: AbortSignal.timeout(30000) }).catch(() => null);
  if (!answer) return { status: 0 };
  return { status: answer.status, ...await answer.json().catch(() => ({})) };
}

/** The key for whoever is signed in; nothing without a network or for anybody else. */
export async function key(base, id) {
  if (!navigator.onLine) return "";
  return (await ask(`${base}${id}.json`, {})).key ?? "";
}

/** Sends the log with what was decided. `status` is 0 without a network; `says` tells why not. */
export function send(base, id, { entries, choices, last }) {
  const body = JSON.stringify({ clock: Date.now(), entries, choices, last });
  const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
  return ask(`${base}${id}.json`, { method: "POST", body, headers });
}
