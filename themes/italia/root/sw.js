// Keeps the site for reading without a network. Only the page of offline.js registers it, when a reader says so.
//
// What is kept belongs to one publication, whose name is the digest of the root of the search index: that names all
// other files of the index by their content, and so stands for every text of the site. The cache of a publication is
// read from when it is whole. When the site is published anew, what was kept is fetched again into a cache of its own,
// which takes the place of the old one at the end. What has a hash in its address never changes and is only copied.

const PREFIX = 'casa-';
const STATE = `${PREFIX}state`;
const scope = new URL(self.registration.scope);
const below = (path) => new URL(path, scope).href;
const CHOICE = below('choice');

// How long a reader waits for a page that is also kept.
const PATIENCE = 6000;
// How many files are fetched at a time.
const AT_ONCE = 6;

const isFixed = (url) => url.startsWith(below('assets/')) || url.startsWith(below('search/shards/'));
const ROOT = below('search/index.casa');
const LIST = below('search/files.casa');
const fresh = { cache: 'no-cache' };

/** What the reader chose: `{ version, search, page }`; null when nothing is to be kept. */
async function state() {
  if (!(await caches.has(STATE))) return null;
  const found = await (await caches.open(STATE)).match(CHOICE);
  return found ? found.json() : null;
}
async function setState(value) {
  await (await caches.open(STATE)).put(CHOICE, Response.json(value));
}

/** The name of what is published now. */
async function latest() {
  const response = await fetch(ROOT, fresh);
  if (!response.ok) throw new Error(`${ROOT}: ${response.status}`);
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return [...new Uint8Array(digest)].slice(0, 8).map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
const cacheOf = (version) => caches.open(PREFIX + version);

/** A page is kept under its address, whatever was asked of it there. */
const bare = (url) => url.split(/[?#]/)[0];

/** What is kept of an address: first of the publication that is whole. */
async function kept(url) {
  const now = await state();
  return now && ((await (await cacheOf(now.version)).match(bare(url))) ?? (await caches.match(bare(url))));
}

async function put(cache, url, response) {
  if (response.ok && response.status === 200 && !response.redirected && (await state())) await cache.put(bare(url), response);
}

/** Fetches a file into a cache, or copies it if it cannot have changed; with a page, what it is shown with. */
async function keep(cache, url) {
  if (isFixed(url) && (await cache.match(url))) return;
  const known = isFixed(url) && (await caches.match(url));
  const response = known || (await fetch(url, isFixed(url) ? {} : fresh));
  // A page may be gone; a server that fails, or a file that pages of this publication name, is another matter.
  if (response.status >= 500 || (isFixed(url) && !response.ok)) throw new Error(`${url}: ${response.status}`);
  const html = response.headers.get('Content-Type')?.startsWith('text/html') ? await response.clone().text() : '';
  await put(cache, url, response);
  await keepAll(cache, [...html.matchAll(/<(?:link|script|img)\b[^>]*?\s(?:href|src)="([^"]+)"/g)]
    .filter(([tag]) => !tag.startsWith('<link') || /rel="(?:stylesheet|icon|preload|modulepreload)"/.test(tag))
    .map(([, address]) => new URL(address, url).href)
    .filter((address) => address.startsWith(scope.href)));
}
async function keepAll(cache, urls, progress = () => {}) {
  const waiting = [...urls];
  let done = 0;
  const work = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) {
      await keep(cache, url);
      progress(++done, urls.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

// What the search loads when it is used, and its page does not name.
const LATER = ['casa-suggest.js', 'casa-facets.js', 'casa-filters.js', 'casa-mark.js'];

/** The whole index; its files come before its root, so that a root that is there has all that it names. */
async function keepSearch(version, page, progress) {
  const cache = await cacheOf(version);
  const list = await (await fetch(LIST, fresh)).text();
  const files = list.trim().split('\n').map((line) => below(`search/${line.split(' ')[1]}`));
  await keepAll(cache, [page, ...files.filter((url) => url !== ROOT)], progress);
  const html = await (await cache.match(bare(page))).text();
  const [, script] = /\ssrc="([^"]+\/casa-search\.js)"/.exec(html);
  await keepAll(cache, LATER.map((file) => new URL(file, new URL(script, page)).href));
  await keep(cache, ROOT);
  if ((await latest()) !== version) throw new Error('published anew meanwhile');
}

/** Brings what is kept to what is published now, once at a time. */
let renewing;
function renew(version) {
  renewing ??= (async () => {
    const choice = await state();
    const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STATE);
    const urls = new Set();
    for (const name of names) for (const { url } of await (await caches.open(name)).keys()) urls.add(url);
    await keepAll(await cacheOf(version), [...urls].filter((url) => !isFixed(url) && url !== ROOT));
    if (choice.search) await keepSearch(version, choice.search);
    // The reader may have had enough meanwhile.
    if (!(await state())) return;
    await setState({ ...choice, version });
    for (const name of names) if (name !== PREFIX + version) await caches.delete(name);
  })().finally(() => { renewing = null; });
  return renewing;
}

/** Keeps what was visited with the publication that it belongs to; a page may be the first of a new one. */
async function remember({ url, mode }, response) {
  const now = await state();
  if (!now) return;
  const version = mode === 'navigate' ? await latest() : now.version;
  await put(await cacheOf(version), url, response);
  if (version !== now.version) await renew(version);
}

/** From the network, or what is kept if that is not there or takes long. */
async function networkFirst(event) {
  const { request } = event;
  const network = fetch(request);
  network.catch(() => {});
  const copy = await kept(request.url);
  const enough = copy && new Promise((_, reject) => { setTimeout(reject, PATIENCE); });
  try {
    const response = await Promise.race([network, enough ?? network]);
    // The root of the index is only kept with all of the index.
    if (request.url !== ROOT && request.url !== LIST) event.waitUntil(remember(request, response.clone()).catch(() => {}));
    return response;
  } catch {
    if (copy) return copy;
    const now = request.mode === 'navigate' && (await state());
    return (now && (await kept(now.page))) || Response.error();
  }
}

/** What has a hash in its address: as kept, or from the network. */
async function keptFirst(event) {
  const { request } = event;
  const found = await caches.match(request.url);
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('Range') ?? '');
  if (found && range) return cut(await found.arrayBuffer(), Number(range[1]), Number(range[2]));
  if (found) return found;
  const response = await fetch(request);
  const now = await state();
  // Of the index only a whole is of use.
  if (now && request.url.startsWith(below('assets/'))) {
    const copy = response.clone();
    event.waitUntil(cacheOf(now.version).then((cache) => put(cache, request.url, copy)));
  }
  return response;
}

/** The stretch of a file that was asked for. */
function cut(bytes, from, to) {
  if (from >= bytes.byteLength) return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${bytes.byteLength}` } });
  const part = bytes.slice(from, to + 1);
  const range = `bytes ${from}-${from + part.byteLength - 1}/${bytes.byteLength}`;
  return new Response(part, { status: 206, headers: { 'Content-Range': range, 'Content-Type': 'application/octet-stream' } });
}

const tasks = {
  /** Begins: keeps the page of the switch, the home and the page that the reader came from. */
  async on({ page, pages }) {
    const version = await latest();
    await setState({ version, page });
    await keepAll(await cacheOf(version), [page, scope.href, ...pages]);
  },
  /** Keeps the search too, with its page. */
  async search({ search }, progress) {
    const version = await latest();
    const now = await state();
    if (version !== now.version) await renew(version);
    await keepSearch(version, search, progress);
    await setState({ ...(await state()), search });
  },
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope.href)) return;
  if (isFixed(request.url)) event.respondWith(keptFirst(event));
  else if (!request.headers.has('Range')) event.respondWith(networkFirst(event));
});
self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const progress = (done, all) => port.postMessage({ done, all });
  event.waitUntil(tasks[event.data.task](event.data, progress)
    .then(() => port.postMessage({ over: true }), (error) => port.postMessage({ over: true, error: String(error) })));
});
