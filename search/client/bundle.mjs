// Makes the files that are served from the scripts and the style in `js/`:
//
//   node bundle.mjs [FOLDER]
//
// into `dist/` or another folder. A script at the top becomes one file with
// all that it imports but for other scripts at the top: these stay files of
// their own beside it.

import { readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";

const here = fileURLToPath(new URL(".", import.meta.url));
const to = process.argv[2] ?? join(here, "dist");

const apart = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /\/casa-[a-z]+\.js$/ }, ({ kind, path }) =>
      kind === "entry-point" ? undefined : { path: `./${basename(path)}`, external: true },
    );
  },
};

const options = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  write: false,
  plugins: [apart],
};

// What comes of one script is imported once, however many modules name it.
function together(text) {
  const from = new Map();
  const rest = text.replace(/^import \{([^}]*)\} from "([^"]+)";\n/gm, (_, names, file) => {
    from.set(file, [...(from.get(file) ?? []), names.trim()]);
    return "";
  });
  const imports = [...from].map(([file, names]) => `import { ${names.join(", ")} } from "${file}";\n`);
  return imports.join("") + rest;
}

const terse = {
  module: true,
  ecma: 2022,
  compress: { passes: 3, keep_fargs: false, pure_getters: true, unsafe_arrows: true },
  mangle: true,
};

for (const file of await readdir(join(here, "js"))) {
  const isStyle = file.endsWith(".css");
  if (!isStyle && !file.endsWith(".js")) continue;
  const { outputFiles } = await build({ ...options, minify: isStyle, entryPoints: [`js/${file}`] });
  const [{ text }] = outputFiles;
  const code = isStyle ? text.trim() : (await minify(together(text), terse)).code;
  await writeFile(join(to, file), code);
}
