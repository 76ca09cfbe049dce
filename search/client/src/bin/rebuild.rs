//! Builds the client from its sources into `search/client/dist`, or the folder that is named:
//! `cargo run -p search-client --bin rebuild-client [FOLDER]`, after
//! `rustup target add wasm32-unknown-unknown`, `rustup component add rust-src`
//! and `npm ci --prefix search/client`.
//!
//! The standard library is compiled along, small and without the messages of
//! panics: they would be a sixth of the module. What that takes is not stable,
//! so it is switched on for this one build.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use search_client::sources::{digest, digest_of_served};
use search_core::LANGUAGES;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = client.join("../..").canonicalize()?;
    let dist = env::args_os().nth(1);
    let dist = dist.map_or(client.join("dist"), PathBuf::from);
    fs::create_dir_all(&dist)?;
    // While one is made smaller, the next is compiled.
    std::thread::scope(|scope| {
        let mut shrinking = Vec::new();
        for tag in std::iter::once(None).chain(LANGUAGES.split(' ').map(Some)) {
            let module = match tag {
                None => compile(&workspace, "search-client", None)?,
                Some(_) => compile(&workspace, "search-words", tag)?,
            };
            let name = tag.map_or("casa_search.wasm".to_owned(), |tag| {
                format!("casa-words-{tag}.wasm")
            });
            let (compiled, to) = (module.with_file_name(&name), dist.join(&name));
            fs::copy(&module, &compiled)?;
            shrinking.push(
                scope.spawn(move || {
                    shrink(client, &compiled, &to).map_err(|error| error.to_string())
                }),
            );
        }
        for shrunk in shrinking {
            shrunk.join().expect("shrinking does not panic")?;
        }
        Ok::<(), Box<dyn Error>>(())
    })?;
    node(client, "bundle.mjs").arg(&dist).succeed()?;
    let record = format!("{}\n{}\n", digest(&workspace)?, digest_of_served(&dist)?);
    fs::write(dist.join("SOURCES"), record)?;
    Ok(())
}

/// Compiles a crate to a module, for one language if it is made for one, and
/// returns where it is. The bytes depend on the
/// sources and the toolchain, not on the folders that they are in.
fn compile(
    workspace: &Path,
    package: &str,
    language: Option<&str>,
) -> Result<PathBuf, Box<dyn Error>> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or(workspace.join("target"), PathBuf::from);
    let cargo = env::var_os("CARGO").unwrap_or("cargo".into());
    let status = Command::new(cargo)
        .current_dir(workspace)
        .env("CARGO_ENCODED_RUSTFLAGS", options(workspace)?.join("\x1f"))
        .args(["rustc", "--locked", "--package", package, "--lib"])
        .args(["--crate-type", "cdylib"])
        .args(language.map(|tag| format!("--features=module,{tag}")))
        .args(["--profile", "client", "--target", "wasm32-unknown-unknown"])
        .arg("-Zbuild-std=std,panic_abort")
        .arg("-Zbuild-std-features=optimize_for_size")
        .env("RUSTC_BOOTSTRAP", "1")
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    if !status.success() {
        return Err("the module does not compile".into());
    }
    Ok(target
        .join("wasm32-unknown-unknown/client")
        .join(format!("{}.wasm", package.replace('-', "_"))))
}

/// Lets binaryen make the module smaller. Nothing of ours is ever below
/// address 1024, where a stack about to overflow would be. The order of the
/// passes and the sizes of what is inlined are those that brotli likes best.
fn shrink(client: &Path, module: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    node(client, "node_modules/binaryen/bin/wasm-opt")
        .args(FEATURES.map(|feature| format!("--enable-{feature}")))
        // Branches and loops anew, from flat code: LLVM's nest deeper.
        .args(["--flatten", "--rereloop"])
        // No input makes the code panic, which the tests of the core hold: what
        // would be checked for that is a thirtieth of the module.
        .arg("--traps-never-happen")
        .args(["-Oz", "--optimize-instructions", "-Oz"])
        .arg("--low-memory-unused")
        // What is called once may stay a function unless it is short: it
        // repeats others better.
        .args(["--one-caller-inline-max-function-size", "44"])
        .args(["--always-inline-max-function-size", "5"])
        .args(["--reorder-locals", "--reorder-functions"])
        .args(["--strip-producers", "--strip-target-features"])
        .arg(module)
        .arg("-o")
        .arg(to)
        .succeed()
}

/// A script of the client's folder, for Node to run.
fn node(client: &Path, script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(client.join(script));
    node
}

trait Succeed {
    fn succeed(&mut self) -> Result<(), Box<dyn Error>>;
}

impl Succeed for Command {
    fn succeed(&mut self) -> Result<(), Box<dyn Error>> {
        if self.status()?.success() {
            Ok(())
        } else {
            Err("a tool fails: was `npm ci --prefix search/client` run?".into())
        }
    }
}

/// What rustc takes for granted in a browser.
const FEATURES: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "mutable-globals",
    "nontrapping-float-to-int",
    "sign-ext",
    "multivalue",
    "reference-types",
];

/// No messages of panics, a small stack (addresses in fewer bytes), and
/// options that keep this machine's folders out of the module.
fn options(workspace: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut options = vec![
        "-Zunstable-options".to_owned(),
        "-Cpanic=immediate-abort".to_owned(),
        "-Zlocation-detail=none".to_owned(),
        "-Zfmt-debug=none".to_owned(),
        "-Clink-arg=-zstack-size=65536".to_owned(),
        remap(workspace, "."),
        remap(&library()?, "rust"),
    ];
    let home = env::home_dir().unwrap_or_default();
    let cargo = env::var_os("CARGO_HOME").map_or(home.join(".cargo"), PathBuf::from);
    let registries = cargo.join("registry/src");
    if registries.is_dir() {
        for registry in fs::read_dir(registries)? {
            options.push(remap(&registry?.path(), "crates"));
        }
    }
    Ok(options)
}

/// Where the standard library's sources are.
fn library() -> Result<PathBuf, Box<dyn Error>> {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let output = Command::new(rustc).args(["--print", "sysroot"]).output()?;
    let library = Path::new(String::from_utf8(output.stdout)?.trim()).join("lib/rustlib/src/rust");
    if library.is_dir() {
        Ok(library)
    } else {
        Err("run `rustup component add rust-src`".into())
    }
}
