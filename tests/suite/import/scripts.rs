//! Sites whose configuration is a script: what is read of it, and what is told of the rest.

use super::lost::Moved;
use crate::support::Site;

impl Moved {
    /// Asserts that the settings have these lines, and that each of these is told.
    #[track_caller]
    fn has(&self, settings: &[&str], told: &[&str]) {
        self.says("casa.yaml", settings);
        self.tells(told);
    }

    #[track_caller]
    fn is_sound(&self) {
        let checked = self.site.casa(&["--lang", "en", "check"]);
        let settings = self.text("casa.yaml");
        assert!(
            checked.out.contains("no problems"),
            "{}{settings}",
            checked.out
        );
    }
}

const GUIDE: [(&str, &str); 3] = [
    ("docs/index.md", "# Home\n"),
    ("docs/guide/a.md", "# A\n"),
    ("docs/guide/b.md", "# B\n"),
];

const SIDE: &str = "export default { '/guide/': [{ text: 'G', items: [{ text: 'B', link: '/guide/b' }, { text: 'A', link: '/guide/a' }] }] }\n";
const NAV: &str = "menu:\n  - {label: A, page: guide/a}\nnav:\n  - G:\n      - B: \"/guide/b\"\n      - A: \"/guide/a\"\n";

#[test]
fn menus_that_functions_return_or_other_scripts_export_are_read() {
    let functions = "import { defineConfig } from 'vitepress'\nexport default defineConfig({ title: 'Fn', themeConfig: { nav: nav(), sidebar: { '/guide/': side() } } })\nfunction nav() { return [{ text: 'A', link: '/guide/a' }] }\nfunction side(): X[] { return [{ text: 'G', items: [{ text: 'B', link: '/guide/b' }, { text: 'A', link: '/guide/a' }] }] }\n";
    let imports = "import { nav } from './nav'\nimport sidebar from './sidebar'\nconst title = 'Fn'\nexport default { title, themeConfig: { nav, sidebar } }\n";
    let nav = (
        "docs/.vitepress/nav/index.ts",
        "export const nav = [{ text: 'A', link: '/guide/a' }]\n",
    );
    let side = ("docs/.vitepress/sidebar.ts", SIDE);
    for files in [
        vec![("docs/.vitepress/config.ts", functions)],
        vec![("docs/.vitepress/config.ts", imports), nav, side],
    ] {
        let files: Vec<(&str, &str)> = files.into_iter().chain(GUIDE).collect();
        let moved = Moved::of(&files);
        moved.has(&["title: Fn\n", NAV], &["not carried over: 0"]);
        moved.is_sound();
    }
}

#[test]
fn what_a_script_computes_in_the_place_of_a_setting_is_told() {
    let config = "export default { title: name(), themeConfig: { nav: [{ text: 'A', link: '/guide/a' }, ...more], sidebar: read('./x') } }\n";
    let files: Vec<(&str, &str)> = [("docs/.vitepress/config.js", config)]
        .into_iter()
        .chain(GUIDE)
        .collect();
    Moved::of(&files).has(
        &["menu:\n  - {label: A, page: guide/a}\n"],
        &[
            "docs/.vitepress/config.js:1: `title`: `name()` is computed, and missing here: write it by hand\n",
            "`themeConfig.nav`: `...more` is computed",
            "`themeConfig.sidebar`: `read('./x')` is computed",
        ],
    );
}

#[test]
fn a_configuration_of_vitepress_may_be_a_folder_of_languages() {
    let files: Vec<(&str, &str)> = [
        (
            "docs/.vitepress/config/index.ts",
            "import { shared } from './shared'\nimport { en } from './en'\nexport default defineConfig({ ...shared, locales: { root: { label: 'English', ...en } } })\n",
        ),
        (
            "docs/.vitepress/config/shared.ts",
            "export const shared = defineConfig({ title: 'Shared', themeConfig: { logo: '/l.svg' } })\n",
        ),
        (
            "docs/.vitepress/config/en.ts",
            "export const en = { lang: 'en-US', themeConfig: { nav: [{ text: 'A', link: '/guide/a' }] } }\n",
        ),
    ]
    .into_iter()
    .chain(GUIDE)
    .collect();
    Moved::of(&files).has(
        &[
            "title: Shared\n",
            "language: en-US\n",
            "menu:\n  - {label: A, page: guide/a}\n",
        ],
        &["config/index.ts:3: the setting `themeConfig.logo` has no effect here\n"],
    );
}

#[test]
fn what_the_theme_of_vuepress_is_told_is_read() {
    let moved = Moved::of(&[
        (
            "docs/.vuepress/config.js",
            "import { defaultTheme } from '@vuepress/theme-default'\nexport default defineUserConfig({\n  locales: { '/': { lang: 'en-US', title: 'V', description: 'D' } },\n  theme: defaultTheme({\n    logo: '/hero.svg',\n    hostname: 'https://v.example',\n    docsRepo: 'a/b', docsDir: 'docs', docsBranch: 'next',\n    navbar: ['/', { text: 'G', children: ['/guide/', '/guide/a.md'] }],\n    sidebar: { '/guide/': [{ text: 'G', children: ['/guide/README.md', { text: 'S', prefix: '/guide/sub/', children: ['b.md'] }] }], '/ref/': 'heading' },\n  }),\n  plugins: [redirectPlugin({ config: { '/old.html': '/guide/' } })],\n})\n",
        ),
        (
            "docs/README.md",
            "---\nhome: true\nheroText: Hello\ntagline: Fast\nactions:\n  - {text: Go, link: /guide/}\nfeatures:\n  - {title: Quick, details: Very.}\nfooter: MIT\n---\n",
        ),
        ("docs/guide/README.md", "# Guide\n\n![h](/hero.svg)\n"),
        ("docs/guide/a.md", "# A\n"),
        ("docs/guide/sub/b.md", "# B\n"),
        (
            "docs/.vuepress/public/hero.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        ),
    ]);
    moved.has(
        &[
            "title: V\ndescription: D\nlanguage: en-US\nbase_url: \"https://v.example/\"\nrepository: \"https://github.com/a/b/tree/next\"\n",
            "menu:\n  - \"/\"\n  - {label: G, page: guide, children: [guide, guide/a]}\n",
        ],
        &["config.js:5: the setting `theme.logo` has no effect here\n"],
    );
    assert!(moved.text("hero.svg").starts_with("<svg"));
    assert!(moved.text("guide/README.md").contains("/old.html"));
    let home = moved.text("README.md");
    let text = "# Hello\n\nFast\n\n- [Go](/guide/)\n\n**Quick**\n: Very.\n\nMIT\n";
    assert!(home.contains(text), "{home}");
    moved.is_sound();
}

#[test]
fn days_of_posts_of_docusaurus_may_be_folders() {
    let moved = Moved::of(&[
        (
            "docusaurus.config.js",
            "module.exports = { title: 'T', presets: [['classic', { blog: { blogTitle: 'The News', blogDescription: 'All of it' } }]],\n themeConfig: { footer: { links: [{ title: 'Legal',\n items: [{ label: 'Terms', to: '/docs/a' }, { html: '<hr>' }] }],\n copyright: 'Mine' } } }\n",
        ),
        ("docs/a.md", "# A\n\n[Zip](pathname:///files/a.zip)\n"),
        ("static/files/a.zip", "x"),
        ("blog/2022/01-02-two.md", "# Two\n"),
        (
            "blog/2023/05/06/nested.md",
            "---\ntags: [one, {label: Two Words, permalink: /two}]\n---\n# Nested\n",
        ),
    ]);
    moved.has(
        &["footer:\n  - {label: Terms, page: docs/a}\n"],
        &[
            "old addresses that answer: 12 of 12",
            "config.js:2: the setting `themeConfig.footer.links: title` has no effect here\n",
            "config.js:3: the setting `themeConfig.footer.links: html` has no effect here\n",
            "config.js:4: the setting `themeConfig.footer.copyright` has no effect here\n",
        ],
    );
    let two = moved.text("blog/2022/01-02-two.md");
    assert!(
        two.contains("date: 2022-01-02\n") && two.contains("url: \"/blog/2022/01/02/two/\"\n"),
        "{two}"
    );
    let nested = moved.text("blog/2023/05/06/nested.md");
    assert!(
        nested.contains("date: 2023-05-06\n") && nested.contains("  - Two Words\n"),
        "{nested}"
    );
    assert!(moved.text("blog/_index.md").contains("title: The News\n"));
    assert!(moved.text("docs/a.md").contains("[Zip](/files/a.zip)"));
}

#[test]
fn entries_of_docusaurus_lead_to_the_first_of_a_sidebar_and_to_files() {
    let moved = Moved::of(&[
        (
            "docusaurus.config.js",
            "module.exports = { title: 'D', presets: [['classic', { docs: { sidebarPath: './sidebars.js', routeBasePath: '/' }, blog: false }]],\n themeConfig: { navbar: { items: [{ type: 'docSidebar', sidebarId: 'api', label: 'API' }, { type: 'docSidebar', sidebarId: 'two', label: 'Two' }, { to: '/home', label: 'Home' }] } } }\n",
        ),
        (
            "sidebars.js",
            "module.exports = { api: [{ type: 'autogenerated', dirName: 'api' }], two: [{ type: 'category', label: 'C', items: ['a'] }, { type: 'html', value: '<hr>' }] }\n",
        ),
        ("docs/home.md", "# Home\n"),
        ("docs/a.md", "# A\n"),
        ("docs/api/x.md", "# X\n"),
        ("docs/api/y.md", "---\nsidebar_position: 1\n---\n# Y\n"),
    ]);
    moved.has(
        &["menu:\n  - {label: API, page: api/y}\n  - {label: Two, page: a}\n  - {label: Home, page: home}\n"],
        &["sidebars.js:1: the setting `type: html` has no effect here\n"],
    );
}

#[test]
fn the_words_of_a_menu_of_docusaurus_are_the_menu_of_their_language() {
    let moved = Moved::of(&[
        (
            "docusaurus.config.js",
            "module.exports = { title: 'D', i18n: { defaultLocale: 'en', locales: ['en', 'fr'] }, presets: [['classic', { blog: false }]],\n themeConfig: { navbar: { items: [{ to: '/docs/a', label: 'Docs' }, { href: 'https://x.example', label: 'X' }] } } }\n",
        ),
        ("docs/a.md", "# A\n"),
        (
            "i18n/fr/docusaurus-theme-classic/navbar.json",
            "{\"title\": {\"message\": \"Le D\"}, \"item.label.Docs\": {\"message\": \"Pages\"}}\n",
        ),
        ("i18n/fr/docusaurus-theme-classic/footer.json", "{}\n"),
        (
            "i18n/fr/docusaurus-plugin-content-docs/current/a.md",
            "# A fr\n",
        ),
    ]);
    moved.has(
        &["languages:\n  fr:\n    title: Le D\n    menu:\n      - {label: Pages, page: fr/docs/a}\n      - {label: X, url: \"https://x.example\"}\n"],
        &["footer.json: translated words of the theme: here the theme has its own\n"],
    );
    assert!(!moved.told.contains("navbar.json"), "{}", moved.told);
}

#[test]
fn what_starlight_computes_and_is_told_is_said() {
    let moved = Moved::of(&[
        (
            "astro.config.mjs",
            "export default defineConfig({ site: 'https://s.example', markdown: {},\n redirects: { '/old/[...slug]': '/guides/[...slug]' },\n integrations: [starlight({ title: 'S', social: {}, logo: {},\n sidebar: [{ label: 'G', autogenerate: { directory: 'guides' } }, ...more] })] });\n",
        ),
        (
            "src/content/docs/guides/a.mdx",
            "---\ntitle: A\n---\nimport Part from \"../../../partials/part.mdx\";\nimport { Image } from \"astro:assets\";\nimport pic from \"../../../p.png\";\n\nBefore\n\n<Part />\n\n<Image src={pic} alt=\"The picture\" />\n",
        ),
        ("src/partials/part.mdx", "Taken in.\n"),
        ("src/p.png", "x"),
    ]);
    moved.has(
        &["nav:\n  - G: guides\n"],
        &[
            "astro.config.mjs:1: the setting `markdown` has no effect here\n",
            "astro.config.mjs:3: the setting `social` has no effect here\n",
            "astro.config.mjs:3: the setting `logo` has no effect here\n",
            "astro.config.mjs:4: `sidebar`: `...more` is computed",
        ],
    );
    assert_eq!(moved.text("_redirects"), "/old/* /guides/:splat 301\n");
    let page = moved.text("guides/a.md");
    assert!(
        page.contains("Taken in.\n") && page.contains("/p.png"),
        "{page}{}",
        moved.told
    );
}

#[test]
fn pages_of_docfx_lead_on_from_their_own_folder() {
    let moved = Moved::of(&[
        (
            "docfx.json",
            "{\"build\": {\"content\": [{\"files\": [\"**/*.md\"]}],\n\"globalMetadata\": {\"_appTitle\": \"X\", \"_appFooter\": \"F\",\n\"_gitContribute\": {\"repo\": \"https://github.com/a/b\", \"branch\": \"next\"}},\n\"fileMetadata\": {\"author\": {\"**\": \"Ada\"}}}}\n",
        ),
        ("index.md", "# Home\n"),
        ("articles/new.md", "# New\n"),
        ("articles/old.md", "---\nredirect_url: new.html\n---\n"),
    ]);
    moved.has(
        &["repository: \"https://github.com/a/b/tree/next\"\n"],
        &[
            "docfx.json:2: the setting `build.globalMetadata._appFooter` has no effect here\n",
            "docfx.json:4: the setting `build.fileMetadata` has no effect here\n",
        ],
    );
    assert!(moved.text("articles/new.md").contains("/articles/old.html"));
    assert!(!moved.site.path("content/_redirects").exists());
}

#[test]
fn routes_and_addresses_that_vitepress_computes_are_carried_over_or_told() {
    let moved = Moved::of(&[
        (
            ".vitepress/config.js",
            "export default { title: 'V', rewrites: { 'lib/:pkg/src/(.*)': ':pkg/index.md', ':a?/b.md': 'c.md' } }\n",
        ),
        ("lib/one/src/one.md", "# One\n"),
        ("api/[pkg].md", "# {{ $params.pkg }}\n"),
        (
            "index.md",
            "# V\n\n<img :src=\"withBase('/l.svg')\" alt=\"L\">\n\n```vue\n<img :src=\"withBase('/m.svg')\">\n```\n",
        ),
        (
            "public/l.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n",
        ),
    ]);
    moved.has(
        &[],
        &[
            "api/[pkg].md: a script made pages of this one: write each of them\n",
            "the pattern of files `:a?/b` is not understood: it chooses none\n",
        ],
    );
    let home = moved.text("index.md");
    assert!(
        home.contains("src=\"/l.svg\"") && home.contains("withBase('/m.svg')"),
        "{home}"
    );
    assert!(moved.text("lib/one/src/one.md").contains("url: \"/one/\""));
}

#[test]
fn words_behind_a_sign_are_tags_of_notes() {
    let moved = Moved::of(&[
        (".obsidian/app.json", "{}\n"),
        ("a.md", "---\ntags: [one]\n---\nOf #two, not `#three`.\n"),
    ]);
    let note = moved.text("a.md");
    assert!(
        note.contains("tags:\n  - one\n  - two\n") && note.contains("Of #two"),
        "{note}"
    );
}

#[test]
fn files_above_the_pages_of_vitepress_are_taken_in() {
    let moved = Moved::of(&[
        (
            "docs/.vitepress/config.js",
            "export default { title: 'V' }\n",
        ),
        (
            "docs/index.md",
            "# V\n\n<<< ../lib/a.js\n\n@[code](@/../lib/a.js)\n\n<!-- @include: ../README.md -->\n",
        ),
        ("lib/a.js", "const one = 1\n"),
        ("README.md", "Read me.\n"),
    ]);
    let code = "```js\nconst one = 1\n```\n";
    moved.says("index.md", &[&format!("# V\n\n{code}\n{code}\nRead me.\n")]);
    moved.tells(&["not carried over: 0"]);
}

#[test]
fn authors_with_links_are_names_with_addresses() {
    let moved = Moved::of(&[
        ("hugo.toml", "title = \"H\"\n"),
        (
            "content/a.md",
            "---\ntitle: A\nauthor: Ada L. ([@ada](https://ada.example))\n---\n",
        ),
        (
            "content/b.md",
            "---\ntitle: B\nauthor: \"[Bo](https://bo.example)\"\n---\n",
        ),
        ("content/c.md", "---\ntitle: C\nauthor: Cy [sic]\n---\n"),
    ]);
    moved.says(
        "a.md",
        &["author: {name: Ada L., url: \"https://ada.example\"}\n"],
    );
    moved.says(
        "b.md",
        &["author: {name: Bo, url: \"https://bo.example\"}\n"],
    );
    moved.says("c.md", &["author: Cy [sic]\n"]);
}

#[test]
fn a_folder_of_no_program_is_told_what_it_can_be() {
    let site = Site::of(&[
        ("repo/README.md", "# R\n"),
        ("repo/website/mkdocs.yml", "site_name: S\n"),
        ("repo/website/docs/a.md", "# A\n"),
        ("notes/a.md", "# A\n"),
    ]);
    for (folder, expected) in [
        (
            "repo",
            "\n\n`website` is a site of MkDocs:\n\n    casa import repo/website\n",
        ),
        (
            "notes",
            "\n\nIf it is Markdown it can be published as it is: put it at content/ and run `casa serve`.\n",
        ),
    ] {
        let ran = site.casa(&["--lang", "en", "import", folder]);
        assert_eq!(ran.code, Some(2));
        assert!(ran.err.ends_with(expected), "{}", ran.err);
    }
}

#[test]
fn where_a_book_of_mdbook_is_edited_is_its_repository() {
    let book = "[book]\ntitle = \"B\"\n[output.html]\nadditional-css = [\"x.css\"]\n";
    for (line, settings, told) in [
        (
            "edit-url-template = \"https://github.com/a/b/edit/main/book/{path}\"\n",
            "repository: \"https://github.com/a/b/tree/main/book\"\n",
            "book.toml: /print.html leads to /: there is no such list here\n",
        ),
        (
            "git-repository-url = \"https://github.com/a/b\"\n",
            "title: B\n",
            "book.toml:5: the setting `output.html.git-repository-url` has no effect here\n",
        ),
    ] {
        let moved = Moved::of(&[
            ("book.toml", &format!("{book}{line}")),
            ("src/SUMMARY.md", "- [A](a.md)\n"),
            ("src/a.md", "# A\n"),
        ]);
        let css = "book.toml:4: the setting `output.html.additional-css` has no effect here\n";
        moved.has(&[settings], &[told, css]);
    }
}
