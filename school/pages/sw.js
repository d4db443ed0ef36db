/** Keeps the whole site at the first visit, so that it opens without a network. Made by school/assemble.py. */

// Another copy of the site at the same host has a store of its own.
const MINE = `premier-llm ${registration.scope} `;
const CACHE = MINE + "$version";
const FILES = $files;
// Names there change with contents: what the browser has of them is right.
const LASTING = "fichiers/";

addEventListener("install", (event) => {
  const fresh = FILES.map(
    (file) => new Request(file, { cache: file.startsWith(LASTING) ? "default" : "no-cache" }),
  );
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(fresh)));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(MINE) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      // The page that asked for it is served from the store from now on.
      .then(() => clients.claim()),
  );
});

addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  event.respondWith(answer(event, address));
});

async function answer(event, address) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(address, { ignoreSearch: true });
  if (kept !== undefined) return kept;
  const found = await fetch(event.request);
  // Not all of them are fetched beforehand: what a page did want is kept too.
  if (found.ok && address.href.startsWith(registration.scope + LASTING))
    event.waitUntil(cache.put(address, found.clone()).catch(() => {}));
  return found;
}
