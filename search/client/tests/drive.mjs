// Drives the client in Node as a browser would: the real module and engine,
// files from folders. Argument: `{ folders, ranges }` as JSON, the folders of
// the indexes (the client is in the first), whether the host understands Range,
// as `own` what else is said of each index, and as `lang` the language of the
// page that asks, if one does. Each line of standard input is a query as JSON, and is answered by a
// line: the results, or `{ error, index, file }`. Instead of a query, `"fetched"`
// asks for the names of the files fetched so far, ranges included, and forgets
// them, and `"unread"` how many replies there are that nobody has read.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { folders, ranges, own = [], lang } = JSON.parse(process.argv[2]);
const indexes = folders.map((folder) => pathToFileURL(`${folder}/`));
if (lang) globalThis.document = { baseURI: indexes[0].href, documentElement: { lang } };
let fetched = [];
const replies = [];

// Node's own fetch does not read files.
globalThis.fetch = async (address, options) => {
  const reply = await read(address, options);
  replies.push(reply);
  return reply;
};

async function read(address, { headers = {} } = {}) {
  const { Range: range } = headers;
  fetched.push([new URL(address).pathname.split("/").pop(), range].filter(Boolean).join(" "));
  const bytes = await readFile(new URL(address)).catch(() => null);
  if (!bytes) return new Response(null, { status: 404 });
  if (!range || !ranges) return new Response(bytes);
  const [from, to] = /^bytes=(\d+)-(\d+)$/.exec(range).slice(1).map(Number);
  if (from >= bytes.length) return new Response(null, { status: 416 });
  return new Response(bytes.subarray(from, to + 1), { status: 206 });
}

const { createEngine } = await import(new URL("casa-engine.js", indexes[0]));
const engine = createEngine(indexes.map(({ href }, at) => ({ index: href, base: "/", ...own[at] })));

async function answer(query) {
  if (query === "fetched") return fetched.splice(0);
  if (query === "unread") return replies.filter(({ body, bodyUsed }) => body && !bodyUsed).length;
  const failure = ({ kind, index, file }) => ({ error: kind, index, file });
  return engine.search(query).catch(failure);
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
