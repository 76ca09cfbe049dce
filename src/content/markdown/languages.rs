//! The signs and words of programming languages, as far as colours need them.

/// The signs and words of a language.
#[derive(Clone, Copy)]
pub(super) struct Language {
    /// What begins a comment that goes on to the end of the line.
    pub line: &'static [&'static str],
    /// What begins and ends a comment.
    pub block: &'static [(&'static str, &'static str)],
    /// What begins and ends a text, and whether it may go on over lines.
    pub text: &'static [(&'static str, &'static str, bool)],
    /// Its words, in order.
    pub words: &'static [&'static str],
    pub form: Form,
}

/// What a language is like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A sequence of words and signs.
    Words,
    /// The same, whatever the case of its words.
    AnyCase,
    /// Keys and values.
    Keys,
    /// Elements with attributes.
    Elements,
    /// What a terminal reads.
    Shell,
}

const QUOTES: &[(&str, &str, bool)] = &[("\"", "\"", false), ("'", "'", false)];
const C: &[(&str, &str)] = &[("/*", "*/")];

macro_rules! words {
    ($($word:literal)*) => { &[$($word),*] };
}

/// What most languages have in common with C.
const fn like_c(words: &'static [&'static str]) -> Language {
    Language {
        line: &["//"],
        block: C,
        text: QUOTES,
        words,
        form: Form::Words,
    }
}

/// The languages, by their names.
const LANGUAGES: &[(&[&str], Language)] = &[
    (
        &["js", "javascript", "jsx", "mjs", "ts", "typescript", "tsx"],
        Language {
            text: &[("\"", "\"", false), ("'", "'", false), ("`", "`", true)],
            ..like_c(
                words!["abstract" "any" "as" "async" "await" "boolean" "break" "case" "catch" "class" "const" "continue" "debugger" "declare" "default" "delete" "do" "else" "enum" "export" "extends" "false" "finally" "for" "from" "function" "get" "if" "implements" "import" "in" "instanceof" "interface" "let" "new" "null" "number" "of" "private" "protected" "public" "readonly" "return" "set" "static" "string" "super" "switch" "this" "throw" "true" "try" "type" "typeof" "undefined" "var" "void" "while" "with" "yield"],
            )
        },
    ),
    (
        &["rust", "rs"],
        Language {
            text: &[("\"", "\"", true)],
            ..like_c(
                words!["Self" "as" "async" "await" "bool" "break" "char" "const" "continue" "crate" "dyn" "else" "enum" "extern" "f32" "f64" "false" "fn" "for" "i128" "i16" "i32" "i64" "i8" "if" "impl" "in" "isize" "let" "loop" "match" "mod" "move" "mut" "pub" "ref" "return" "self" "static" "str" "struct" "super" "trait" "true" "type" "u128" "u16" "u32" "u64" "u8" "union" "unsafe" "use" "usize" "where" "while"],
            )
        },
    ),
    (
        &[
            "c", "h", "cpp", "c++", "cc", "hpp", "cxx", "objc", "arduino",
        ],
        like_c(
            words!["#define" "#elif" "#else" "#endif" "#if" "#ifdef" "#ifndef" "#include" "#pragma" "#undef" "alignas" "auto" "bool" "break" "case" "catch" "char" "class" "const" "constexpr" "continue" "decltype" "default" "delete" "do" "double" "else" "enum" "explicit" "extern" "false" "final" "float" "for" "friend" "goto" "if" "inline" "int" "long" "mutable" "namespace" "new" "noexcept" "nullptr" "operator" "override" "private" "protected" "public" "register" "return" "short" "signed" "sizeof" "static" "struct" "switch" "template" "this" "throw" "true" "try" "typedef" "typename" "union" "unsigned" "using" "virtual" "void" "volatile" "while"],
        ),
    ),
    (
        &[
            "java", "kotlin", "kt", "scala", "groovy", "cs", "csharp", "c#", "dart", "swift",
        ],
        like_c(
            words!["abstract" "as" "async" "await" "boolean" "break" "byte" "case" "catch" "char" "class" "const" "continue" "def" "default" "do" "double" "else" "enum" "extends" "false" "final" "finally" "float" "for" "foreach" "fun" "func" "guard" "if" "implements" "import" "in" "instanceof" "int" "interface" "internal" "is" "let" "long" "namespace" "new" "nil" "null" "object" "out" "override" "package" "private" "protected" "public" "readonly" "record" "return" "sealed" "short" "static" "string" "struct" "super" "switch" "this" "throw" "throws" "true" "try" "using" "val" "var" "virtual" "void" "when" "while"],
        ),
    ),
    (
        &["go", "golang"],
        Language {
            text: &[("\"", "\"", false), ("'", "'", false), ("`", "`", true)],
            ..like_c(
                words!["any" "bool" "break" "byte" "case" "chan" "const" "continue" "default" "defer" "else" "error" "fallthrough" "false" "float64" "for" "func" "go" "goto" "if" "import" "int" "int64" "interface" "map" "nil" "package" "range" "return" "select" "string" "struct" "switch" "true" "type" "uint" "var"],
            )
        },
    ),
    (
        &["php"],
        Language {
            line: &["//", "#"],
            ..like_c(
                words!["abstract" "array" "as" "break" "case" "catch" "class" "const" "continue" "default" "do" "echo" "else" "elseif" "extends" "false" "final" "finally" "fn" "for" "foreach" "function" "global" "if" "implements" "include" "instanceof" "interface" "match" "namespace" "new" "null" "private" "protected" "public" "readonly" "require" "return" "static" "switch" "this" "throw" "trait" "true" "try" "use" "while" "yield"],
            )
        },
    ),
    (
        &["css", "scss", "sass", "less"],
        Language {
            form: Form::Keys,
            ..like_c(&[])
        },
    ),
    (
        &["py", "python", "python3"],
        Language {
            line: &["#"],
            block: &[],
            text: &[
                ("\"\"\"", "\"\"\"", true),
                ("'''", "'''", true),
                ("\"", "\"", false),
                ("'", "'", false),
            ],
            ..like_c(
                words!["False" "None" "True" "and" "as" "assert" "async" "await" "break" "class" "continue" "def" "del" "elif" "else" "except" "finally" "for" "from" "global" "if" "import" "in" "is" "lambda" "match" "nonlocal" "not" "or" "pass" "raise" "return" "self" "try" "while" "with" "yield"],
            )
        },
    ),
    (
        &["rb", "ruby", "perl", "r", "elixir", "julia", "nim"],
        Language {
            line: &["#"],
            block: &[],
            ..like_c(
                words!["and" "begin" "break" "case" "class" "def" "defmodule" "do" "else" "elsif" "end" "ensure" "false" "fn" "for" "function" "if" "import" "in" "module" "my" "next" "nil" "not" "or" "private" "raise" "require" "rescue" "return" "self" "sub" "super" "then" "true" "unless" "until" "use" "when" "while" "yield"],
            )
        },
    ),
    (
        &["sql", "mysql", "postgresql", "plsql", "sqlite"],
        Language {
            line: &["--"],
            form: Form::AnyCase,
            ..like_c(
                words!["add" "all" "alter" "and" "as" "asc" "begin" "between" "by" "case" "commit" "constraint" "create" "default" "delete" "desc" "distinct" "drop" "else" "end" "exists" "foreign" "from" "group" "having" "in" "index" "inner" "insert" "into" "is" "join" "key" "left" "like" "limit" "not" "null" "on" "or" "order" "outer" "primary" "references" "right" "select" "set" "table" "then" "union" "unique" "update" "values" "view" "when" "where" "with"],
            )
        },
    ),
    (
        &["lua", "haskell", "hs"],
        Language {
            line: &["--"],
            block: &[],
            ..like_c(
                words!["and" "case" "data" "do" "else" "elseif" "end" "false" "for" "function" "if" "import" "in" "instance" "let" "local" "module" "nil" "not" "of" "or" "repeat" "return" "then" "true" "type" "until" "where" "while"],
            )
        },
    ),
    (
        &[
            "sh",
            "sh-vue",
            "bash",
            "zsh",
            "shell",
            "fish",
            "dockerfile",
            "docker",
            "make",
            "makefile",
            "powershell",
            "ps1",
            "nginx",
            "cmake",
        ],
        Language {
            line: &["#"],
            block: &[],
            form: Form::Shell,
            ..like_c(
                words!["ADD" "ARG" "CMD" "COPY" "ENTRYPOINT" "ENV" "EXPOSE" "FROM" "RUN" "USER" "VOLUME" "WORKDIR" "case" "do" "done" "elif" "else" "esac" "export" "fi" "for" "function" "if" "in" "local" "return" "set" "sudo" "then" "while"],
            )
        },
    ),
    (
        &[
            "yaml",
            "yml",
            "toml",
            "ini",
            "properties",
            "conf",
            "env",
            "dotenv",
        ],
        Language {
            line: &["#", ";"],
            block: &[],
            form: Form::Keys,
            ..like_c(words!["false" "no" "null" "off" "on" "true" "yes"])
        },
    ),
    (
        &[
            "json",
            "jsonc",
            "json5",
            "graphql",
            "proto",
            "hcl",
            "terraform",
        ],
        Language {
            form: Form::Keys,
            ..like_c(words!["false" "null" "true"])
        },
    ),
    (
        &[
            "html",
            "xml",
            "svg",
            "xhtml",
            "jinja",
            "jinja2",
            "django",
            "liquid",
            "handlebars",
            "hbs",
            "go-html-template",
            "njk",
            "vue-html",
            "vue",
            "svelte",
            "astro",
        ],
        Language {
            line: &[],
            block: &[("<!--", "-->"), ("{#", "#}"), ("{{/*", "*/}}")],
            form: Form::Elements,
            ..like_c(&[])
        },
    ),
];

/// The language of a name.
pub(super) fn language(name: &str) -> Option<Language> {
    let name = name.to_ascii_lowercase();
    let mut languages = LANGUAGES.iter();
    let found = languages.find(|(names, _)| names.contains(&name.as_str()));
    found.map(|(_, language)| *language)
}

/// Whether a name is that of files with elements beside the program that makes them.
pub(super) fn of_component(name: &str) -> bool {
    ["vue", "svelte", "astro"].contains(&name)
}
