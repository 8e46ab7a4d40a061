//! Paths into the home folder of a person, which nobody else has.

use std::sync::LazyLock;

use regex::Regex;

use super::paths;
use crate::diff::LineSet;
use crate::rules::matched::Hit;
use crate::syntax::SourceFile;

static HOME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:/home/|/Users/|[A-Za-z]:\\{1,2}Users\\{1,2})(?<user>[A-Za-z][A-Za-z0-9._-]{1,31})[/\\]")
        .expect("the pattern is a constant")
});

/// Users of images and services, and names that stand for anybody.
#[rustfmt::skip]
const NOBODY: &[&str] = &[
    "runner", "runneradmin", "you", "your", "yourname", "me", "myuser", "name", "someone", "somebody", "foo",
    "bar", "baz", "alice", "bob", "john", "jane", "jdoe", "ubuntu", "debian", "centos", "vscode", "node", "app",
    "appuser", "application", "circleci", "travis", "jenkins", "gitlab-runner", "build", "builder", "root",
    "public", "default", "shared", "test", "tester", "testuser", "dev", "developer", "admin", "administrator",
    "git", "pi", "ec2-user", "linuxbrew", "coder", "codespace", "gitpod", "nonroot", "jovyan", "airflow",
    "vagrant", "docker", "deploy", "postgres", "www", "web", "www-data", "site", "steam", "data", "work",
    "worker", "project", "projects", "src", "lib", "bin", "local", "conda", "mambauser", "sandbox", "guest",
    "nobody", "opam", "rust", "python", "containeruser", "vsts", "azureuser", "cloud", "service", "server",
    "example", "xxx", "page", "pages", "index", "assets", "static", "api", "login", "settings", "hadoop",
    "spark",
];

pub(super) fn scan(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    if paths::is_natural_language(&file.path) || paths::is_trial(&file.path) {
        return;
    }
    for line in file.lines_of(lines) {
        let start = file.line_range(line).start;
        let text = file.line(line);
        for captures in HOME.captures_iter(text) {
            let (Some(whole), Some(user)) = (captures.get(0), captures.name("user")) else { continue };
            let inside_path = text[..whole.start()].ends_with(|before: char| {
                before.is_alphanumeric() || matches!(before, '_' | '-' | '.' | '}' | ')' | '>' | '~' | '*' | '%')
            });
            if !inside_path && !is_nobody(&user.as_str().to_ascii_lowercase()) {
                let bytes = start + whole.start()..start + user.end();
                keep(Hit::at(bytes).with("path", &text[whole.start()..user.end()]));
            }
        }
    }
}

fn is_nobody(user: &str) -> bool {
    NOBODY.contains(&user) || user.starts_with("user") || user.ends_with("user")
}
