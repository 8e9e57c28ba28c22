// Keeps the shell of the carried meeting: its page, its scripts, its looks. No name and no record passes through here.
// FILES and VERSION are written above by the server; both change when a file does. FILES[0] is the page itself.

const CACHE = `bontot-shell-${VERSION}`;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("bontot-shell-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

/** The shell answers for itself at once; every other page takes what is new, and what is kept only without a network. */
async function answer(event) {
  const kept = await caches.match(event.request, { ignoreSearch: true, ignoreVary: true });
  if (event.request.mode === "navigate") {
    return kept ?? fetch(event.request).catch(() => caches.match(FILES[0], { ignoreVary: true }));
  }
  if (!kept) return fetch(event.request);
  const client = event.clientId && await self.clients.get(event.clientId);
  const ours = client && new URL(client.url).pathname === FILES[0];
  return ours ? kept : fetch(event.request).catch(() => kept);
}

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event));
});
