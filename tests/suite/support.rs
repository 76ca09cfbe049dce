//! Sites in temporary folders, and what is done with them.

use casa::internals::content::SpillFile;
use casa::internals::pipeline::{self, Build, Sources, Visibility};
use casa::{Built, Date, Diagnostic, Language, Options, Place, Severity};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, OnceLock};

/// The day on which all test sites are built, and the same for `SOURCE_DATE_EPOCH`.
pub const TODAY: &str = "2026-01-15";
/// [`TODAY`] at noon, in seconds.
pub const EPOCH: &str = "1768478400";

/// A day on which everything in the portal is published, at noon, in seconds: 2026-12-01.
pub const PORTAL_EPOCH: &str = "1796126400";

/// A site in a temporary folder.
pub struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with these files.
    pub fn of(files: &[(&str, &str)]) -> Self {
        let site = Self::new();
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// A portal in Italian that `casa init` began, with these types of pages.
    pub fn begun(types: &str) -> Self {
        let site = Self::new();
        let arguments = [
            "init",
            "--title",
            "Prova",
            "--language",
            "it",
            "--types",
            types,
        ];
        assert_eq!(site.casa(&arguments).code, Some(0));
        site
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below its folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// A path below its folder as the program says it: whole, without links; that of Windows under
    /// wine.
    pub fn shown(&self, path: &str) -> String {
        let mut whole = self.root().canonicalize().unwrap();
        whole.extend(Path::new(path));
        let shown = whole.to_str().unwrap();
        let shown = shown.strip_prefix(r"\\?\").unwrap_or(shown);
        match is_emulated_windows() {
            true => format!("Z:{}", shown.replace('/', r"\")),
            false => shown.to_owned(),
        }
    }

    /// Writes a file and the folders it needs.
    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        write(&self.path(path), content.as_ref());
    }

    /// Builds with the library, as on [`TODAY`].
    pub fn build(&self, drafts: bool, language: Language) -> Built {
        let mut options = Options::on(today());
        options.title = Some("Prova".to_owned());
        options.drafts = drafts;
        options.history = false;
        options.language = language;
        let site = casa::Site::load(self.root()).unwrap();
        site.build(&options).unwrap()
    }

    /// Runs the program in its folder.
    pub fn casa(&self, arguments: &[&str]) -> Ran {
        ran(casa(self.root(), arguments).output().unwrap())
    }

    /// Runs the program here with something on its standard input.
    pub fn casa_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        with_input(&mut casa(self.root(), arguments), input)
    }

    /// The published files.
    pub fn public(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }
}

/// Writes a file and the folders it needs.
pub fn write(path: &Path, content: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Builds sources that need not be on disk, as on [`TODAY`].
pub fn build(sources: Sources, drafts: bool) -> Build {
    let options = pipeline::Options {
        name: "Prova".to_owned(),
        base_url: None,
        visibility: Visibility {
            drafts,
            today: today(),
        },
        search: true,
        suggestions: true,
        extractor: None,
        spill: SpillFile::default(),
        history: None,
    };
    pipeline::build(Arc::new(sources), &options, None, |_| {})
}

fn today() -> Date {
    TODAY.parse().unwrap()
}

/// Whether the program is one of Windows under wine, which has the files of this machine on a drive Z.
pub fn is_emulated_windows() -> bool {
    let program = std::env::var("PROGRAM");
    cfg!(unix) && program.is_ok_and(|program| program.ends_with(".exe"))
}

/// The program that is tested: that of this build, or the one that `CASA_UNDER_TEST` names, such as a
/// released one.
fn program() -> OsString {
    std::env::var_os("CASA_UNDER_TEST").unwrap_or_else(|| env!("CARGO_BIN_EXE_casa").into())
}

/// The program, about to run in a folder, in an environment that is the same everywhere.
pub fn casa(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .env("LC_ALL", "it_IT.UTF-8")
        .env_remove("HOME")
        .env_remove("XDG_CACHE_HOME")
        .stdin(Stdio::null());
    if folder != repository() {
        command.env("XDG_CACHE_HOME", folder.join(".cache"));
    }
    command
}

/// The repository's own portal, published once for all tests.
pub fn portal() -> &'static BTreeMap<String, Vec<u8>> {
    static PORTAL: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let folder = Site::new();
        let out = folder.path("public");
        let arguments = [
            "build",
            "--quiet",
            "--jobs",
            "2",
            "--out",
            out.to_str().unwrap(),
        ];
        let mut command = casa(repository(), &arguments);
        let ran = ran(command
            .env("SOURCE_DATE_EPOCH", PORTAL_EPOCH)
            .output()
            .unwrap());
        assert_eq!(ran.code, Some(0), "{}", ran.err);
        tree(&out)
    })
}

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// Runs a program with something on its standard input.
pub fn with_input(command: &mut Command, input: impl AsRef<[u8]>) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_ref()).unwrap();
    drop(stdin);
    ran(child.wait_with_output().unwrap())
}

/// Reads the output of a run.
pub fn ran(output: Output) -> Ran {
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Every file below a folder, by path; empty if there is no such folder.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(current) = open.pop() {
        let Ok(entries) = fs::read_dir(&current) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path
                    .strip_prefix(folder)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                files.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        write(&to.join(path), &bytes);
    }
}

/// The repository's root.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Diagnostics a line each: severity, code, place, message, and after a bar what to do.
pub fn listed(diagnostics: &[Diagnostic]) -> String {
    let place = |at: &Place| {
        let end = match (at.end_line == at.line, at.end_column == at.column) {
            (true, true) => String::new(),
            (true, false) => format!("-{}", at.end_column),
            (false, _) => format!("-{}:{}", at.end_line, at.end_column),
        };
        format!("{}:{}:{}{end}", at.file, at.line, at.column)
    };
    let mut out = String::new();
    for diagnostic in diagnostics {
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        let code = diagnostic.code;
        out += &format!("{severity} {code} {}", place(&diagnostic.place));
        if let Some(other) = &diagnostic.other {
            out += &format!(" ({})", place(other));
        }
        out += &format!(" {}", diagnostic.message);
        if let Some(help) = &diagnostic.help {
            out += &format!(" | {help}");
        }
        out.push('\n');
    }
    out
}

/// Whether what is expected is to be rewritten instead of compared.
pub fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}

/// Compares two texts line by line and shows only what differs.
pub fn difference(expected: &str, found: &str) -> Option<String> {
    if expected == found {
        return None;
    }
    let expected_lines: Vec<&str> = expected.lines().collect();
    let found_lines: Vec<&str> = found.lines().collect();
    let mut out = String::new();
    for line in expected_lines
        .iter()
        .filter(|line| !found_lines.contains(line))
    {
        out += &format!("  - {line}\n");
    }
    for line in found_lines
        .iter()
        .filter(|line| !expected_lines.contains(line))
    {
        out += &format!("  + {line}\n");
    }
    if out.is_empty() {
        out.push_str("  the same lines in another order or number\n");
    }
    Some(out)
}

/// A PDF with a line of text on each page; empty ones have a picture instead.
pub fn pdf(author: &str, pages: &[&str]) -> Vec<u8> {
    let kids: String = (0..pages.len())
        .map(|page| format!("{} 0 R ", 6 + 2 * page))
        .collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 3 0 R/Lang(it-IT)>>".to_owned(),
        format!("<</Title(Il manuale)/Author({author})/ModDate(D:20250514101112Z)>>"),
        format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>stream\na\nendstream".to_owned(),
    ];
    for (number, text) in pages.iter().enumerate() {
        let content = match text.is_empty() {
            true => "/I Do".to_owned(),
            false => format!("BT /F 12 Tf 50 700 Td ({text})Tj ET"),
        };
        objects.push(format!(
            "<</Type/Page/Parent 3 0 R/MediaBox[0 0 600 800]/Contents {} 0 R\
             /Resources<</Font<</F 4 0 R>>/XObject<</I 5 0 R>>>>>>",
            7 + 2 * number
        ));
        let length = content.len();
        objects.push(format!("<</Length {length}>>stream\n{content}\nendstream"));
    }
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let (at, size) = (bytes.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R/Info 2 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    bytes.extend(end.bytes());
    bytes
}
