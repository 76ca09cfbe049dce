// The form of a site, with the files of the site in the browser's own file system, where its backend
// `test-repo` keeps them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CASA } from "./indexed.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** The folder that the backend has there. */
const REPOSITORY = "sveltia-cms-test";
/** The first of December 2026, on which all of the portal is published. */
const DAY = { SOURCE_DATE_EPOCH: "1796126400" };

/** The portal with a form, which keeps its pages in the browser if nothing else is said; `publish`
 * builds it. */
export function portal(editing = "{backend: test-repo}") {
  const root = mkdtempSync(join(tmpdir(), "casa-form-"));
  cpSync(join(ROOT, "content"), join(root, "content"), { recursive: true });
  cpSync(join(ROOT, "themes"), join(root, "themes"), { recursive: true });
  const path = join(root, "content/casa.yaml");
  const configuration = readFileSync(path, "utf8").replace(/^editing:.*\n/m, "");
  writeFileSync(path, `${configuration}\nediting: ${editing}\n`);
  const casa = (...words) =>
    execFileSync(CASA, words, { cwd: root, env: { ...process.env, ...DAY }, encoding: "utf8" });
  return {
    root,
    public: join(root, "public"),
    publish: () => casa("build", "--out", "public", "--no-search", "--cache", join(root, "cache")),
    check: () => casa("check", "--lang", "en"),
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** All files of the portal's content. */
export function contentOf(root) {
  const paths = readdirSync(join(root, "content"), { recursive: true }).map((path) => `content/${path}`);
  return new Map(paths.filter((path) => statSync(join(root, path)).isFile()).map((path) => [path, readFileSync(join(root, path))]));
}

/** The form reads some three hundred pages before it shows one. */
const PATIENCE = 60_000;

/** A page in the browser of somebody who writes, in a context of its own. */
export async function newPage(browser, baseURL, viewport) {
  // What fades in has colours on the way that nobody reads.
  const context = await browser.newContext({ baseURL, locale: "it-IT", reducedMotion: "reduce", viewport });
  context.setDefaultTimeout(PATIENCE);
  return context.newPage();
}

/** Opens the form over files: these are there before it looks for them. */
export async function open(page, files) {
  await page.goto("/robots.txt");
  await fill(page, files);
  await page.goto("/admin/");
}

/** Puts files where the form looks for them. */
async function fill(page, files) {
  const packed = [...files].map(([path, bytes]) => [path, bytes.toString("base64")]);
  await page.evaluate(async ([repository, packed]) => {
    const root = await navigator.storage.getDirectory();
    for (const [path, bytes] of packed) {
      const parts = [repository, ...path.split("/")];
      let folder = root;
      for (const part of parts.slice(0, -1)) {
        folder = await folder.getDirectoryHandle(part, { create: true });
      }
      const file = await folder.getFileHandle(parts.at(-1), { create: true });
      const stream = await file.createWritable();
      await stream.write(Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0)));
      await stream.close();
    }
  }, [REPOSITORY, packed]);
}

/** What the form has written and taken away since `files`: paths with their bytes, or null. */
export async function written(page, files) {
  const found = await page.evaluate(async (repository) => {
    const all = [];
    const walk = async (folder, path) => {
      for await (const [name, handle] of folder.entries()) {
        if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
        else {
          const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
          all.push([path + name, btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))]);
        }
      }
    };
    await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(repository), "");
    return all;
  }, REPOSITORY);
  const after = new Map(found.map(([path, bytes]) => [path, Buffer.from(bytes, "base64")]));
  const changes = new Map([...files.keys()].filter((path) => !after.has(path)).map((path) => [path, null]));
  for (const [path, bytes] of after) {
    if (!files.get(path)?.equals(bytes)) changes.set(path, bytes);
  }
  return changes;
}

/** Opens what the form keeps in the browser. */
export const signIn = async (page) => {
  await page.getByRole("button", { name: /Accedi|Lavora|test/i }).first().click();
  await page.getByRole("listbox").or(page.getByRole("grid")).first().waitFor();
};

/** A part of the form by its name, which stands between signs of direction. */
export const field = (of, name) => of.getByRole("group", { name: `Campo “\u2068${name}\u2069”` });
export const line = (of, name) => of.getByRole("textbox", { name, exact: true }).first();

/** The fields of one language, all of them: the form shows what somebody scrolls to. */
export async function fieldsIn(page, language, last) {
  const pane = page.getByRole("group", { name: `Modifica Contenuto in \u2068${language}\u2069` });
  const shown = pane.getByRole("group", { name: /^Campo/ });
  await shown.first().waitFor();
  while ((await field(pane, last).count()) === 0) await shown.last().scrollIntoViewIfNeeded();
  return pane;
}
