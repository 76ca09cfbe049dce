// The page from which a reader lets the browser keep the site, sees what is kept, and ends it; root/sw.js does the keeping.
const PREFIX = 'casa-';
const STATE = `${PREFIX}state`;
const root = document.querySelector('[data-offline]');
const { worker, page, search, list } = root.dataset;
const part = (name) => root.querySelector(`[data-part="${name}"]`);
const show = (name, shown) => { part(name).hidden = !shown; };
const { lang } = document.documentElement;
const size = (bytes) => (bytes < 1e6
  ? `${new Intl.NumberFormat(lang).format(Math.ceil(bytes / 1000))} KB`
  : `${new Intl.NumberFormat(lang, { maximumFractionDigits: 1 }).format(bytes / 1e6)} MB`);
const say = (name, more = '') => { part('status').textContent = name ? root.dataset[name] + more : ''; };

async function choice() {
  if (!(await caches.has(STATE))) return null;
  const [entry] = await (await caches.open(STATE)).keys();
  const found = entry && (await (await caches.open(STATE)).match(entry));
  return found ? found.json() : null;
}

/** What is kept, from all caches but that of the choice. */
async function everything() {
  const pages = [];
  let [bytes, files] = [0, 0];
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STATE);
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      const type = response.headers.get('Content-Type') ?? '';
      const blob = await response.blob();
      bytes += blob.size;
      files += 1;
      if (!type.startsWith('text/html')) continue;
      const title = new DOMParser().parseFromString(await blob.text(), 'text/html').querySelector('h1')?.textContent.trim();
      if (title && !pages.some(({ url }) => url === request.url)) pages.push({ url: request.url, title });
    }
  }
  return { bytes, files, pages: pages.sort((a, b) => a.title.localeCompare(b.title, lang)) };
}

/** How much the search would take. */
async function weigh() {
  try {
    const lines = (await (await fetch(list)).text()).trim().split('\n');
    part('weight').textContent = `(${size(lines.reduce((sum, line) => sum + Number.parseInt(line, 10), 0))})`;
  } catch { /* Without a network nobody knows. */ }
}

async function refresh() {
  const now = await choice();
  show('off', !now);
  show('on', now);
  if (!now) return;
  show('search', search && !now.search);
  show('searchable', now.search);
  if (search && !now.search) await weigh();
  const { bytes, files, pages } = await everything();
  part('pages').textContent = pages.length;
  part('files').textContent = files;
  part('size').textContent = size(bytes);
  part('list').replaceChildren(...pages.map(({ url, title }) => {
    const [item, link] = [document.createElement('li'), document.createElement('a')];
    link.href = new URL(url).pathname;
    link.textContent = title;
    item.append(link);
    return item;
  }));
}

/** Asks the worker to do something; tells how far it is. */
async function ask(task, progress = () => {}) {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  const over = new Promise((resolve, reject) => {
    port1.onmessage = ({ data }) => {
      if (data.error) reject(new Error(data.error));
      else if (data.over) resolve();
      else progress(data);
    };
  });
  active.postMessage(task, [port2]);
  return over;
}

async function off() {
  await caches.delete(STATE);
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}

const actions = {
  async on() {
    say('working');
    await navigator.serviceWorker.register(worker);
    const from = document.referrer.startsWith(`${location.origin}/`) ? [document.referrer] : [];
    await ask({ task: 'on', page: new URL(page, location).href, pages: from });
    say('isOn');
  },
  async search() {
    say('working');
    await ask({ task: 'search', search: new URL(search, location).href },
      ({ done, all }) => say('working', ` ${done}/${all}`));
    say('isSearchable');
  },
  async off() {
    await off();
    say('isOff');
  },
};

for (const [task, run] of Object.entries(actions)) {
  const button = root.querySelector(`[data-do="${task}"]`);
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      await run();
    } catch {
      if (task === 'on') await off();
      say('failed');
    }
    button.disabled = false;
    await refresh();
    // The button may be gone: who reads by keyboard goes on from what was said.
    if (button.closest('[hidden]')) part('status').focus();
  });
}

const able = 'serviceWorker' in navigator && 'caches' in globalThis;
show('unable', !able);
// The worker answers with this page where it has no other.
show('missing', location.pathname !== page);
if (able) await refresh();
root.hidden = false;
