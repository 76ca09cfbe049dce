// Bytes of a client's scripts, modules and styles with brotli, quality 11, file by file. Takes
// their folder as argument; Pagefind's modules (`wasm.*`) are compressed already.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotli } from "./server.js";

const folder = process.argv[2];
const sizes = {};
for (const file of readdirSync(folder).sort()) {
  const compressed = /^wasm\./.test(file);
  if (!compressed && !/\.(js|css|wasm)$/.test(file)) continue;
  const bytes = readFileSync(join(folder, file));
  sizes[file] = compressed ? bytes.length : brotli(bytes).length;
}
console.log(JSON.stringify(sizes));
