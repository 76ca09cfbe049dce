// Small comforts; everything works without: menus close by themselves, pages have a print button.
const menus = document.querySelectorAll('.submenu');
const close = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
document.addEventListener('click', (event) => {
  if (matchMedia('(min-width: 992px)').matches) close(event.target.closest('.submenu'));
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  const open = document.querySelector('.submenu[open]');
  if (!open) return;
  close();
  open.querySelector('summary').focus();
});
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
