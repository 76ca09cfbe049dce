// Small comforts; everything works without: menus close by themselves, pages have a print button,
// the reader may choose the colour scheme, the search gets its styles when it is first used.
const menus = document.querySelectorAll('.submenu');
const close = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
// Where they lie over the page, also by a click elsewhere, or once the focus is elsewhere.
for (const what of ['click', 'focusin']) {
  document.addEventListener(what, (event) => {
    if (matchMedia('(min-width: 992px)').matches) close(event.target.closest('.submenu'));
  });
}
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector('.submenu[open]');
  if (!open) return;
  close();
  open.querySelector('summary').focus();
});

// What is printed is all of the page: pictures that wait are loaded.
addEventListener('beforeprint', () => {
  for (const image of document.querySelectorAll('img[loading=lazy]')) image.loading = 'eager';
});

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// The list of results is the search's own, and has no name to lead to.
document.querySelector('[data-skip-results]')?.addEventListener('click', (event) => {
  event.preventDefault();
  document.querySelector('.casa-search__hits a').focus();
});

const schemes = document.querySelector('[data-scheme-choice]');
if (schemes) {
  const root = document.documentElement;
  for (const choice of schemes.querySelectorAll('input')) {
    choice.checked = choice.value === (root.dataset.scheme ?? '');
    choice.addEventListener('change', () => {
      if (choice.value) root.dataset.scheme = choice.value;
      else delete root.dataset.scheme;
      try {
        if (choice.value) localStorage.setItem('scheme', choice.value);
        else localStorage.removeItem('scheme');
      } catch { /* A browser that keeps nothing forgets the choice. */ }
    });
  }
  schemes.hidden = false;
}

const search = document.querySelector('casa-search[data-style]');
search?.addEventListener('focusin', () => {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = search.dataset.style;
  document.head.append(link);
}, { once: true });
