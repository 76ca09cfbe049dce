//! The files that check, compare and publish a site on other machines: what they are, and what their
//! steps do, run as those machines run them.

use crate::support::{EPOCH, Ran, Site, ran, repository};
use documents::Zip;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use tiny_http::{Method, Response, Server};

const COMMENT: &str = ".github/workflows/comment.yml";
const GITLAB: &str = "docs/hosting/gitlab-ci.yml";

fn text(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap()
}

fn yaml(path: &str) -> Value {
    serde_yaml::from_str(&text(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All workflows of GitHub.
fn workflows() -> Vec<String> {
    let folder = fs::read_dir(repository().join(".github/workflows")).unwrap();
    let names = folder.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut paths: Vec<String> = names
        .map(|name| format!(".github/workflows/{name}"))
        .collect();
    paths.push("docs/hosting/github-pages.yml".to_owned());
    paths
}

/// All steps of a workflow.
fn steps(workflow: &Value) -> Vec<&Value> {
    let jobs = workflow["jobs"].as_object().unwrap().values();
    jobs.flat_map(|job| job["steps"].as_array().unwrap())
        .collect()
}

/// The commands of a step, by its name.
fn commands(path: &str, name: &str) -> String {
    let workflow = yaml(path);
    let step = steps(&workflow)
        .into_iter()
        .find(|step| step["name"] == name);
    step.unwrap()["run"].as_str().unwrap().to_owned()
}

/// Runs commands as a machine of GitHub does, with `casa` of this build.
fn bash(folder: &Path, commands: &str, environment: &[(&str, &str)]) -> Ran {
    let casa = Path::new(env!("CARGO_BIN_EXE_casa")).parent().unwrap();
    let path = format!("{}:{}", casa.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("bash");
    command
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", commands])
        .current_dir(folder)
        .env("PATH", path)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .envs(environment.iter().copied());
    ran(command.output().unwrap())
}

/// A portal in git with a first state, and a change: a page that says something else, one that is
/// gone, and a link that leads nowhere.
fn changed_site() -> Site {
    let page = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    let site = Site::of(&[
        ("content/casa.yaml", "title: Prova\nlanguage: it\n"),
        ("content/index.md", &page("Inizio", "Prima.")),
        ("content/va-via.md", &page("Va via", "Testo.")),
        (".gitignore", ".cache\nrunner\n"),
    ]);
    git(&site, &["init", "--quiet"]);
    commit(&site);
    site.write(
        "content/index.md",
        page("Inizio", "Dopo, con un [legame](niente.md)."),
    );
    fs::remove_file(site.path("content/va-via.md")).unwrap();
    commit(&site);
    fs::create_dir(site.path("runner")).unwrap();
    site
}

fn git(site: &Site, arguments: &[&str]) -> String {
    let mut command = Command::new("git");
    command
        .args([
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@a.it",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(arguments)
        .current_dir(site.root())
        .env("GIT_CONFIG_GLOBAL", "/dev/null");
    let ran = ran(command.output().unwrap());
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    ran.out.trim().to_owned()
}

fn commit(site: &Site) {
    git(site, &["add", "--all"]);
    git(site, &["commit", "--quiet", "--message", "Prova"]);
}

#[test]
fn no_code_of_others_meets_a_token_that_writes() {
    for path in workflows() {
        let workflow = yaml(&path);
        // What may write is asked for by the job that does.
        let rights = workflow["permissions"].as_object().unwrap();
        assert!(rights.values().all(|right| right == "read"), "{path}");
        for step in steps(&workflow) {
            let Some(action) = step["uses"].as_str() else {
                // What others name, such as a branch, comes as a variable and is never code.
                assert!(
                    !step["run"].as_str().unwrap().contains("${{"),
                    "{path}: {step}"
                );
                continue;
            };
            let (_, commit) = action.split_once('@').unwrap();
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit, "{path}: {action}");
            if action.starts_with("actions/checkout@") {
                assert_eq!(step["with"]["persist-credentials"], false, "{path}");
            }
        }
        if workflow["on"].get("pull_request").is_some() {
            assert_eq!(
                workflow["permissions"],
                json!({"contents": "read"}),
                "{path}"
            );
            let mut jobs = workflow["jobs"].as_object().unwrap().values();
            assert!(jobs.all(|job| job.get("permissions").is_none()), "{path}");
        }
        assert!(
            workflow["on"].get("pull_request_target").is_none(),
            "{path}"
        );
    }
    let comment = yaml(COMMENT);
    assert!(
        steps(&comment)
            .iter()
            .all(|step| step.get("uses").is_none())
    );
}

#[test]
fn hosts_send_the_same_headers() {
    let netlify = text("netlify.toml");
    let (_, all) = netlify.split_once("for = \"/*\"").unwrap();
    let all = all.split("[[headers]]").next().unwrap();
    let headers: Vec<(&str, &str)> = all
        .lines()
        .filter_map(|line| line.trim().split_once(" = "))
        .collect();
    assert!(headers.len() > 5, "{headers:?}");
    for (name, value) in headers {
        for path in ["docs/hosting/nginx.conf", "docs/hosting/apache.conf"] {
            assert!(text(path).contains(value), "{path}: {name}: {value}");
        }
    }
}

#[test]
fn a_pull_request_is_told_what_is_wrong_and_what_changes() {
    const CONTENT: &str = ".github/workflows/content.yml";
    let site = changed_site();
    let (runner, summary) = (site.path("runner"), site.path("runner/summary"));
    let environment = [
        ("SPOKEN", "it"),
        (
            "PREVIEW",
            "https://deploy-preview-NUMBER--prova.netlify.app",
        ),
        ("NUMBER", "12"),
        ("RUNNER_TEMP", runner.to_str().unwrap()),
        ("GITHUB_STEP_SUMMARY", summary.to_str().unwrap()),
    ];
    let checked = bash(
        site.root(),
        &commands(CONTENT, "What is wrong"),
        &environment,
    );
    let expected =
        "::warning file=content/index.md,line=5,endLine=5,col=14,endColumn=33,title=broken-link::";
    assert!(
        checked.out.starts_with(expected),
        "{}{}",
        checked.out,
        checked.err
    );

    let compared = bash(
        site.root(),
        &commands(CONTENT, "What changes"),
        &environment,
    );
    assert_eq!(compared.code, Some(0), "{}", compared.err);
    let expected = "::warning title=1 indirizzo non risponde più::/va-via/%0A";
    assert!(compared.out.starts_with(expected), "{}", compared.out);
    let said = fs::read_to_string(runner.join("changes/said/changes.md")).unwrap();
    assert_eq!(said, fs::read_to_string(&summary).unwrap());
    let expected = "[Inizio](https://deploy-preview-12--prova.netlify.app/) `/`";
    assert!(said.contains(expected), "{said}");
    assert!(
        said.contains("`/va-via/`: l'indirizzo **non risponde più**"),
        "{said}"
    );

    // A site that cannot be built is no difference, and no failure of this step.
    site.write("content/casa.yaml", "title: [\n");
    fs::remove_dir_all(runner.join("changes")).unwrap();
    git(&site, &["worktree", "prune"]);
    let broken = bash(
        site.root(),
        &commands(CONTENT, "What changes"),
        &environment,
    );
    assert_eq!(broken.code, Some(0), "{}", broken.err);
    let said = fs::read_to_string(runner.join("changes/said/changes.md")).unwrap();
    assert!(
        said.starts_with("Con questa modifica il sito non si costruisce."),
        "{said}"
    );
}

/// A host of code with a pull request, number 7, from a fork.
struct Host {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    comments: Arc<Mutex<Vec<Value>>>,
}

impl Host {
    /// A host whose artifact is this archive.
    fn with(archive: Vec<u8>) -> Self {
        let server = Server::http("127.0.0.1:0").unwrap();
        let address = format!("http://{}", server.server_addr());
        let (asked, comments) = (Arc::default(), Arc::default());
        let host = Self {
            address: address.clone(),
            asked: Arc::clone(&asked),
            comments: Arc::clone(&comments),
        };
        std::thread::spawn(move || {
            for mut request in server.incoming_requests() {
                let mut body = String::new();
                // What is no text is answered as if it were none.
                let _ = request.as_reader().read_to_string(&mut body);
                let (method, url) = (request.method().clone(), request.url().to_owned());
                asked.lock().unwrap().push(format!("{method} {url}"));
                let answer = match url.split('?').next().unwrap() {
                    "/archive" => archive.clone(),
                    "/repos/upi/portale/pulls" => {
                        br#"[{"number": 7, "head": {"sha": "abc"}}]"#.to_vec()
                    }
                    "/repos/upi/portale/actions/runs/99/artifacts" => {
                        let url = format!("{address}/archive");
                        json!({"artifacts": [{"archive_download_url": url}]})
                            .to_string()
                            .into()
                    }
                    _ => Self::note(&method, &body, &comments, &address),
                };
                request.respond(Response::from_data(answer)).unwrap();
            }
        });
        host
    }

    /// Lists, adds or replaces comments, in the words of GitHub and of GitLab.
    fn note(method: &Method, body: &str, comments: &Mutex<Vec<Value>>, address: &str) -> Vec<u8> {
        let mut comments = comments.lock().unwrap();
        if *method == Method::Get {
            return Value::Array(comments.clone()).to_string().into();
        }
        let body = serde_json::from_str::<Value>(body).unwrap()["body"].clone();
        let user = json!({"login": "github-actions[bot]"});
        let comment =
            json!({"id": 1, "url": format!("{address}/comments/1"), "user": user, "body": body});
        match *method == Method::Post {
            true => comments.push(comment),
            false => *comments.last_mut().unwrap() = comment,
        }
        b"{}".to_vec()
    }

    fn bodies(&self) -> Vec<String> {
        let comments = self.comments.lock().unwrap();
        comments
            .iter()
            .map(|comment| comment["body"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Runs the step that comments, for a commit.
    fn comment(&self, commit: &str) -> Ran {
        let runner = Site::new();
        let environment = [
            ("GITHUB_API_URL", self.address.as_str()),
            ("GITHUB_REPOSITORY", "upi/portale"),
            ("RUNNER_TEMP", runner.root().to_str().unwrap()),
            ("TOKEN", "t"),
            ("RUN", "99"),
            ("COMMIT", commit),
            ("OWNER", "ada"),
            ("BRANCH", "a&b=$(touch evil)"),
        ];
        let ran = bash(
            runner.root(),
            &commands(COMMENT, "What changes"),
            &environment,
        );
        assert!(!runner.path("evil").exists());
        ran
    }
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = Zip::default();
    for (name, text) in parts {
        zip.pack(name, text.as_bytes()).unwrap();
    }
    zip.finish().unwrap()
}

#[test]
fn the_comment_is_one_and_follows_the_pull_request() {
    let parts = [
        ("../../evil", "x"),
        ("changes.md", "Pagine: 1 @upi \"è\"\n"),
    ];
    let host = Host::with(archive(&parts));
    let elsewhere =
        json!({"url": "x", "user": {"login": "eva"}, "body": "<!-- casa changes -->\nmine"});
    host.comments.lock().unwrap().push(elsewhere);
    for _ in 0..2 {
        let ran = host.comment("abc");
        assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    }
    let said = "<!-- casa changes -->\nPagine: 1 &#64;upi \"è\"\n";
    assert_eq!(host.bodies(), ["<!-- casa changes -->\nmine", said]);
    let asked = host.asked.lock().unwrap().clone();
    // Versions of curl write the same address in two forms.
    let first = asked[0].to_lowercase().replace('+', "%20");
    let expected = "get /repos/upi/portale/pulls?head=ada%3aa%26b%3d%24%28touch%20evil%29";
    assert_eq!(first, expected);
    assert_eq!(asked[4], "POST /repos/upi/portale/issues/7/comments");
    assert_eq!(asked[9], "PATCH /comments/1");

    // The result of a commit that a newer one has replaced is late.
    let late = host.comment("old");
    assert_eq!(
        (late.code, host.bodies().len()),
        (Some(0), 2),
        "{}",
        late.err
    );
    assert!(
        late.out
            .starts_with("No open pull request is at this commit"),
        "{}",
        late.out
    );
}

#[test]
fn what_is_no_report_is_no_comment() {
    for bytes in [archive(&[("changes.txt", "x")]), b"no archive".to_vec()] {
        let host = Host::with(bytes);
        let ran = host.comment("abc");
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (Some(1), "The artifact holds no changes.md.\n"),
            "{}",
            ran.err
        );
        assert_eq!(host.bodies(), Vec::<String>::new());
    }
}

/// The lines of a job of GitLab, as it runs them.
fn gitlab(job: &str) -> String {
    let pipeline = yaml(GITLAB);
    let lines = pipeline[job]["script"].as_array().unwrap();
    lines
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_merge_request_has_its_report_and_its_comment() {
    let site = changed_site();
    let host = Host::with(Vec::new());
    let base = git(&site, &["rev-parse", "HEAD~1"]);
    let environment = [
        ("SPOKEN", "it"),
        ("PREVIEW", ""),
        ("SOURCE_DATE_EPOCH", EPOCH),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", &base),
        ("CI_MERGE_REQUEST_IID", "12"),
        ("CI_API_V4_URL", &host.address),
        ("CI_PROJECT_ID", "3"),
        ("COMMENT_TOKEN", "t"),
        ("CI_PAGES_URL", "https://upi.gitlab.io/portale"),
    ];
    let run = |job: &str| {
        let ran = bash(site.root(), &gitlab(job), &environment);
        assert_eq!(ran.code, Some(0), "{job}: {}{}", ran.out, ran.err);
    };
    run("check");
    let report: Value =
        serde_json::from_slice(&fs::read(site.path("code-quality.json")).unwrap()).unwrap();
    assert_eq!(report[0]["check_name"], "broken-link");
    assert_eq!(report[0]["location"]["lines"]["begin"], 5);

    for _ in 0..2 {
        run("changes");
    }
    let bodies = host.bodies();
    let said = fs::read_to_string(site.path("changes.md")).unwrap();
    assert_eq!(bodies, [format!("<!-- casa changes -->\n{said}")]);
    assert!(said.contains("- Inizio `/`\n"), "{said}");
    let asked = host.asked.lock().unwrap().clone();
    let notes = "/projects/3/merge_requests/12/notes";
    assert_eq!(asked[1], format!("POST {notes}"));
    assert_eq!(asked[3], format!("PUT {notes}/1"));

    run("pages");
    let public: PathBuf = site.path("public");
    let home = fs::read_to_string(public.join("index.html")).unwrap();
    assert!(home.contains("href=\"/portale/"), "{home}");
    assert!(public.join("index.html.gz").exists());
}
