// A button on every block of code that copies it. It stands in a box without
// height in front of the block, so that nothing moves when it comes.
const { copy, copied } = document.querySelector("script[data-copy]").dataset;
const said = document.createElement("p");
said.className = "copy-said";
said.role = "status";

/** The text of a block; signs of added and removed lines are no part of it. */
const textOf = (block) => (block.querySelector("code") ?? block).textContent.replace(/\n$/, "");

function add(block) {
  const box = document.createElement("div");
  box.className = "copy";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = copy;
  let back = 0;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(textOf(block));
    button.textContent = said.textContent = copied;
    clearTimeout(back);
    back = setTimeout(() => {
      button.textContent = copy;
      said.textContent = "";
    }, 2000);
  });
  box.append(button);
  block.before(box);
}

// Browsers have a clipboard for scripts on safe connections only.
if (navigator.clipboard) {
  document.querySelectorAll("pre").forEach(add);
  document.body.append(said);
}
