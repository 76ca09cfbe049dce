//! `casa build --verify`: the site a second time, by another process, from nothing and on another
//! number of threads, and whether it is the same to the byte.

use crate::cli::context::{Context, FAILED};
use crate::cli::{messages, output};
use crate::config::BaseUrl;
use crate::content::Date;
use crate::diagnostic::Language;
use crate::emit;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// A site that is published, to be made once more.
pub(super) struct Verification<'a> {
    pub(super) root: &'a Path,
    pub(super) base_url: Option<&'a BaseUrl>,
    pub(super) drafts: bool,
    pub(super) search: bool,
    pub(super) context: Context,
    /// Where it is.
    pub(super) out: &'a Path,
    /// The day for which it was made.
    pub(super) today: Date,
    pub(super) language: Language,
}

impl Verification<'_> {
    /// Makes it again, and says whether that is what is there.
    pub(super) fn run(&self) -> ExitCode {
        let threads = rayon::current_num_threads();
        let others = if threads == 1 { 2 } else { 1 };
        let second = beside(self.out);
        let compared = self.build(&second, others);
        let compared = compared.and_then(|()| compare(self.out, &second));
        match compared {
            Ok((files, different)) if different.is_empty() => {
                if !self.context.quiet {
                    output::line(same(files, [threads, others], self.language));
                }
                match fs::remove_dir_all(&second) {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => output::fail(messages::unwritten(&second, &error, self.language)),
                }
            }
            Ok((_, different)) => output::fail(self.differs(&different, &second)),
            Err(error) => {
                // It is not complete, so that there is nothing to compare it with.
                let _ = fs::remove_dir_all(&second);
                output::fail(messages::say(
                    self.language,
                    &format!("errore: il sito non si può verificare: {error}"),
                    &format!("error: the site cannot be verified: {error}"),
                ))
            }
        }
    }

    /// Builds the site to another folder, in a process that knows nothing of this one.
    fn build(&self, second: &Path, threads: usize) -> io::Result<()> {
        let midnight = self.today.and_time(chrono::NaiveTime::MIN).and_utc();
        let mut command = Command::new(std::env::current_exe()?);
        command
            .args([
                "build",
                "--quiet",
                "--no-cache",
                "--while-stdin-is-open",
                "--jobs",
            ])
            .arg(threads.to_string())
            .arg("--root")
            .arg(self.root)
            .arg("--out")
            .arg(second)
            .env("SOURCE_DATE_EPOCH", midnight.timestamp().to_string());
        if let Some(url) = self.base_url {
            command.args(["--base-url", &format!("{}{}/", url.origin, url.path)]);
        }
        let flags = [("--drafts", self.drafts), ("--no-search", !self.search)];
        command.args(flags.iter().filter(|(_, is_set)| *is_set).map(|(f, _)| f));
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        let mut other = command.stdin(Stdio::piped()).spawn()?;
        // Held open until it has ended, and so told when this process is no more, however it ends.
        let held = other.stdin.take();
        let ran = other.wait_with_output()?;
        drop(held);
        match ran.status.success() {
            true => Ok(()),
            false => Err(io::Error::other(String::from_utf8_lossy(&ran.stderr))),
        }
    }

    fn differs(&self, different: &[String], second: &Path) -> String {
        let (first, count) = (&different[0], different.len());
        let (out, second) = (self.out.display(), second.display());
        let (files_it, files) = match count {
            1 => ("un file".to_owned(), "one file".to_owned()),
            count => (format!("{count} file"), format!("{count} files")),
        };
        messages::say(
            self.language,
            &format!(
                "errore: due build dello stesso sito differiscono in {files_it}; il primo è «{first}»\n\n\
                 Confronta «{out}» con «{second}». Se qualcuno ha cambiato «{out}» a mano, \
                 `casa build --no-cache` lo rifà; se no è un difetto di casa: segnalalo con i due file."
            ),
            &format!(
                "error: two builds of the same site differ in {files}; the first is `{first}`\n\n\
                 Compare `{out}` with `{second}`. If somebody changed `{out}` by hand, \
                 `casa build --no-cache` makes it again; else it is a bug of casa: report it with both files."
            ),
        )
    }
}

/// Ends this process, the second, when the first has: nothing is ever written to its input.
pub(super) fn end_with_the_first() {
    std::thread::spawn(|| {
        // Whatever is read, the first is gone, or has done what is not for this process to know.
        let _ = io::stdin().read(&mut [0]);
        std::process::exit(i32::from(FAILED));
    });
}

/// The folder of the second build.
fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.casa-verify"))
}

/// How many files two sites have, and which of them are not the same in both.
fn compare(out: &Path, second: &Path) -> io::Result<(usize, Vec<String>)> {
    let listed = |site: &Path| {
        let unread = || io::Error::other(format!("{}: no manifest", site.display()));
        emit::published(site).ok_or_else(unread)
    };
    let sites = [out, second];
    let paths: BTreeSet<String> = sites
        .iter()
        .map(|site| listed(site))
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .flat_map(std::collections::BTreeMap::into_keys)
        .collect();
    let different = paths.par_iter().filter(|path| {
        let [a, b] = sites.map(|site| fs::read(site.join(path)).ok());
        a.is_none() || a != b
    });
    Ok((paths.len(), different.cloned().collect()))
}

fn same(files: usize, [threads, others]: [usize; 2], language: Language) -> String {
    messages::say(
        language,
        &format!(
            "verificato: {files} file uguali byte per byte, con {threads} thread e con {others}"
        ),
        &format!(
            "verified: {files} files are the same to the byte, with {threads} threads and with {others}"
        ),
    )
}
