// Serves a built site on the loopback interface as its host does: the headers
// of netlify.toml, old addresses of `_redirects`, `404.html`.

import { createServer } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".ics": "text/calendar; charset=utf-8",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
  ".wasm": "application/wasm",
};

/**
 * The `[[headers]]` of a netlify.toml, in order: `{ for, values }`. Reads the
 * part of TOML that such a file is written in, and refuses what it cannot.
 */
export function readHeaders(text) {
  const rules = [];
  let at = null;
  for (const [index, raw] of text.split("\n").entries()) {
    const line = raw.trim();
    if (!line || line.startsWith("#")) continue;
    if (line.startsWith("[")) {
      if (line === "[[headers]]") rules.push({ for: null, values: {} });
      at = line;
      continue;
    }
    if (at !== "[[headers]]" && at !== "[headers.values]") continue;
    const pair = /^([\w-]+)\s*=\s*"([^"\\]*)"$/.exec(line);
    if (!pair) throw new Error(`netlify.toml:${index + 1}: not understood: ${line}`);
    const rule = rules.at(-1);
    if (at === "[headers.values]") rule.values[pair[1]] = pair[2];
    else if (pair[1] === "for") rule.for = pair[2];
  }
  return rules;
}

/** The headers of a path: where rules meet, the later one says. */
export function headersFor(rules, path) {
  const headers = {};
  for (const rule of rules) {
    const matches = rule.for.endsWith("*")
      ? path.startsWith(rule.for.slice(0, -1))
      : path === rule.for;
    if (matches) Object.assign(headers, rule.values);
  }
  return headers;
}

/** Old addresses: path -> `{ to, status }`. */
async function readRedirects(site) {
  const text = await readFile(join(site, "_redirects"), "utf8").catch(() => "");
  const lines = text.split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const [from, to, status = "301"] = line.split(/\s+/);
      return [from, { to, status: Number.parseInt(status, 10) }];
    }),
  );
}

/** The stretch of a reply that a Range asks for: one, as browsers ask. */
function cut(reply, range) {
  const asked = reply.status === 200 && /^bytes=(\d+)-(\d+)$/.exec(range);
  if (!asked) return;
  const { length } = reply.body;
  const [from, to] = [Number(asked[1]), Math.min(Number(asked[2]), length - 1)];
  reply.status = from < length ? 206 : 416;
  reply.body = reply.body.subarray(from, to + 1);
  reply.headers["Content-Range"] = from < length ? `bytes ${from}-${to}/${length}` : `bytes */${length}`;
}

/** Compresses a text as hosts do on the fly; for `spoil` of `serve`. */
export function compress(reply) {
  const type = reply.headers["Content-Type"] ?? "";
  if (!/^text\/|json|xml|wasm/.test(type)) return;
  reply.body = brotliCompressSync(reply.body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  reply.headers["Content-Encoding"] = "br";
}

/**
 * Serves the folder `site`. `config` is its netlify.toml. `spoil(path, reply)`
 * may change a reply `{ status, headers, body, ranges }` before it is sent, or
 * return "hang" to never answer or "drop" to break the connection; without
 * `ranges` a Range is not understood.
 */
export async function serve(site, config, spoil = () => {}) {
  const rules = readHeaders(readFileSync(config, "utf8"));
  const redirects = await readRedirects(site);

  async function reply(path) {
    const old = redirects.get(path);
    if (old) return { status: old.status, headers: { Location: old.to }, body: Buffer.alloc(0) };
    const inside = normalize(join(site, path));
    if (inside !== site && !inside.startsWith(site + sep)) return found(404, "/404.html");
    const entry = await stat(inside).catch(() => null);
    if (entry?.isDirectory()) {
      if (!path.endsWith("/")) {
        return { status: 301, headers: { Location: `${path}/` }, body: Buffer.alloc(0) };
      }
      return (await found(200, `${path}index.html`)) ?? found(404, "/404.html");
    }
    return (await found(200, path)) ?? found(404, "/404.html");
  }

  async function found(status, path) {
    const body = await readFile(join(site, path)).catch(() => null);
    if (!body) return status === 404 ? { status, headers: {}, body: Buffer.from("404") } : null;
    const type = TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
    return { status, headers: { "Content-Type": type }, body };
  }

  const server = createServer(async (request, response) => {
    try {
      const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
      const answer = await reply(path);
      answer.headers = { ...answer.headers, ...headersFor(rules, path) };
      answer.ranges = true;
      const fate = await spoil(path, answer);
      if (fate === "hang") return;
      if (fate === "drop") return void request.socket.destroy();
      if (answer.ranges) cut(answer, request.headers.range);
      response.writeHead(answer.status, { ...answer.headers, "Content-Length": answer.body.length });
      response.end(request.method === "HEAD" ? undefined : answer.body);
    } catch (error) {
      response.writeHead(500);
      response.end(String(error));
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
