// A catalogue's filters: their links become checkboxes, and the address says which are chosen.
const panel = document.querySelector('[data-catalogue]');
const { catalogue, whole, failed } = panel.dataset;
const list = document.querySelector('[data-list]');
const pager = document.querySelector('.pagination-wrapper');
const status = document.querySelector('[data-found]');
const clear = panel.querySelector('[data-clear]');
const before = [[...list.children], status.textContent];
let rows = whole ? null : before[0];

const boxes = [...panel.querySelectorAll('[data-value]')].map((link) => {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.value = link.dataset.value;
  box.checked = link.hasAttribute('aria-current');
  const label = document.createElement('label');
  label.append(box, ...link.childNodes);
  link.replaceWith(label);
  return box;
});

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
const address = () => `${catalogue}?${new URLSearchParams(chosen().map((value) => value.split(':')))}`.replace(/\?$/, '');

async function load() {
  const page = new DOMParser().parseFromString(await (await fetch(whole)).text(), 'text/html');
  return [...page.querySelector('[data-list]').children];
}

async function show() {
  const values = chosen();
  const facet = (value) => value.split(':')[0];
  if (values.length) rows ??= await load();
  const has = (row, value) => row.dataset.facets.split(' ').includes(value);
  // Any value of a facet, but something of each.
  const fits = (row, but) => values.every((one) => facet(one) === but || values.some((value) => facet(value) === facet(one) && has(row, value)));
  for (const box of rows ? boxes : []) {
    const count = rows.filter((row) => has(row, box.value) && fits(row, facet(box.value))).length;
    box.parentNode.querySelector('.count').textContent = count;
    box.parentNode.classList.toggle('is-none', !count);
  }
  const found = values.length ? rows.filter((row) => fits(row)) : before[0];
  list.replaceChildren(...found);
  if (pager) pager.hidden = values.length;
  clear.hidden = !values.length;
  panel.querySelector('[data-chosen]').textContent = values.length ? `(${values.length})` : '';
  status.textContent = values.length ? status.dataset.found.replace('{n}', found.length).replace('{total}', rows.length) : before[1];
}

const update = () => show().catch(() => { status.textContent = failed; });
function change() {
  // Other pages of the list hold but a part of it.
  if (location.pathname !== catalogue) return location.assign(address());
  history.pushState(null, '', address());
  update();
}
function read() {
  const asked = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = asked.getAll(box.value.split(':')[0]).includes(box.value.split(':')[1]);
  update();
}
panel.addEventListener('change', change);
clear.addEventListener('click', () => {
  for (const box of boxes) box.checked = false;
  panel.querySelector('#filtri').focus();
  change();
});
if (location.pathname === catalogue) {
  addEventListener('popstate', read);
  if (location.search) read();
}
