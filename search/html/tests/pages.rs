//! What is read of pages, case by case.

use proptest::prelude::*;
use search_html::{Page, Reason, page};

/// A page in lines: what is not there is left out.
fn lines(page: &Page) -> String {
    let mut lines = vec![format!("title: {}", page.title)];
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push(format!("{name}: {value}"));
        }
    };
    add("language", &page.language);
    add("description", &page.description);
    add("date", page.date.as_deref().unwrap_or_default());
    for (name, values) in &page.filters {
        add(&format!("filter {name}"), &values.join(" | "));
    }
    for (name, value) in &page.meta {
        add(&format!("meta {name}"), value);
    }
    for (name, value) in &page.sort {
        add(&format!("sort {name}"), value);
    }
    for section in &page.sections {
        let anchor = section.anchor.as_ref().map(|anchor| format!("#{anchor} "));
        let anchor = anchor.unwrap_or_default();
        lines.push(
            format!("{anchor}[{}] {}", section.heading, section.text)
                .trim_end()
                .to_owned(),
        );
    }
    if !page.emphasised.is_empty() {
        lines.push(format!("emphasised: {}", page.emphasised.join(" | ")));
    }
    if page.weight != 1.0 {
        lines.push(format!("weight: {}", page.weight));
    }
    lines.join("\n")
}

/// The lines of a page whose body this is.
fn body(html: &str) -> String {
    lines(&page(format!("<!doctype html><title>T</title><body>{html}").as_bytes()).unwrap())
}

/// Checks that bodies give these lines after `title: T`.
fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        let expected = format!("title: T\n{expected}");
        assert_eq!(body(html), expected.trim_end(), "\n{html}");
    }
}

#[test]
fn a_page_is_read_whole() {
    let html = r##"<!DOCTYPE html>
<html lang="it-IT"><head>
  <title>Le gare | Provincia</title>
  <meta name="description" content="Che cosa
     sono le gare.">
  <meta property="article:published_time" content="2025-06-30T10:00:00+02:00">
</head><body>
  <header><a href="/">Provincia</a></header>
  <nav>Menu</nav>
  <main id="content">
    <p>Sei in: gare</p>
    <h1 id="gare">Le gare</h1>
    <p>Come si <em>fan</em>no&nbsp;le gare
       d&rsquo;appalto.
    <h2 id="bando">Il bando <a class="headerlink" href="#bando">¶</a></h2>
    <ul><li>uno<li>due</ul>
    <h3>Senza id</h3>
    <table><tr><td>a<td>b</table>
    <h2 id="esito">L'esito</h2>
  </main>
  <footer>Contatti</footer>
</body></html>"##;
    let expected = "\
title: Le gare
language: it-IT
description: Che cosa sono le gare.
date: 2025-06-30
[] Sei in: gare\n#gare [] Come si fanno le gare d’appalto.
#bando [Il bando] uno due
#bando [Senza id] a b
#esito [L'esito]";
    assert_eq!(lines(&page(html.as_bytes()).unwrap()), expected);
}

#[test]
fn the_text_is_what_is_marked_or_main_or_the_body_without_furniture() {
    check(&[
        ("<main>a</main><p>b", "[] a"),
        ("<div role=main>a</div><p>b", "[] a"),
        ("<main hidden>a</main><main>b</main>", "[] b"),
        (
            "<main><header>a</header><aside>b</aside><nav>c</nav><footer>d</footer>e</main>",
            "[] a b e",
        ),
        ("<header>a</header><aside>b</aside><p>c", "[] c"),
        (
            "<div role=banner>a</div><div role=complementary>b</div><p>c",
            "[] c",
        ),
        (
            "<article><header>a</header><aside>b</aside></article><header>c</header>",
            "[] a b",
        ),
        (
            "<article><section hidden>a</section><header>b</header></article>",
            "[] b",
        ),
        (
            "<nav>a</nav><footer>b</footer><form>c</form><search>d</search><button>e</button>f",
            "[] f",
        ),
        (
            "<div role=navigation>a</div><div role=search>b</div><div role=contentinfo>c</div>d",
            "[] d",
        ),
        (
            "<p data-pagefind-body>a</p>b<main>c</main><p data-pagefind-body>d",
            "[] a d",
        ),
        (
            "<div data-pagefind-body>a<p data-pagefind-body>b</div>",
            "[] a b",
        ),
        ("<div data-casa-body>a</div>b", "[] a"),
        ("<div data-pagefind-body hidden>a</div>b", "[] a"),
        ("<template><p data-pagefind-body>a</template>b", "[] b"),
        (
            "<div data-pagefind-ignore=all><p data-pagefind-body>a</div>b",
            "[] b",
        ),
        (
            "a<p hidden>b</p><p hidden=until-found>c</p><i aria-hidden=true>d</i><i aria-hidden=false>e</i>",
            "[] a c e",
        ),
        (
            "a<script>if (b) '</p>'</script><style>p{}</style><noscript>c</noscript><svg><text>d</text></svg>e",
            "[] a e",
        ),
        (
            "a<iframe>b</iframe><video>c</video><select><option>d<option>e</select><textarea>f</textarea>g",
            "[] a g",
        ),
        (
            "a<dialog open>b</dialog><casa-search><form>c</form></casa-search>d",
            "[] a d",
        ),
    ]);
}

#[test]
fn words_are_parted_where_readers_see_them_parted() {
    check(&[
        ("<main>a<b>b</b>c<span>d</span>", "[] abcd"),
        (
            "<main>a<br>b<hr>c<img alt=x>d<p>e<div>f</div>g<x-y>h</x-y>",
            "[] a b c d e f g h",
        ),
        (
            "<main><dl><dt>a<dd>b<dt>c<dd>d</dl><ol><li>e<li>f</ol>",
            "[] a b c d e f",
        ),
        (
            "<main><table><caption>a</caption><thead><th>b<th>c<tbody><tr><td>d<td>e",
            "[] a b c d e",
        ),
        (
            "<main>nota<sup>1</sup>, H<sub>2</sub>O, lun<wbr>go",
            "[] nota 1 , H2O, lungo",
        ),
        ("<main> a \n\t b&nbsp;&#160; c&#32;", "[] a b c"),
        (
            "<main>&lt;p&gt; &amp;amp; &egrave; &#x20AC; &notin; &copy2 & &boh;",
            "[] <p> &amp; è € ∉ ©2 & &boh;",
        ),
        (
            "<main>a<!-- b --> c<!-->d--><![CDATA[e]]>f<?php g ?>h",
            "[] a cd-->fh",
        ),
        (
            "<main><math><mi>x</mi><annotation>\\x</annotation></math><svg><![CDATA[a]]></svg>y",
            "[] x y",
        ),
        ("<main><p>a<p>b</div></span>c<b><i>d</b>e</i>", "[] a bcde"),
        ("<main><table>a<tr>b<td>c</table>", "[] ab c"),
        ("<main><pre>a\n  b</pre><code>c</code>", "[] a b c"),
        ("<main>a<", "[] a<"),
        ("<main>a<p title='", "[] a"),
    ]);
}

#[test]
fn titles_come_from_the_best_place_there_is() {
    let cases = [
        ("<title>A</title><main><h1>B</h1>", "B"),
        (
            "<title>A</title><main><h1 data-pagefind-meta='title:C'>B</h1>",
            "C",
        ),
        ("<title>A</title><h1>Sito</h1><main><h1>B</h1>", "B"),
        (
            "<title>A</title><header><h1>B</h1></header><main><h2>C</h2>",
            "B",
        ),
        ("<title>A</title><h1> <img alt=Logo> </h1><h1>B</h1>", "B"),
        ("<title>A</title><h1 hidden>B</h1>", "A"),
        (
            "<title>A</title><div data-pagefind-ignore><h1>B</h1></div>",
            "B",
        ),
        (
            "<title>A</title><div data-pagefind-ignore=all><h1>B</h1></div>",
            "A",
        ),
        ("<title>A &amp; <b></title>", "A & <b>"),
        ("<h2>C</h2>", "C"),
        (
            "<title>A</title><p data-pagefind-default-meta='title:D'>",
            "A",
        ),
        ("<p data-pagefind-default-meta='title:D'>x", "D"),
        ("<svg><title>S</title></svg><title>A</title>", "A"),
        ("<p>text", ""),
    ];
    for (html, title) in cases {
        let page = page(format!("<!doctype html>{html}").as_bytes()).unwrap();
        assert_eq!(page.title, title, "\n{html}");
        assert!(!page.meta.contains_key("title"));
    }
}

#[test]
fn headings_part_the_text() {
    check(&[
        (
            "<main>a<h2 id=x>b</h2>c<h6 id=y>d</h6>e",
            "[] a\n#x [b] c\n#y [d] e",
        ),
        (
            "<main><h2>a</h2>b<h2 id=x>c</h2>d<h3>e</h3>f",
            "[a] b\n#x [c] d\n#x [e] f",
        ),
        ("<main><h2 id=''>a</h2>b", "[a] b"),
        ("<main><h2 id=x></h2>a<h2 id=y><img></h2>b", "[] a b"),
        ("<main><section id=x><h2>a</h2>b</section>", "#x [a] b"),
        ("<main><section id=x><p>a</p><h2>b</h2>", "[] a\n[b]"),
        (
            "<main><div class='foo section' id=x><h2>a</h2></div><div id=y><h2>b</h2></div>",
            "#x [a]\n#x [b]",
        ),
        (
            "<main><h2><a name=x></a>a</h2><h2><span id=y>b</span></h2>",
            "#x [a]\n#y [b]",
        ),
        (
            "<main><h2 id=x><a href='#x'>a</a> <a href='#x'>#</a></h2>",
            "#x [a]",
        ),
        (
            "<main><h2 id=x><a href='#x'><svg></svg></a>a<span data-pagefind-ignore>b</span></h2>",
            "#x [a]",
        ),
        ("<main><h2 id=x><button>a</button></h2><p>b", "#x [a] b"),
        ("<main><h2 id=x>a<h3 id=y>b</h3>c", "#x [a]\n#y [b] c"),
    ]);
}

#[test]
fn terms_with_an_id_are_sections_and_light_text_is_told_apart() {
    let read = page(
        b"<!DOCTYPE html><html xml:lang=fr><main><h2 id=uno>Uno</h2><dl><dt id=a>Alfa<dd>prima\
        <dt>Beta<dd>seconda</dl><p>Poi <span data-pagefind-weight=0.5>meno peso</span> ancora</p></main>",
    );
    let read = read.expect("a page");
    assert_eq!(
        lines(&read),
        "title: Uno\nlanguage: fr\n#uno [Uno]\n#a [Alfa] prima Beta seconda\n#uno [] Poi meno peso ancora"
    );
    let last = read.sections.last().expect("a section");
    let light: Vec<(&str, f32)> = last
        .light
        .iter()
        .map(|light| (last.text[light.range.clone()].trim(), light.weight))
        .collect();
    assert_eq!(light, [("meno peso", 0.5)]);
}

#[test]
fn what_is_ignored_is_not_read() {
    check(&[
        ("<main>a<p data-pagefind-ignore>b</p>c", "[] a c"),
        (
            "<main>a<p data-pagefind-ignore=index>b<b>c</b></p>d",
            "[] a d",
        ),
        (
            "<main>a<div data-casa-ignore><p data-pagefind-ignore>b</p>c</div>d",
            "[] a d",
        ),
        (
            "<main>a<div data-pagefind-ignore><p data-pagefind-filter=f>b</p></div>",
            "filter f: b\n[] a",
        ),
        (
            "<main>a<div data-pagefind-ignore=all><p data-pagefind-filter=f>b</p></div>",
            "[] a",
        ),
        (
            "<main>a<div data-pagefind-ignore='ALL'><p data-pagefind-meta=m:b></p></div>",
            "[] a",
        ),
        ("<main>a<h2 id=x data-pagefind-ignore>b</h2>c", "[] a c"),
    ]);
}

#[test]
fn filters_metadata_and_sort_keys_are_captured() {
    check(&[
        (
            "<b data-pagefind-filter=f>a</b><b data-pagefind-filter=f>b</b>",
            "filter f: a | b\n[] ab",
        ),
        (
            "<b data-pagefind-filter=f>a</b><b data-pagefind-filter=f> a</b>",
            "filter f: a\n[] a a",
        ),
        (
            "<meta data-pagefind-filter='f[content]' content=a>",
            "filter f: a",
        ),
        (
            "<p data-pagefind-filter='f[TITLE]' title='a  b'>",
            "filter f: a b",
        ),
        ("<p data-pagefind-filter='f[none]' title=a>", ""),
        ("<p data-pagefind-filter='f:a, b'>c", "filter f: a, b\n[] c"),
        (
            "<p hidden data-pagefind-filter=f>a <b hidden>x</b><script>y</script></p>",
            "filter f: a",
        ),
        (
            "<nav><p data-pagefind-filter=f>a</nav><main>b",
            "filter f: a\n[] b",
        ),
        (
            "<h2 data-a=1 data-b=2 data-pagefind-filter='heading, tag[data-a], tag[data-b], author:A, B'>H</h2>",
            "filter author: A, B\nfilter heading: H\nfilter tag: 1 | 2\n[H]",
        ),
        (
            "<img data-pagefind-meta='image[src], image_alt[alt]' src=/a.png alt='A B'>",
            "meta image: /a.png\nmeta image_alt: A B",
        ),
        // The first picture below the title, unless the page says another.
        (
            "<img src=logo.png><main><h1>T</h1><div data-pagefind-ignore><img src=x.png></div><img src=a.png alt=A><img src=b.png>",
            "meta image: a.png\nmeta image_alt: A",
        ),
        (
            "<main><h1>T</h1><img src=a.png alt=A><p data-pagefind-meta=image:b.png>",
            "meta image: b.png",
        ),
        (
            "<p data-pagefind-meta=m>a<p data-pagefind-meta=m>b",
            "meta m: a\n[] a b",
        ),
        (
            "<p data-pagefind-default-meta=m:a><p data-pagefind-meta=m:b>",
            "meta m: b",
        ),
        ("<p data-pagefind-default-meta=m:a>", "meta m: a"),
        (
            "<p data-casa-meta=m:a data-casa-filter=f:b data-casa-sort=s:c>",
            "filter f: b\nmeta m: a\nsort s: c",
        ),
        (
            "<p data-pagefind-sort=date>2022-10-20</p>",
            "date: 2022-10-20\nsort date: 2022-10-20\n[] 2022-10-20",
        ),
        (
            "<p data-pagefind-sort='weight[data-w], s:x' data-w=10>",
            "sort s: x\nsort weight: 10",
        ),
        (
            "<p data-pagefind-meta='date:2022-06-01'>",
            "date: 2022-06-01\nmeta date: 2022-06-01",
        ),
        (
            "<p data-pagefind-meta='date:1 giugno 2022'>",
            "meta date: 1 giugno 2022",
        ),
        (
            "<p data-pagefind-meta='date:2022-13-01'>",
            "meta date: 2022-13-01",
        ),
        ("<p data-pagefind-filter>", ""),
    ]);
}

#[test]
fn weights_of_text_and_of_pages() {
    check(&[
        (
            "<main>a<p data-pagefind-weight=2>b<b>c</b></p>d",
            "[] a bc d\nemphasised: bc",
        ),
        ("<main>a<p data-pagefind-weight=0.5>b</p>", "[] a b"),
        ("<main>a<p data-pagefind-weight=0>b</p>", "[] a"),
        (
            "<main>a<p data-pagefind-weight=boh>b<p data-pagefind-weight=NaN>c</p>",
            "[] a b c",
        ),
        (
            "<main>a<div data-casa-weight=3>b<p data-casa-weight=1>c</p>d</div>",
            "[] a b c d\nemphasised: b | d",
        ),
        (
            "<main>a<div data-casa-weight=3>b<h2>c</h2>d</div>",
            "[] a b\n[c] d\nemphasised: b | d",
        ),
        (
            "<main data-pagefind-weight=2>a<p data-pagefind-weight=3>b</p>",
            "[] a b\nemphasised: b\nweight: 2",
        ),
        (
            "<div data-pagefind-weight=0.5><main>a</main></div>",
            "[] a\nweight: 0.5",
        ),
        ("<main data-pagefind-weight=99>a", "[] a\nweight: 10"),
        ("<main data-pagefind-weight=0>a", "[] a\nweight: 0.1"),
        (
            "<p data-pagefind-body>a</p><p data-pagefind-body data-pagefind-weight=2>b</p>",
            "[] a b\nemphasised: b",
        ),
    ]);
}

#[test]
fn attributes_are_indexed_where_they_stand() {
    check(&[
        (
            "<main>a<img title=b alt='c d' data-pagefind-index-attrs='title,alt'>e",
            "[] a b c d e",
        ),
        (
            "<main>a<img title=b data-casa-index-attrs=' TITLE , none'>e",
            "[] a b e",
        ),
        (
            "<main>a<p hidden title=b data-pagefind-index-attrs=title>c",
            "[] a",
        ),
        (
            "<main><h2 id=x>a<img alt=b data-pagefind-index-attrs=alt></h2>",
            "#x [a b]",
        ),
    ]);
}

#[test]
fn what_is_no_page_says_why() {
    let cases = [
        ("<p>frammento", Reason::Fragment),
        ("", Reason::Fragment),
        ("<!doctype html>", Reason::Empty),
        ("<HTML><body>", Reason::Empty),
        (
            "<!doctype html><meta name=robots content='NOINDEX, follow'>a",
            Reason::NoIndex,
        ),
        (
            "<!doctype html><meta name=robots content=none>a",
            Reason::NoIndex,
        ),
        (
            "<html><meta http-equiv=Refresh content='0; URL=/b/'>a",
            Reason::Redirect,
        ),
        ("<html data-pagefind-ignore=all><p>a", Reason::Ignored),
        ("<html><body data-pagefind-ignore><p>a", Reason::Ignored),
    ];
    for (html, reason) in cases {
        assert_eq!(page(html.as_bytes()).map(|_| ()), Err(reason), "{html}");
    }
    let wanted = "<html><meta name=robots content=noindex><p data-pagefind-body>a";
    assert!(page(wanted.as_bytes()).is_ok());
    assert!(page(b"<html lang=it>a").is_ok());
    assert!(
        page(b"<html><meta name=robots content=index><meta http-equiv=refresh content=60>a")
            .is_ok()
    );
}

#[test]
fn pages_may_be_nested_deep() {
    let html = format!("<html>{}a", "<div><b>".repeat(5_000));
    let page = page(html.as_bytes()).unwrap();
    assert_eq!(page.sections[0].text, "a");
}

/// Pieces that make more of HTML's corners than random letters do.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "<main>",
        "</main>",
        "<h2 id=a>",
        "</h2>",
        "<a href='#b'>",
        "</a>",
        "<table>",
        "<td>",
        "</table>",
        "<template>",
        "</template>",
        "<svg>",
        "</svg>",
        "<math>",
        "<p>",
        "<b>",
        "</b>",
        "<select>",
        "<option>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "<frameset>",
        "<form>",
        "</body>",
        "<body class=a>",
        "<html lang=it>",
        "<h1>",
        "&",
        "è",
        "\u{0}",
        "\n",
        "<p data-pagefind-body>",
        "<p data-pagefind-ignore>",
        "<p data-pagefind-ignore=all>",
        "<p data-pagefind-weight=2>",
        "<i data-pagefind-filter='a[b],c:d'>",
        "<i data-casa-meta=x>",
    ];
    prop_oneof![
        4 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => ".{0,8}",
    ]
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = page(&bytes);
    }

    #[test]
    fn no_html_is_too_odd(pieces in proptest::collection::vec(piece(), 0..60)) {
        let html = format!("<!doctype html>{}", pieces.concat());
        if let Ok(page) = page(html.as_bytes()) {
            for section in &page.sections {
                let text = &section.text;
                prop_assert_eq!(text.split_whitespace().collect::<Vec<_>>().join(" "), text.as_str());
            }
        }
    }
}

#[test]
fn an_element_can_name_the_section_that_it_begins() {
    check(&[
        (
            r#"<p>Before<section id="use" data-pagefind-title="Install &amp; use"><h2>Installing</h2>
            <p>One<h3 id="more">More</h3><p>Two</section>"#,
            "[] Before\n#use [Install & use] Installing One\n#more [More] Two",
        ),
        // What has an anchor of its own is a section of its own.
        (
            r#"<div id="a" data-casa-title="Named"><h2 id="b">Heading</h2>Text</div>"#,
            "#a [Named]\n#b [Heading] Text",
        ),
        // Without an anchor there is nothing to name.
        (
            r#"<section data-pagefind-title="Named"><h2 id="b">Heading</h2>Text</section>"#,
            "#b [Heading] Text",
        ),
    ]);
    // Without a value it is the title of the page.
    assert_eq!(
        body("<h1>One</h1><p data-pagefind-title>Two</p><p>Text"),
        "title: Two\n[One] Two Text"
    );
}

#[test]
fn what_a_page_says_itself_is_before_what_it_says_by_default() {
    let page = r#"<meta data-pagefind-default-meta="image[content]" content="/social.png">
        <h1>One</h1><img src="/own.png" alt="Own">Text"#;
    assert_eq!(
        body(page),
        "title: One\nmeta image: /own.png\nmeta image_alt: Own\n[] Text"
    );
}
