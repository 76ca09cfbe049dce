//! What real servers send that are told so by `casa headers`: nginx, Apache and Caddy, those that
//! this machine has. `tests/run` installs them.

use super::{at, headers, lost, site};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A server on loopback.
struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts a program; `None` if there is none of the name.
    fn start(port: u16, program: &str, arguments: &[&str], folder: &Path) -> Option<Self> {
        let process = Command::new(program)
            .args(arguments)
            .current_dir(folder)
            .env("HOME", folder)
            // Where Debian has nginx and Apache.
            .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/bin")
            .stdout(Stdio::null())
            .stderr(fs::File::create(folder.join("said")).unwrap())
            .spawn()
            .ok()?;
        let mut server = Self { process, port };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = server.process.try_wait().unwrap();
            let said = || fs::read_to_string(folder.join("said")).unwrap();
            assert!(ended.is_none(), "{program}: {}", said());
            std::thread::yield_now();
        }
        Some(server)
    }

    /// The status and the headers of an address.
    fn ask(&self, path: &str) -> (u16, BTreeMap<String, String>) {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        write!(
            stream,
            "HEAD {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let mut lines = answer.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| line.split_once(": "));
        (
            status.unwrap().parse().unwrap(),
            headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // nginx and Apache have children, which they end when they are told to.
        let id = self.process.id().to_string();
        Command::new("kill").arg(id).status().unwrap();
        self.process.wait().unwrap();
    }
}

fn nginx(port: u16, folder: &Path, told: &str) -> Option<Server> {
    let configuration = format!(
        "daemon off;\npid nginx.pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n\
         access_log off;\nclient_body_temp_path body;\nproxy_temp_path proxy;\n\
         fastcgi_temp_path fastcgi;\nuwsgi_temp_path uwsgi;\nscgi_temp_path scgi;\n\
         types {{ text/html html; text/css css; }}\n{told}\n\
         server {{ listen 127.0.0.1:{port}; root www; error_page 404 /il.portale/404.html; }}\n}}\n"
    );
    fs::write(folder.join("nginx.conf"), configuration).unwrap();
    let prefix = folder.to_str().unwrap();
    let arguments = ["-p", prefix, "-c", "nginx.conf", "-e", "stderr"];
    Server::start(port, "nginx", &arguments, folder)
}

fn apache(port: u16, folder: &Path, told: &str) -> Option<Server> {
    let modules = "/usr/lib/apache2/modules";
    let load: String = ["mpm_event", "authz_core", "dir", "mime", "headers"]
        .map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so\n"))
        .concat();
    let shown = folder.display();
    let configuration = format!(
        "ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {shown}/apache.pid\n\
         DefaultRuntimeDir {shown}\nErrorLog /dev/stderr\n{load}TypesConfig /dev/null\n\
         AddType text/html .html\nDocumentRoot {shown}/www\nDirectoryIndex index.html\n{told}"
    );
    let file = folder.join("apache.conf");
    fs::write(&file, configuration).unwrap();
    let arguments = ["-f", file.to_str().unwrap(), "-DFOREGROUND"];
    Server::start(port, "apache2", &arguments, folder)
}

fn caddy(port: u16, folder: &Path, told: &str) -> Option<Server> {
    let configuration = format!(
        "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://127.0.0.1:{port}, http://localhost:{port} {{\n\
         \troot * www\n\tfile_server\n{told}}}\n"
    );
    fs::write(folder.join("Caddyfile"), configuration).unwrap();
    Server::start(port, "caddy", &["run", "--config", "Caddyfile"], folder)
}

#[test]
fn real_servers_send_them() {
    let site = site();
    let configuration = fs::read_to_string(site.path("content/casa.yaml")).unwrap();
    let editing = "editing: {backend: test-repo}\n";
    site.write("content/casa.yaml", configuration + editing);
    assert_eq!(site.casa(&["build"]).code, Some(0));
    // As root, they give their rights up.
    fs::set_permissions(site.root(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::create_dir(site.path("www")).unwrap();
    fs::rename(site.path("public"), site.path("www/il.portale")).unwrap();
    let sections = headers(&site, "netlify");
    type Start = fn(u16, &Path, &str) -> Option<Server>;
    let servers: [(&str, Start); 3] = [("nginx", nginx), ("apache", apache), ("caddy", caddy)];
    for (name, start) in servers {
        let told = headers(&site, name);
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let Some(server) = start(port, site.root(), &told) else {
            println!("{name} is not here");
            continue;
        };
        let published = crate::support::tree(&site.path("www/il.portale")).into_keys();
        let files = published.filter(|path| !path.starts_with('.'));
        let addresses = ["", "admin/", "manca/", "assets/manca.css"].map(str::to_owned);
        for path in files.chain(addresses) {
            let path = format!("/il.portale/{path}");
            let (status, sent) = server.ask(&path);
            let is_missing = path.contains("manca");
            assert_eq!(status == 404, is_missing, "{name} {path}: {status}");
            let mut expected = at(&sections, &path);
            if is_missing {
                // What comes a moment later is not to be missing for a year.
                expected.extend(at(&sections, "/il.portale/404.html"));
            }
            for (header, value) in expected {
                assert_eq!(sent.get(&header), Some(&value), "{name} {path}: {header}");
            }
            if sent
                .get("Content-Type")
                .is_some_and(|kind| kind.starts_with("text/html"))
                && !path.starts_with("/il.portale/admin/")
            {
                assert_eq!(lost(&sent), [""; 0], "{name} {path}");
            }
        }
    }
}
