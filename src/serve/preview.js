// Reloads the page when the site changes, keeping the place in it, and shows problems over it.
(() => {
  // Of the page that this script stands on: what came later would otherwise be missed.
  const { version } = document.currentScript.dataset;
  const PLACE = "casa-preview-place";
  const place = sessionStorage.getItem(PLACE);
  if (place) {
    sessionStorage.removeItem(PLACE);
    const [path, y] = JSON.parse(place);
    if (path === location.pathname) scrollTo(0, y);
  }

  const panel = document.createElement("pre");
  panel.setAttribute("role", "alert");
  Object.assign(panel.style, {
    position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: "0",
    padding: "1rem 1.5rem", background: "#1c1f26", color: "#f5f5f5", zIndex: "2147483647",
    font: "14px/1.45 ui-monospace, monospace", whiteSpace: "pre", borderTop: "4px solid #d9364f",
  });

  const showProblems = async () => {
    const problems = await (await fetch("/_casa/problems")).text();
    panel.textContent = problems;
    if (problems) document.body.append(panel);
    else panel.remove();
    return problems;
  };

  const follow = () => {
    const events = new EventSource(`/_casa/events?version=${version}`);
    let lost = false;
    events.addEventListener("open", () => { if (lost) location.reload(); });
    events.addEventListener("error", () => { lost = true; });
    events.addEventListener("change", async () => {
      if (await showProblems()) return;
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
      location.reload();
    });
  };

  showProblems();
  follow();
})();
