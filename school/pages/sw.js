/** Keeps the whole site at the first visit, so that it opens without a network. Made by school/assemble.py. */

// Another copy of the site at the same host has a store of its own.
const MINE = `premier-llm ${registration.scope} `;
const CACHE = MINE + "$version";
const FILES = $files;

addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "no-cache" }));
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
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(address, { ignoreSearch: true }))
      .then((kept) => kept ?? fetch(request)),
  );
});
