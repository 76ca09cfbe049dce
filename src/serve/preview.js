// Reloads the page when the site changes, keeping the place in it, and shows what is wrong with the
// site in a panel over it. A panel that was closed stays closed until something else is wrong. With
// a token, a click on a text opens it in the editor.
(() => {
  // Of the page that this script stands on: what came later would otherwise be missed.
  const { version, token } = document.currentScript.dataset;
  const PLACE = "casa-preview-place";
  const CLOSED = "casa-preview-closed";
  const place = sessionStorage.getItem(PLACE);
  if (place) {
    sessionStorage.removeItem(PLACE);
    const [path, y] = JSON.parse(place);
    if (path === location.pathname) scrollTo(0, y);
  }

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    .panel, .open { position: fixed; z-index: 2147483647; background: #1c1f26; color: #f5f5f5;
      font: 1rem/1.5 system-ui, sans-serif; }
    .panel { inset: auto 0 0 0; max-height: 60vh; overflow: auto; padding: 1rem 1.5rem 1.5rem;
      border-top: 4px solid #f0b429; }
    .panel.errors { border-color: #ff6b7d; }
    header { display: flex; align-items: center; justify-content: space-between; gap: 1rem; }
    h2, h3, p, ul { margin: 0; padding: 0; font-size: 1rem; }
    h3 { margin-top: 1rem; overflow-wrap: anywhere; }
    ul { list-style: none; }
    li { margin-top: .75rem; padding-left: .75rem; border-left: 3px solid #f0b429; }
    li.error { border-color: #ff6b7d; }
    .place, pre, code { font: .875rem/1.5 ui-monospace, monospace; }
    .place, .help { color: #c3c9d5; overflow-wrap: anywhere; }
    pre { margin: .25rem 0; overflow-x: auto; }
    mark { background: #ffd166; color: #1c1f26; }
    button { font: inherit; color: inherit; background: #2d323d; border: 1px solid #8d95a5;
      border-radius: 4px; padding: .25rem .75rem; min-height: 2.75rem; cursor: pointer; }
    button.place { min-height: 0; padding: 0 .25rem; text-align: start; }
    .said { position: fixed; inset: auto auto 1rem 1rem; z-index: 2147483647; padding: .5rem 1rem;
      background: #1c1f26; color: #f5f5f5; border-radius: 4px; font: 1rem/1.5 system-ui, sans-serif; }
    .open { right: 1rem; bottom: 1rem; border-radius: 4px; }
    :focus-visible { outline: 3px solid #7cc4ff; outline-offset: 2px; }
    .panel:focus { outline: none; }`;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  // The line, with what is wrong in it marked; columns count characters.
  const sourceLine = ({ source, place }) => {
    const letters = Array.from(source);
    const end = place.end_line === place.line ? place.end_column : letters.length + 1;
    const part = (from, to) => letters.slice(from - 1, to - 1).join("");
    const marked = part(place.column, Math.max(end, place.column + 1));
    const line = element("pre", {}, part(1, place.column));
    if (marked) line.append(element("mark", {}, marked));
    line.append(part(Math.max(end, place.column + 1), letters.length + 1));
    return line;
  };

  const item = (problem, words) => {
    const { severity, code, message, place, help } = problem;
    const what = element("p", {}, element("strong", {}, `${words[severity]}: `), message);
    const made = element("li", { class: severity }, what);
    if (place) {
      const at = `${place.file}:${place.line}:${place.column}`;
      const name = code ? `${at} ${code}` : at;
      const opens = element(token ? "button" : "p", { class: "place" }, name);
      if (token) opens.addEventListener("click", () => open([{ file: place.file, line: place.line }]));
      made.append(opens);
    }
    if (problem.source) made.append(sourceLine(problem));
    if (help) made.append(element("p", { class: "help" }, help));
    return made;
  };

  const group = (file, words) => {
    const title = file.is_here ? `${file.name} (${words.here})` : file.name || words.site;
    const list = element("ul", {}, ...file.problems.map((problem) => item(problem, words)));
    return element("section", {}, element("h3", {}, title), list);
  };

  const host = element("div", { "data-casa-preview": "" });
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  shadow.adoptedStyleSheets = [sheet];

  const notice = element("div");
  notice.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];

  // Opens the first of some places that the preview knows; says why if it knows none.
  const open = async (places) => {
    let reason = "";
    for (const place of places) {
      const address = `/_casa/open?${new URLSearchParams(place).toString().replaceAll("+", "%20")}`;
      const answer = await fetch(address, { method: "POST", headers: { "X-Casa-Token": token } });
      if (answer.ok) return;
      reason ||= await answer.text();
    }
    document.body.append(notice);
    notice.shadowRoot.replaceChildren(element("p", { class: "said", role: "status" }, reason));
  };

  const BLOCK = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, td, th, caption, figcaption, blockquote, pre";
  const BUSY = "a, area, button, input, select, textarea, label, summary, audio, video, [role=button]";
  const MARK = `:is(${BLOCK}):hover:not(:has(:is(${BLOCK}, ${BUSY}):hover)) { outline: 1px dashed; outline-offset: 2px; }`;

  const textOf = (block) => block.textContent.trim().slice(0, 400);

  // A click on a text opens its line; one that selects, or on what does something else, does not.
  const openOnClick = () => {
    const marks = new CSSStyleSheet();
    marks.replaceSync(MARK);
    document.adoptedStyleSheets.push(marks);
    document.addEventListener("click", (event) => {
      notice.remove();
      const isPlain = !event.defaultPrevented && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!isPlain || !getSelection().isCollapsed || event.target.closest(BUSY)) return;
      const block = event.target.closest(BLOCK);
      if (!block) return;
      const text = textOf(block);
      const same = [...document.querySelectorAll(BLOCK)].filter((other) => textOf(other) === text);
      // What a list shows of another page stands in the file of that page.
      const shown = block.closest("li, article, tr")?.querySelector("a[href]");
      const pages = shown?.origin === location.origin ? [location.pathname, shown.pathname] : [location.pathname];
      open(pages.map((page, n) => ({ page, text, before: n ? 0 : same.indexOf(block) })));
    });
  };

  // What is wrong, whichever line it has moved to and whichever page is on show.
  const nameOf = (panel) => {
    const problems = panel.files.flatMap((file) => file.problems);
    const names = problems.map(({ place, message }) => `${place?.file} ${message}`);
    return JSON.stringify(names.sort());
  };

  // Closes the panel, if it is open; for who is not busy with something else on the page.
  let onEscape = null;
  const isFree = () => [document.body, host, null].includes(document.activeElement);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isFree()) onEscape?.();
  });

  const drawButton = (panel, focus) => {
    onEscape = null;
    const button = element("button", { type: "button", class: "open" }, panel.title);
    button.addEventListener("click", () => {
      sessionStorage.removeItem(CLOSED);
      drawPanel(panel);
      shadow.querySelector(".panel").focus({ preventScroll: true });
    });
    shadow.replaceChildren(button);
    if (focus) button.focus({ preventScroll: true });
  };

  const drawPanel = (panel) => {
    const close = element("button", { type: "button" }, panel.close);
    const title = element("h2", { id: "title" }, panel.title);
    // Told to those who do not see it: errors at once, the rest when there is a pause.
    const live = element("div", { role: panel.has_errors ? "alert" : "status" });
    const dialog = element("div", {
      class: panel.has_errors ? "panel errors" : "panel",
      role: "dialog",
      "aria-labelledby": "title",
      tabindex: "-1",
      lang: panel.lang,
    }, element("header", {}, title, close), live);
    const shut = () => {
      sessionStorage.setItem(CLOSED, nameOf(panel));
      drawButton(panel, true);
    };
    close.addEventListener("click", shut);
    onEscape = shut;
    shadow.replaceChildren(dialog);
    live.append(...panel.files.map((file) => group(file, panel)));
    if (panel.more) live.append(element("p", {}, panel.more));
  };

  const showProblems = async () => {
    const answer = await (await fetch(`/_casa/problems?page=${location.pathname}`)).text();
    if (!answer) {
      host.remove();
      onEscape = null;
      sessionStorage.removeItem(CLOSED);
      return;
    }
    const panel = JSON.parse(answer);
    document.body.append(host);
    if (sessionStorage.getItem(CLOSED) === nameOf(panel)) {
      drawButton(panel, false);
      return;
    }
    drawPanel(panel);
    // Escape closes it at once; who is writing on the page already is left alone.
    if (panel.has_errors && isFree()) shadow.querySelector(".panel").focus({ preventScroll: true });
  };

  const follow = () => {
    const events = new EventSource(`/_casa/events?version=${version}`);
    let lost = false;
    events.addEventListener("open", () => { if (lost) location.reload(); });
    events.addEventListener("error", () => { lost = true; });
    events.addEventListener("problems", showProblems);
    events.addEventListener("change", () => {
      sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
      location.reload();
    });
  };

  // Links to pages that wait say so, in whatever theme.
  const markWaiting = async () => {
    const waiting = Object.entries(await (await fetch("/_casa/waiting")).json());
    const rules = waiting.map(([url, what]) =>
      `a[href=${JSON.stringify(url)}]::after { content: ${JSON.stringify(` (${what})`)}; }`);
    const marks = new CSSStyleSheet();
    marks.replaceSync(rules.join("\n"));
    document.adoptedStyleSheets.push(marks);
  };

  if (token) openOnClick();
  markWaiting();
  showProblems();
  follow();
})();
