// Shows in a tree that is longer than the screen where the page stands.
const here = document.querySelector(".tree [aria-current]");
const tree = here?.closest("nav");
if (tree) tree.scrollTop = here.offsetTop - tree.clientHeight / 2;
