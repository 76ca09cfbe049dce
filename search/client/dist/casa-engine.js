const BOUNDARY = 1;
const MAX_PAYLOAD = 1 << 26;
const PATIENCE = 20_000;
const MAX_ROUNDS = 8;
export class SearchError extends Error {
constructor(kind, cause) {
super(`search: ${kind}`, { cause });
this.kind = kind;
}
}
export function createEngine(index, wasm = new URL("casa_search.wasm", import.meta.url)) {
const folder = new URL(index, globalThis.document?.baseURI ?? import.meta.url);
let session;
async function attempt(work) {
try {
session ??= openSession(folder, wasm, "default");
return await work(await session);
} catch (first) {
if (first.kind === "unsupported") {
session = undefined;
throw first;
}
const again = openSession(folder, wasm, "reload");
session = again;
try {
return await work(await again);
} catch (second) {
if (session === again) session = undefined;
throw second instanceof SearchError ? second : new SearchError("corrupt", second);
}
}
}
return {
search: (query) => attempt((open) => open.search(query)),
preload: () => attempt((open) => open.search({ text: " ", limit: 0 })).then(() => {}),
filters: () =>
attempt((open) => open.search({ limit: 0, facets: true })).then((found) => found.facets),
};
}
async function openSession(folder, wasm, cache) {
if (!globalThis.WebAssembly || !globalThis.DecompressionStream) {
throw new SearchError("unsupported");
}
const bytes = await (await get(wasm, cache)).arrayBuffer();
let module;
try {
module = (await WebAssembly.instantiate(bytes, {})).instance.exports;
} catch (cause) {
throw new SearchError("unsupported", cause);
}
if (module.boundary?.() !== BOUNDARY) throw new SearchError("version");
const coming = new Map();
function fetchFile(path) {
let file = coming.get(path);
if (!file) {
file = load(path);
coming.set(path, file);
}
return file;
}
async function load(path) {
const mode = cache === "reload" ? cache : path.includes("/") ? "default" : "no-cache";
const payload = await inflate((await get(new URL(path, folder), mode)).body);
const status = module.insert(...give(module, encode(path)), ...give(module, payload));
if (status) throw new SearchError(status === 2 ? "version" : "corrupt");
}
return {
async search(query) {
const request = encode(write(query));
for (let round = 0; round < MAX_ROUNDS; round++) {
const length = module.ask(...give(module, request));
const reply = new Uint8Array(module.memory.buffer, module.reply_address(), length);
const answer = JSON.parse(new TextDecoder().decode(reply));
if (answer.error) throw new SearchError(answer.error);
if (!answer.need) return read(answer);
await Promise.all(answer.need.map(fetchFile));
}
throw new SearchError("corrupt");
},
};
}
async function get(address, cache) {
let response;
try {
response = await fetch(address, { cache, signal: AbortSignal.timeout(PATIENCE) });
} catch (cause) {
throw new SearchError("missing", cause);
}
if (!response.ok) throw new SearchError("missing");
return response;
}
async function inflate(body) {
const chunks = [];
let length = 0;
try {
const reader = body.pipeThrough(new DecompressionStream("deflate-raw")).getReader();
for (let next = await reader.read(); !next.done; next = await reader.read()) {
length += next.value.length;
if (length > MAX_PAYLOAD) throw new SearchError("corrupt");
chunks.push(next.value);
}
} catch (cause) {
throw new SearchError("corrupt", cause);
}
const payload = new Uint8Array(length);
let at = 0;
for (const chunk of chunks) {
payload.set(chunk, at);
at += chunk.length;
}
return payload;
}
function give(module, bytes) {
const address = module.alloc(bytes.length);
new Uint8Array(module.memory.buffer, address, bytes.length).set(bytes);
return [address, bytes.length];
}
const encode = (text) => new TextEncoder().encode(text);
function write(query) {
const lines = [["text", query.text ?? ""]];
if (query.language) lines.push(["language", query.language]);
if (query.limit !== undefined) lines.push(["limit", query.limit]);
if (query.offset) lines.push(["offset", query.offset]);
if (query.growing) lines.push(["growing"]);
if (query.facets) lines.push(["facets"]);
for (const [facet, values] of Object.entries(query.filters ?? {})) {
for (const value of values) lines.push(["filter", facet, value]);
}
const clean = (word) => String(word).replace(/[\t\n]/g, " ");
return lines.map((line) => line.map(clean).join("\t")).join("\n");
}
function read({ total, hits, facets }) {
return {
total,
hits: hits.map((hit) => ({
...hit,
score: new Float32Array(Uint32Array.of(hit.score).buffer)[0],
})),
facets: facets.map((facet) => ({
...facet,
values: facet.values.map(([value, count]) => ({ value, count })),
})),
};
}
