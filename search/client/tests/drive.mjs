// Drives the client in Node as a browser would: the real module and engine,
// files from folders. Argument: `{ folders, ranges }` as JSON, the folders of
// the indexes (the client is in the first) and whether the host understands
// Range. Each line of standard input is a query as JSON, and is answered by a
// line: the results, or `{ error, index, file }`. Instead of a query, `"fetched"`
// asks for the names of the files fetched so far, ranges included, and forgets
// them.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { folders, ranges } = JSON.parse(process.argv[2]);
const indexes = folders.map((folder) => pathToFileURL(`${folder}/`));
let fetched = [];

// Node's own fetch does not read files.
globalThis.fetch = async (address, { headers = {} } = {}) => {
  const { Range: range } = headers;
  fetched.push([new URL(address).pathname.split("/").pop(), range].filter(Boolean).join(" "));
  const bytes = await readFile(new URL(address)).catch(() => null);
  if (!bytes) return new Response(null, { status: 404 });
  if (!range || !ranges) return new Response(bytes);
  const [from, to] = /^bytes=(\d+)-(\d+)$/.exec(range).slice(1).map(Number);
  if (from >= bytes.length) return new Response(null, { status: 416 });
  return new Response(bytes.subarray(from, to + 1), { status: 206 });
};

const { createEngine } = await import(new URL("casa-engine.mjs", indexes[0]));
const engine = createEngine(indexes.map(({ href }) => href));

async function answer(query) {
  if (query === "fetched") return fetched.splice(0);
  const failure = ({ kind, index, file }) => ({ error: kind, index, file });
  return engine.search(query).catch(failure);
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
