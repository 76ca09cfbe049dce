// Makes what is committed under static/ and LICENSES/ out of Bootstrap Italia and of the theme's own CSS.
// Run `npm ci && npm run build` here after changing a template, a *.css of this folder or a version.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from 'sass';
import { PurgeCSS } from 'purgecss';
import { transform } from 'lightningcss';
import subsetFont from 'subset-font';

const here = dirname(fileURLToPath(import.meta.url));
const theme = join(here, '..');
const kit = join(here, 'node_modules/bootstrap-italia');
const read = (...path) => readFileSync(join(...path), 'utf8');

function files(dir) {
  return readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? files(join(dir, entry.name)) : [join(dir, entry.name)]))
    .sort();
}
const templates = files(join(theme, 'templates'));

// The kit's rules, without those for what neither a template nor the generator's markup names.
async function bootstrap() {
  const { css } = compile(join(here, 'bootstrap.scss'), {
    loadPaths: [join(kit, 'src/scss')],
    quietDeps: true,
    silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'mixed-decls', 'if-function', 'abs-percent', 'slash-div'],
    logger: { warn() {}, debug() {} },
  });
  const [result] = await new PurgeCSS().purge({
    content: [...templates, join(here, 'markup.html')],
    css: [{ raw: css }],
    variables: true,
    safelist: { standard: [/^:/, 'html', 'body'] },
    blocklist: ['dropdown-menu', 'dropdown-toggle', 'collapse', 'navbar-toggler', 'nav-mobile', 'cloned', 'disabled', 'is-sticky'],
  });
  return result.css;
}

function minify(css) {
  return transform({
    filename: 'site.css',
    code: Buffer.from(css),
    minify: true,
    targets: { chrome: 105 << 16, firefox: 110 << 16, safari: 16 << 16 },
  }).code.toString();
}

function icons() {
  const sprite = read(kit, 'dist/svg/sprites.svg');
  const wanted = new Set(read(here, 'icons.txt').split('\n').filter((line) => line && !line.startsWith('#')));
  for (const file of templates) {
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/icon\(name="(it-[a-z-]+)"\)/g)) wanted.add(name);
  }
  mkdirSync(join(theme, 'static/icons'), { recursive: true });
  for (const name of [...wanted].sort()) {
    const symbol = sprite.match(new RegExp(`<symbol[^>]*id="${name}"[^>]*>([\\s\\S]*?)</symbol>`));
    if (!symbol) throw new Error(`no icon ${name} in the kit`);
    const viewBox = symbol[0].match(/viewBox="([^"]+)"/)[1];
    writeFileSync(join(theme, 'static/icons', `${name}.svg`), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${symbol[1].trim()}</svg>\n`);
  }
  return wanted.size;
}

// What Italian is written with, the letters of the country's minorities and a little of Europe's names.
const letters =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  'ÀÈÉÌÎÒÓÙÚàáâçèéêëìíîïòóôùúûÄÖÜäöüßñČŠŽčšž' +
  '\u00a0§°ªº«»·©²³½×÷€–—‘’“”•…−';

async function fonts() {
  const from = join(kit, 'dist/fonts/Titillium_Web');
  const to = join(theme, 'static/fonts');
  mkdirSync(to, { recursive: true });
  let size = 0;
  for (const [file, weight] of [['regular', 400], ['600', 600]]) {
    const whole = readFileSync(join(from, `titillium-web-v10-latin-ext_latin-${file}.woff2`));
    const part = await subsetFont(whole, letters, { targetFormat: 'woff2', noHinting: true, keepFeatures: ['kern', 'liga', 'lnum', 'tnum'] });
    writeFileSync(join(to, `titillium-web-${weight}.woff2`), part);
    size += part.length;
  }
  writeFileSync(join(to, 'fonts.css'), minify(read(here, 'css/fonts.css')));
  // Drawn from when the site is built, and not published.
  mkdirSync(join(theme, 'preview'), { recursive: true });
  copyFileSync(join(from, 'titillium-web-v10-latin-ext_latin-700.ttf'), join(theme, 'preview/titillium-web-700.ttf'));
  copyFileSync(join(from, 'OFL.txt'), join(theme, 'LICENSES/Titillium-Web-OFL.txt'));
  copyFileSync(join(kit, 'LICENSE'), join(theme, 'LICENSES/Bootstrap-Italia-BSD-3-Clause.txt'));
  return size;
}

// In the order in which they count: colours and what all pages have, then the pieces, then what overrules them.
const first = ['tokens.css', 'base.css', 'header.css', 'page.css', 'lists.css', 'home.css', 'search.css'];
const last = ['contrast.css', 'print.css'];
const apart = ['documentation.css', 'fonts.css'];
const pieces = readdirSync(join(here, 'css')).sort().filter((file) => ![...first, ...last, ...apart].includes(file));
const own = [...first, ...pieces, ...last];
const kept = await bootstrap();
const banner = '/*! Bootstrap Italia 2.18.3 (BSD-3-Clause), the parts used. See LICENSES/ of the theme. */\n';
const css = banner + minify(kept + '\n' + own.map((file) => read(here, 'css', file)).join('\n'));
mkdirSync(join(theme, 'static/css'), { recursive: true });
writeFileSync(join(theme, 'static/css/site.css'), css);
// Fetched only with pages of a documentation.
writeFileSync(join(theme, 'static/css/documentation.css'), minify(read(here, 'css/documentation.css')));
const type = await fonts();
const count = icons();
const kib = (bytes) => (bytes / 1024).toFixed(1) + ' KiB';
console.log(`site.css ${kib(css.length)}, ${kib(brotliCompressSync(css).length)} brotli (kit ${kib(minify(kept).length)}); fonts ${kib(type)}; ${count} icons`);
