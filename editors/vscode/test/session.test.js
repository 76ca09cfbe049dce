// A session with `casa lsp` by Microsoft's client library: each request once.
const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { after, before, test } = require("node:test");
const { pathToFileURL } = require("node:url");
const protocol = require("vscode-languageserver-protocol/node");

const casa = path.resolve(process.env.CASA ?? "../../target/debug/casa");
const PAGE = "---\ntitolo: Due\nstato: fato\nvedi: [uno]\n---\n😀 [x](uno.md#capo)\n";
const FILES = {
  "casa.yaml": "title: Prova\nlanguage: it\n",
  "_schema/scheda.yaml":
    "label: Scheda\nsection: schede\nfields:\n" +
    "  titolo: {type: text, role: title, required: true, label: Titolo, help: Chiaro.}\n" +
    "  stato: {type: choice, values: {bozza: Bozza, fatto: Fatto}, label: Stato}\n" +
    "  vedi: {type: ref, to: scheda, many: true, label: Vedi}\n" +
    "  vecchi: {type: text, many: true, role: aliases, label: Vecchi}\n",
  "_schema/pagina.yaml": "label: Pagina\ndefault_for: pages\nfields: {titolo: {type: text, role: title, label: Titolo}}\n",
  "_index.md": "---\ntitolo: Home\n---\n",
  "schede/uno.md": "---\ntitolo: Uno\n---\n## Capo\n\nTesto.\n",
  "schede/due.md": PAGE,
};

let root, server, editor, document;
const told = new Map();
let heard = () => {};

before(async () => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "casa-vscode-")));
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(root, "content", name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
  server = spawn(casa, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  editor = protocol.createProtocolConnection(
    new protocol.StreamMessageReader(server.stdout),
    new protocol.StreamMessageWriter(server.stdin),
  );
  editor.onNotification(protocol.PublishDiagnosticsNotification.type, (params) => {
    told.set(params.uri, params);
    heard();
  });
  editor.listen();
  const rootUri = pathToFileURL(root).href;
  const capabilities = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
  const answer = await editor.sendRequest(protocol.InitializeRequest.type, {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "prova" }],
    capabilities,
  });
  assert.equal(answer.serverInfo.name, "casa");
  await editor.sendNotification(protocol.InitializedNotification.type, {});
  document = { uri: pathToFileURL(path.join(root, "content/schede/due.md")).href };
  await editor.sendNotification(protocol.DidOpenTextDocumentNotification.type, {
    textDocument: { ...document, languageId: "markdown", version: 1, text: PAGE },
  });
});

after(async () => {
  await editor.sendRequest(protocol.ShutdownRequest.type);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  await editor.sendNotification(protocol.ExitNotification.type);
  assert.equal(await ended, 0);
  fs.rmSync(root, { recursive: true });
});

/** What is wrong with the page, once the server has told of this version. */
async function problems(version) {
  while (told.get(document.uri)?.version !== version) {
    await new Promise((resolve) => (heard = resolve));
  }
  return told.get(document.uri).diagnostics;
}

const at = (line, character) => ({ textDocument: document, position: { line, character } });
const name = (uri) => path.basename(uri);

test("what is wrong is told, and again after a change", async () => {
  const [found, ...more] = await problems(1);
  assert.deepEqual([found.code, found.severity, more.length], ["not-in-list", 1, 0]);
  assert.deepEqual(found.range, { start: { line: 2, character: 7 }, end: { line: 2, character: 11 } });
  const range = { start: { line: 2, character: 9 }, end: { line: 2, character: 9 } };
  await editor.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { ...document, version: 2 },
    contentChanges: [{ range, text: "t" }],
  });
  assert.deepEqual(await problems(2), []);
});

test("values are proposed", async () => {
  const list = await editor.sendRequest(protocol.CompletionRequest.type, at(2, 7));
  assert.deepEqual(list.items.map((item) => item.label), ["bozza", "fatto"]);
});

test("a field says what it is for", async () => {
  const hover = await editor.sendRequest(protocol.HoverRequest.type, at(1, 2));
  assert.match(hover.contents.value, /Titolo.*obbligatorio\n\nChiaro\./);
});

test("a link leads to its heading", async () => {
  const found = await editor.sendRequest(protocol.DefinitionRequest.type, at(5, 8));
  assert.deepEqual([name(found.uri), found.range.start.line], ["uno.md", 3]);
});

test("what leads to a page is found", async () => {
  const context = { includeDeclaration: false };
  const found = await editor.sendRequest(protocol.ReferencesRequest.type, { ...at(3, 8), context });
  assert.deepEqual(found.map((place) => place.range.start), [
    { line: 5, character: 7 },
    { line: 3, character: 7 },
  ]);
});

test("a page is renamed with what leads to it", async () => {
  const place = await editor.sendRequest(protocol.PrepareRenameRequest.type, at(3, 8));
  assert.equal(place.placeholder, "uno");
  const edit = await editor.sendRequest(protocol.RenameRequest.type, { ...at(3, 8), newName: "primo" });
  const [links, alias, file] = edit.documentChanges;
  assert.deepEqual(alias.edits.map((e) => e.newText), ['vecchi: ["/schede/uno/"]\n']);
  assert.deepEqual(links.edits.map((e) => e.newText), ["primo", "primo.md#capo"]);
  assert.deepEqual([links.textDocument.version, file.kind, name(file.newUri)], [2, "rename", "primo.md"]);
});

test("the outline has fields and headings", async () => {
  const symbols = await editor.sendRequest(protocol.DocumentSymbolRequest.type, { textDocument: document });
  assert.deepEqual(symbols.map((symbol) => symbol.name), ["titolo", "stato", "vedi"]);
});

test("the normal form is written, and what can be mended", async () => {
  const text = PAGE.replace("titolo: ", "titolo:   ").replace("vedi", "Vedi");
  await editor.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { ...document, version: 3 },
    contentChanges: [{ text }],
  });
  const options = { tabSize: 2, insertSpaces: true };
  const format = { textDocument: document, options };
  const [edit] = await editor.sendRequest(protocol.DocumentFormattingRequest.type, format);
  assert.match(edit.newText, /^titolo: Due\n/);
  const range = { start: { line: 3, character: 0 }, end: { line: 3, character: 0 } };
  const context = { diagnostics: [] };
  const actions = await editor.sendRequest(protocol.CodeActionRequest.type, { textDocument: document, range, context });
  assert.deepEqual(actions.map((action) => action.title), [
    "Scrivi «vedi»",
    "Correggi tutto quello che si corregge da solo",
  ]);
});

/** What may stand at the mark `^` in the page. */
async function proposed(version, marked) {
  const before = marked.slice(0, marked.indexOf("^")).split("\n");
  await editor.sendNotification(protocol.DidChangeTextDocumentNotification.type, {
    textDocument: { ...document, version },
    contentChanges: [{ text: marked.replace("^", "") }],
  });
  const place = at(before.length - 1, before.at(-1).length);
  const list = await editor.sendRequest(protocol.CompletionRequest.type, place);
  return list.items.map((item) => item.textEdit?.newText ?? item.insertText ?? item.label);
}

const head = "---\ntitolo: Due\n";
for (const [i, [what, marked, wanted]] of [
  ["fields", `${head}s^\n---\n`, /^stato: /],
  ["pages in fields", `${head}vedi: [^]\n---\n`, /^uno$/],
  ["pages in links", `${head}---\n[x](^)\n`, /^uno\.md$/],
  ["headings", `${head}---\n[x](uno.md#^)\n`, /^capo$/],
  ["components", `${head}---\n:::cal^\n`, /^callout/],
].entries()) {
  test(`${what} are proposed`, async () => {
    const found = await proposed(10 + i, marked);
    assert.ok(found.some((text) => wanted.test(text)), found.join("\n"));
  });
}
