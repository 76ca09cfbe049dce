// Entries of the menu that opened are closed by Escape; where they lie over the page (site.css)
// also by a click elsewhere, or once the focus is elsewhere.
const menus = document.querySelectorAll(".site-menu details");
const close = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
const leave = ({ target }) => { if (matchMedia("(min-width: 48rem)").matches) close(target.closest(".site-menu details")); };
document.addEventListener("click", leave);
document.addEventListener("focusin", leave);
document.addEventListener("keydown", ({ key }) => {
  const open = document.querySelector(".site-menu details[open]");
  if (key !== "Escape" || !open) return;
  close();
  open.querySelector("summary").focus();
});
