// A small site, built and served.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CASA } from "./indexed.js";
import { serve } from "./server.js";

const CONFIG = fileURLToPath(new URL("../../../netlify.toml", import.meta.url));
const THEMES = fileURLToPath(new URL("../../../themes", import.meta.url));

/** Builds files (path below `content/` -> text) with the themes of this repository and serves the site. */
export async function built(files) {
  const root = mkdtempSync(join(tmpdir(), "casa-built-"));
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  symlinkSync(THEMES, join(root, "themes"));
  execFileSync(CASA, ["build", "--root", root, "--no-cache", "--quiet"], { stdio: ["ignore", "ignore", "inherit"] });
  const server = await serve(join(root, "public"), CONFIG);
  return {
    origin: server.origin,
    async close() {
      await server.close();
      rmSync(root, { recursive: true });
    },
  };
}
