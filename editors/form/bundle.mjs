// Makes the files of the form from the sources here and the packages of package-lock.json:
//
//   npm ci --ignore-scripts && node bundle.mjs [FOLDER]
//
// into `dist/` or another folder: the script, packed as the program has it in itself, its fonts and
// the licences of all that is in them. The bytes are the same wherever they are made.

import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const to = process.argv[2] ?? join(here, "dist");
const packages = join(here, "node_modules");
const cms = join(packages, "@sveltia/cms");

/** What no field of a schema needs: maps, code in colours, the pictures of some telephones, fields
 * and previews made by others. */
const UNUSED = /^(@shikijs|leaflet|terra-draw|svgo|exifr|immutable)\b|^\.\/chunks\/(shiki|heic|webp|react-dom)/;
/** The languages of the interface: beside English, which is in its script. */
const LANGUAGES = ["it"];
/** What it says only in English, by its keys. */
const ITALIAN = JSON.parse(await readFile(join(here, "src/italian.json"), "utf8"));
/** Its fonts: names there, and here. */
const FONTS = ["material-symbols-outlined", "source-sans-3", "noto-mono"];

/** What its script has, what is to stand there, and how often: once if nothing says it. */
const CHANGES = [
  // Whether GitHub works is asked of nobody but GitHub.
  [/let\{status:\{indicator:(\w+)\}\}=await \w+\(\w+\)/g, 'let{status:{indicator:$1}}={status:{indicator:"none"}}'],
  [/`ar,bg,ca[\w,-]+`/g, `\`${["en-US", ...LANGUAGES]}\``],
  // A group that folds is open as long as it is empty, without a word that Decap refuses.
  [/(collapsed:(\w+)=!1\}\)=>\{[^{}]*if\()\2===`auto`\)/g, "$1$2)"],
  // The fonts are beside it, and no others are to be fetched.
  [/@font-face \{[^}]*cdn\.jsdelivr[^}]*\}/g, "", FONTS.length],
  ...FONTS.map((font) => [new RegExp(`assets/${font}-[\\w-]+\\.woff2`, "g"), `${font}.woff2`]),
];

/** Words with more of them; no translation of others is replaced. */
function merged(words, more) {
  const all = { ...words };
  for (const [key, value] of Object.entries(more)) {
    if (typeof value === "object") all[key] = merged(words[key] ?? {}, value);
    else if (key in words) throw new Error(`${key} is translated already`);
    else all[key] = value;
  }
  return all;
}

const plugin = {
  name: "form",
  setup({ onResolve, onLoad }) {
    const none = (path) => ({ path: "unused", namespace: "unused", pluginData: path });
    onResolve({ filter: UNUSED }, ({ path }) => none(path));
    onResolve({ filter: /\/locales\/[\w-]+\.json$/ }, ({ path }) => {
      const isKept = LANGUAGES.some((language) => path.endsWith(`/${language}.json`));
      return isKept ? undefined : none(path);
    });
    onLoad({ filter: /.*/, namespace: "unused" }, () => ({
      contents: 'throw new Error("not part of this form");',
    }));
    onLoad({ filter: /\/locales\/it\.json$/ }, async ({ path }) => {
      const words = merged(JSON.parse(await readFile(path, "utf8")), ITALIAN);
      return { contents: JSON.stringify(words), loader: "json" };
    });
    onLoad({ filter: /@sveltia\/cms\/npm\/index\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [pattern, replacement, times = 1] of CHANGES) {
        const found = contents.match(pattern)?.length ?? 0;
        if (found !== times) throw new Error(`${pattern} is there ${found} times`);
        contents = contents.replace(pattern, replacement);
      }
      return { contents };
    });
  },
};

await rm(to, { recursive: true, force: true });
await mkdir(to, { recursive: true });
const { outputFiles: [{ contents }], metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["src/form.js"],
  bundle: true,
  format: "esm",
  target: "es2023",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  plugins: [plugin],
  metafile: true,
  write: false,
});
await writeFile(join(to, "form.js.gz"), gzipSync(contents, { level: 9 }));
const assets = await readdir(join(cms, "npm/assets"));
for (const font of FONTS) {
  const file = assets.find((name) => name.startsWith(font) && name.endsWith(".woff2"));
  await cp(join(cms, "npm/assets", file), join(to, `${font}.woff2`));
}

// Of each package, and of each font, under what it may be passed on.
const used = Object.keys(metafile.inputs).map((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
const licences = [];
for (const name of [...new Set(used.filter(Boolean))].sort()) {
  const files = await readdir(join(packages, name));
  const file = files.find((file) => /^licen[cs]e/i.test(file));
  licences.push([name, await readFile(join(packages, name, file), "utf8")]);
}
for (const font of FONTS) {
  licences.push([font, await readFile(join(cms, "npm/assets", `${font}.LICENSE.txt`), "utf8")]);
}
const rule = "=".repeat(80);
const text = licences.map(([name, licence]) => `${rule}\n${name}\n${rule}\n\n${licence.trim()}\n`);
await writeFile(join(to, "LICENSES.txt"), text.join("\n"));
console.log(`form.js: ${contents.length} bytes, ${gzipSync(contents, { level: 9 }).length} packed`);
