// A site in a folder of its own under `casa serve`.

import { spawn } from "node:child_process";
import { mkdtemp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";

/**
 * Writes `files` (path -> text) into a new folder and previews it, with more
 * arguments if given; ends with the test. Returns `{ origin, folder,
 * write(path, text), remove(path), errors() }`.
 */
export async function preview(test, files, more = []) {
  const casa = process.env.CASA;
  assert.ok(casa && existsSync(casa), "CASA is the path of the casa binary");
  const folder = await mkdtemp(join(tmpdir(), "casa-preview-"));
  const write = async (path, text) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    // At one moment, as editors save: what is half written would be shown as such.
    const whole = join(folder, ".saved");
    await writeFile(whole, text);
    await rename(whole, file);
  };
  for (const [path, text] of Object.entries(files)) await write(path, text);

  const server = spawn(casa, ["serve", "--root", folder, "--port", "0", ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  server.stderr.on("data", (chunk) => { errors += chunk; });
  const ended = new Promise((resolve) => server.once("close", resolve));
  test.after(async () => {
    server.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  });

  const lines = createInterface({ input: server.stdout });
  const address = await new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const found = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (found) resolve(found);
    });
    server.once("close", (code) => reject(new Error(`casa serve ended with ${code}:\n${errors}`)));
    server.once("error", reject);
  });
  return { origin: address, folder, write, remove: (path) => rm(join(folder, path)), errors: () => errors };
}
