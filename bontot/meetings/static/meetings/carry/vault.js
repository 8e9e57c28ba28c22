// What a telephone keeps of a meeting: locked with AES-GCM under a key that the server made for it. The key itself lies here
// only wrapped by the password; in the clear it is in memory alone, and cannot be taken out of it.

const NAME = "bontot-mang-theo";
const ROUNDS = 600000;
const text = new TextEncoder();

/** @returns {Promise<IDBDatabase>} */
function database() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("carried", { keyPath: "id" });
      opening.result.createObjectStore("log", { keyPath: ["carried", "place"] });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

/** Runs `work` on the stores in one transaction; resolves with the results of the requests that it gives back. */
async function within(mode, work) {
  const db = await database();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = db.transaction(["carried", "log"], mode);
      const asked = work(transaction.objectStore("carried"), transaction.objectStore("log")) ?? [];
      transaction.oncomplete = () => resolve(asked.map((request) => request.result));
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    db.close();
  }
}

const entriesOf = (id) => IDBKeyRange.bound([id, 0], [id, Infinity]);
const bytes = (said) => Uint8Array.from(atob(said), (sign) => sign.charCodeAt(0));
const byServer = (record) => Date.now() + record.off;

async function lock(key, id, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = text.encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(id) }, key, plain) };
}

async function unlock(key, id, locked) {
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: locked.iv, additionalData: text.encode(id) }, key, locked.data);
  return JSON.parse(new TextDecoder().decode(plain));
}

async function wrapping(password, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(password.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/** Stores a meeting just handed over by the server, its key wrapped by the password. */
export async function keep(handed, password) {
  const salt = crypto.getRandomValues(new Uint8Array(16)), iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.importKey("raw", bytes(handed.key), "AES-GCM", true, ["encrypt", "decrypt"]);
  const wrapped = await crypto.subtle.wrapKey("raw", key, await wrapping(password, salt, ROUNDS), { name: "AES-GCM", iv });
  const state = await lock(key, handed.id, { package: handed.package, torn: [], refused: [] });
  const record = { id: handed.id, when: handed.when, until: handed.until, off: handed.now - Date.now(), salt, rounds: ROUNDS, wrapped, iv, state };
  await within("readwrite", (carried) => { carried.put(record); });
}

/** What is carried and not over yet; what is over is forgotten on the way. */
export async function carried() {
  const [all] = await within("readonly", (records) => [records.getAll()]);
  const over = all.filter((record) => record.until < byServer(record));
  for (const record of over) await forget(record.id);
  return all.filter((record) => !over.includes(record));
}

/** Nothing of this meeting stays; without any meeting, not even the database. */
export async function forget(id) {
  await within("readwrite", (records, log) => { records.delete(id); log.delete(entriesOf(id)); });
  const [left] = await within("readonly", (records) => [records.count()]);
  if (!left) await new Promise((resolve) => { Object.assign(indexedDB.deleteDatabase(NAME), { onsuccess: resolve, onerror: resolve, onblocked: resolve }); });
}

/** @returns {Promise<Vault>} Rejects where the password is not the one it was kept under. */
export async function byPassword(record, password) {
  const wrapper = await wrapping(password, record.salt, record.rounds);
  const key = await crypto.subtle.unwrapKey("raw", record.wrapped, wrapper, { name: "AES-GCM", iv: record.iv }, "AES-GCM", false, ["encrypt", "decrypt"]);
  return new Vault(record, key);
}

/** With the key as the server hands it to whoever is signed in. */
export async function byKey(record, said) {
  return new Vault(record, await crypto.subtle.importKey("raw", bytes(said), "AES-GCM", false, ["encrypt", "decrypt"]));
}

/** An open meeting: its state as last heard from the server, and the log since then. */
class Vault {
  #record;
  #key;

  constructor(record, key) {
    this.#record = record;
    this.#key = key;
  }

  get id() { return this.#record.id; }

  get until() { return new Date(this.#record.until - this.#record.off); }

  async state() {
    const [record] = await within("readonly", (records) => [records.get(this.id)]);
    return unlock(this.#key, this.id, record.state);
  }

  /** @returns {Promise<object[]>} the entries in the order in which they were written, each with its place. */
  async entries() {
    const [rows] = await within("readonly", (_records, log) => [log.getAll(entriesOf(this.id))]);
    return Promise.all(rows.map(async (row) => ({ ...await unlock(this.#key, this.id, row), place: row.place })));
  }

  /** Appends an entry. Its place is found in the same transaction that writes it, so that two open pages never share one. */
  async add(entry) {
    const locked = await lock(this.#key, this.id, entry);
    let place = 0;
    await within("readwrite", (records, log) => {
      records.get(this.id).onsuccess = (event) => {
        const record = event.target.result;
        place = (record.last ?? 0) + 1;
        records.put({ ...record, last: place });
        log.add({ carried: this.id, place, ...locked });
      };
    });
    return { ...entry, place };
  }

  /** The server has answered: what it has received leaves the log in the same transaction that keeps its answer. */
  async settle(received, state) {
    const locked = await lock(this.#key, this.id, state);
    await within("readwrite", (records, log) => {
      for (const entry of received) log.delete([this.id, entry.place]);
      records.get(this.id).onsuccess = (event) => { records.put({ ...event.target.result, state: locked }); };
    });
  }
}
