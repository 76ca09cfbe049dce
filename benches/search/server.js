// A static server that keeps count: HTTP/1.1 with keep-alive, ranges, brotli for scripts,
// modules and styles as good hosts do, nothing kept in the browser's cache.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
const COMPRESSED = new Set([".js", ".css", ".wasm"]);

export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/**
 * Serves `folder`, and `pages` (path -> HTML) before it. Returns
 * - `origin`;
 * - `log`: `{ path, status, bytes }` of every reply, bytes of the body as sent; empty it at will;
 * - `latency`: milliseconds before each reply;
 * - `ranges`: false to ignore the header Range, as some hosts do.
 */
export async function serve(folder, pages = {}) {
  const compressed = new Map();
  const site = { log: [], latency: 0, ranges: true };

  async function reply(request) {
    const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
    const headers = {
      "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
      "Cache-Control": "no-store",
      // A clock of 5 µs in the page instead of 100.
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Embedder-Policy": "require-corp",
    };
    if (Object.hasOwn(pages, path)) {
      return { path, status: 200, headers: { ...headers, "Content-Type": TYPES[".html"] }, body: Buffer.from(pages[path]) };
    }
    let body = await readFile(join(folder, normalize(path))).catch(() => null);
    if (!body) return { path, status: 404, headers, body: Buffer.alloc(0) };
    if (COMPRESSED.has(extname(path)) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
      if (!compressed.has(path)) compressed.set(path, brotli(body));
      return { path, status: 200, headers: { ...headers, "Content-Encoding": "br" }, body: compressed.get(path) };
    }
    const range = site.ranges && /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? "");
    if (range && range[0] !== "bytes=-") {
      const [, from, to] = range;
      const start = from ? Number(from) : Math.max(0, body.length - Number(to));
      const end = from && to ? Math.min(Number(to), body.length - 1) : body.length - 1;
      if (start > end) return { path, status: 416, headers, body: Buffer.alloc(0) };
      headers["Content-Range"] = `bytes ${start}-${end}/${body.length}`;
      return { path, status: 206, headers, body: body.subarray(start, end + 1) };
    }
    if (site.ranges) headers["Accept-Ranges"] = "bytes";
    return { path, status: 200, headers, body };
  }

  const server = createServer(async (request, response) => {
    const { path, status, headers, body } = await reply(request);
    if (site.latency) await new Promise((resolve) => setTimeout(resolve, site.latency));
    site.log.push({ path, status, bytes: body.length });
    response.writeHead(status, { ...headers, "Content-Length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  site.origin = `http://127.0.0.1:${server.address().port}`;
  site.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return site;
}
