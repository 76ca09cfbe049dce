// Decap CMS over the files of a site: what it makes of the configuration that `casa build` wrote for
// the form. Its own page is not published by anybody here; it only has to read the same file.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The package as one script: what npm would install for it besides is in it already. */
const PACKAGE = "decap-cms@3.16.3";
const DIGEST = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==";
const CACHE = fileURLToPath(new URL("../node_modules/.cache/decap/", import.meta.url));
const PAGE = `<!doctype html><html lang="it"><meta charset="utf-8"><title>Decap</title>
<body><script>CMS_MANUAL_INIT = true</script><script src="/package/dist/decap-cms.js"></script><script>CMS.init()</script>`;

/** The folder of the package, fetched once. */
function fetched() {
  if (!existsSync(join(CACHE, "package"))) {
    mkdirSync(CACHE, { recursive: true });
    const [name] = execFileSync("npm", ["pack", "--silent", PACKAGE], { cwd: CACHE, encoding: "utf8" }).trim().split("\n");
    const digest = createHash("sha512").update(readFileSync(join(CACHE, name))).digest("base64");
    assert.equal(digest, DIGEST, `${PACKAGE} is not what it was`);
    execFileSync("tar", ["xzf", name], { cwd: CACHE });
  }
  return CACHE;
}

/** Decap's own interface to files that it does not keep itself: `files` are paths with their bytes. */
function answer({ action, params }, files) {
  const entry = (path) => ({ data: files.get(path)?.toString("utf8") ?? "", file: { path, id: path } });
  switch (action) {
    case "info":
      return { repo: "site", publish_modes: ["simple"], type: "local_fs" };
    case "entriesByFolder": {
      const inside = (path) => path === `${params.folder}/${basename(path)}` && path.endsWith(params.extension);
      return [...files.keys()].filter(inside).map(entry);
    }
    case "entriesByFiles":
      return params.files.map(({ path }) => entry(path));
    case "getEntry":
      return entry(params.path);
    default:
      return [];
  }
}

/** Serves Decap with a configuration, over these files. */
export async function decap(configuration, files) {
  const root = fetched();
  const config = configuration.replace('name: "test-repo"', 'name: "proxy"\n  proxy_url: "/files"');
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/files") {
      const asked = JSON.parse(Buffer.concat(await request.toArray()).toString());
      return response.end(JSON.stringify(answer(asked, files)));
    }
    if (pathname === "/") return response.setHeader("content-type", "text/html").end(PAGE);
    if (pathname === "/config.yml") return response.setHeader("content-type", "text/yaml").end(config);
    const path = join(root, pathname);
    response.statusCode = existsSync(path) ? 200 : 404;
    response.setHeader("content-type", pathname.endsWith(".js") ? "text/javascript; charset=utf-8" : "application/wasm");
    return response.end(response.statusCode === 200 ? readFileSync(path) : "");
  });
  await new Promise((ready) => server.listen(0, "localhost", ready));
  const origin = `http://localhost:${server.address().port}`;
  return { origin, close: () => new Promise((done) => server.close(done)) };
}
