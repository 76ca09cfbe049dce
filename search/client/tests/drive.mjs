// Drives the client in Node as a browser would: the real module and engine,
// files from a folder. Arguments: the folder of a site, and one query as JSON
// a line on standard input. Prints one reply as JSON a line.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// Node's own fetch does not read files.
globalThis.fetch = async (address) => {
  const bytes = await readFile(new URL(address)).catch(() => null);
  return bytes ? new Response(bytes) : new Response(null, { status: 404 });
};

const index = pathToFileURL(`${process.argv[2]}/search/`);
const { createEngine } = await import(new URL("casa-engine.mjs", index));
const engine = createEngine(index.href);

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await engine.search(JSON.parse(line)).catch((error) => ({ error: error.kind }));
  console.log(JSON.stringify(answer));
}
