//! The command line: what was typed becomes what to do.
//!
//! Exit codes: 0 done, 1 the content has errors, 2 the command cannot be carried out.

mod build;
mod cache;
mod changes;
mod check;
mod codes;
mod completions;
mod context;
mod diff;
mod doctor;
mod explain;
mod export;
mod extract;
mod fix;
mod fmt;
mod guide;
mod headers;
mod hidden;
mod import;
mod index;
mod init;
mod lsp;
mod manual;
mod messages;
mod new;
mod no_value;
mod output;
mod progress;
mod search;
mod serve;
mod signals;
mod site;
mod stats;
mod terminal;
mod usage;

use clap::{CommandFactory, Parser, Subcommand};
use context::{Context, FAILED, Lang};
use std::process::ExitCode;

/// Turns Markdown and YAML into an accessible, searchable site.
#[derive(Parser)]
#[command(name = "casa", version, about, max_term_width = 90, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Language of messages; by default that of the site.
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    /// Say nothing but what is wrong.
    #[arg(long, short, global = true)]
    quiet: bool,
}

const EXAMPLES: &str = "Examples:
  casa build                         publish the site of this folder in public/
  casa serve --open                  preview it, and see every change as you save
  casa check --format json           every problem, for programs
  casa new notizia \"Un nuovo bando\"  a page with the fields of its type
  casa index _site                   make any folder of HTML searchable
  casa search --in public stazione unica appaltante";

#[derive(Subcommand)]
enum Command {
    /// Publish the site
    #[command(after_help = "Examples:
  casa build
  casa build --out /tmp/site --base-url https://example.org/portal/
  casa build --drafts --report report.json
  casa build --explain content/notizie/webinar.md
  casa build --verify                twice, and compare every byte

The output folder is replaced as a whole, or not at all.")]
    Build(build::Arguments),
    /// Report everything that is wrong with the content
    #[command(after_help = "Examples:
  casa check
  casa check --format json > problems.json
  casa check --format github         in a workflow: at the lines of a pull request
  casa check --fix --dry-run         what can be mended by itself
  casa explain broken-link           what a message means

Exit code 1 if there are errors, 0 if there are only warnings or nothing.")]
    Check(check::Arguments),
    /// Say what a problem means, with an example of wrong and right
    #[command(after_help = "Examples:
  casa explain unknown-reference
  casa explain --lang it")]
    Explain(codes::Arguments),
    /// Preview the site in a browser and follow changes
    #[command(after_help = "Examples:
  casa serve
  casa serve --port 8080 --open
  casa serve --bind 0.0.0.0 --poll         in a container
  casa serve --host-name portale.test      behind another name
  casa serve --editor 'code -g {file}:{line}'

Drafts and pages dated ahead are shown, and marked. Nothing is written to disk.")]
    Serve(serve::Arguments),
    /// Write the front matter of all pages in one form
    #[command(after_help = "Examples:
  casa fmt
  casa fmt --check                   in a workflow: exit code 1 if something is to be written

Two spaces a level, one behind a colon, at most one blank line. The order of fields, quotation
marks and comments stay as they are, and what the site publishes is the same.")]
    Fmt(fmt::Arguments),
    /// Help an editor: problems, completion, links, while somebody writes
    #[command(
        after_help = "Started by an editor, with which it speaks the Language Server Protocol on standard input
and output; docs/editors.md has the configurations. What it reports is what `casa check` reports."
    )]
    Lsp(lsp::Arguments),
    /// Start a page of a type, with all its fields
    #[command(after_help = "Examples:
  casa new notizia \"Un nuovo bando\"
  casa new documento \"Schema di convenzione\" --root ../portale
  casa new                           asks for everything
  casa new notizia \"Un nuovo bando\" --set categoria=evento --json

At a terminal it asks for what has to be there. What nobody says stays empty, and is reported.")]
    New(new::Arguments),
    /// Describe the types of pages, with an example each, for whoever writes them
    #[command(after_help = "Examples:
  casa guide > tipi.md
  casa guide --messages              what each message means

Markdown, made of the schema: labels, help, values, and the shortest page of each type.")]
    Guide(guide::Arguments),
    /// Start a portal: its title, its language, the types of its pages
    #[command(after_help = "Examples:
  casa init                          asks for everything
  casa init portale --title \"Il portale\" --language it --types news,documents
  casa init blog --title \"My notes\" --types none")]
    Init(init::Arguments),
    /// Make a site of another program one of ours: content, configuration, old addresses
    #[command(after_help = "Examples:
  casa import ../old-site            into content/ of this folder
  casa import ../old-site --dry-run  only say what could not be carried over
  casa import export.xml --root new

Every thing that could not be carried over is a line on standard output, with its place. Again, it
writes the same; what somebody has changed since is never written over.")]
    Import(import::Arguments),
    /// Make any folder of HTML, or of PDFs, searchable, whichever generator wrote it
    #[command(after_help = "Examples:
  casa index public
  casa index _site --language it
  casa index dist --out dist/cerca
  casa index archivio                a folder of PDFs, without any page

PDFs and office documents that pages link to are searched inside, by page.
Writes the index and the search's scripts to DIR/search, as a whole or not at all.
data-pagefind-* attributes are understood; see docs/index-any-site.md.")]
    Index(index::Arguments),
    /// Print the text inside a document, and what a reader needs to know of it
    #[command(after_help = "Examples:
  casa extract bando.pdf
  casa extract --json modulo.docx

At most 10 seconds and 512 MB. Exit code 1 if there is no text to read, 2 if there is no such file.
What --json prints is told in docs/attachments.md.")]
    Extract(extract::Arguments),
    /// Search a built site
    #[command(after_help = "Examples:
  casa search stazione unica appaltante
  casa search --in public --json --limit 3 seav
  casa search --language en public procurement
  casa search --in public --batch --cold < queries.txt
  casa search export                 its documents for Quickwit
  casa search -- export              look for the word \"export\"

Exit code 0 with hits or without, 2 if the index cannot be read. What --json prints is told in
docs/index-any-site.md.")]
    Search(search::Arguments),
    /// List what differs between two published sites, for whoever reviews a change
    #[command(after_help = "Examples:
  casa changes site-before site-after
  casa changes .casa-manifest public --base-url https://preview-12.example.org/
  casa changes site-before site-after --format github         in a workflow: addresses that vanish

Prints Markdown. Without the pages of both sites, titles and texts are not compared.")]
    Changes(changes::Arguments),
    /// Say what differs between two pages, or since a revision, word by word
    #[command(after_help = "Examples:
  casa diff documenti/schema-2023 documenti/schema
  casa diff /documenti/schema-2023/ /documenti/schema/ --json
  casa diff content/documenti/schema.md --since HEAD~5

By section, block and word, as on the page of differences: [-removed-] {+added+}.")]
    Diff(diff::Arguments),
    /// Count what readers read, from the logs of the web server
    #[command(after_help = "Examples:
  casa stats access.log access.log.1.gz
  zcat logs/*.gz | casa stats -

Counts by month, without anything that says who asked. Months that the logs do not mention
stay as they are in the file, so give whole months.")]
    Stats(stats::Arguments),
    /// Print what lets a shell complete commands and options
    #[command(after_help = "Examples:
  casa completions bash > ~/.local/share/bash-completion/completions/casa
  casa completions zsh > ~/.zfunc/_casa
  casa completions fish > ~/.config/fish/completions/casa.fish
  casa completions powershell >> $PROFILE")]
    Completions(completions::Arguments),
    /// Write the manual pages into a folder
    #[command(hide = true)]
    Manual(manual::Arguments),
    /// Write the headers of the site for a server or a host
    #[command(after_help = "Examples:
  casa headers --for nginx > /etc/nginx/conf.d/portale-headers.conf
  casa headers --for apache >> public/.htaccess
  casa headers --for github-pages

Security headers, and how long what may be kept. docs/deploy.md says where they go.")]
    Headers(headers::Arguments),
    /// Look whether this machine and this folder have what casa needs
    #[command(after_help = "Examples:
  casa doctor
  casa doctor --root ../portale --lang it

Writes nothing that stays. Exit code 2 if something keeps casa from building the site.")]
    Doctor(doctor::Arguments),
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    signals::outgrown_files_are_errors();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage::refuse(&error),
    };
    let context = Context {
        lang: cli.lang,
        quiet: cli.quiet,
    };
    let ended = match cli.command {
        Command::Build(arguments) => build::run(&arguments, context),
        Command::Check(arguments) => check::run(&arguments, context),
        Command::Explain(arguments) => codes::run(&arguments, context),
        Command::Serve(arguments) => serve::run(&arguments, context),
        Command::Fmt(arguments) => fmt::run(&arguments, context),
        Command::Lsp(arguments) => lsp::run(&arguments, context),
        Command::New(arguments) => new::run(&arguments, context),
        Command::Guide(arguments) => guide::run(&arguments, context),
        Command::Init(arguments) => init::run(&arguments, context),
        Command::Import(arguments) => import::run(&arguments, context),
        Command::Index(arguments) => index::run(&arguments, context),
        Command::Extract(arguments) => extract::run(&arguments, context),
        Command::Search(arguments) => search::run(&arguments, context),
        Command::Diff(arguments) => diff::run(&arguments, context),
        Command::Changes(arguments) => changes::run(&arguments, context),
        Command::Stats(arguments) => stats::run(&arguments, context),
        Command::Completions(arguments) => completions::run(&arguments, Cli::command()),
        Command::Manual(arguments) => manual::run(&arguments, Cli::command()),
        Command::Headers(arguments) => headers::run(&arguments, context),
        Command::Doctor(arguments) => doctor::run(&arguments, context),
    };
    let code = ended.unwrap_or_else(|code| code);
    match output::failure() {
        None => code,
        Some(error) => {
            let (italian, english) = (format!("errore: {error}"), format!("error: {error}"));
            let language = messages::language(context, None);
            output::error_line(messages::say(language, &italian, &english));
            ExitCode::from(FAILED)
        }
    }
}
