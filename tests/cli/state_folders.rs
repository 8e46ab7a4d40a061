//! Folders for what the program keeps, where a change brought them along: answers in them are not believed, and nothing is
//! written through them.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::cloud::{MESSAGES, clear, sandbox};
use crate::sandbox::{Run, Sandbox};
use crate::server::Server;

fn server() -> Server {
    Server::start(vec![(MESSAGES, vec![clear()])])
}

fn with_cache(sandbox: &Sandbox, folder: &Path) -> Command {
    let mut program = sandbox.program();
    // ONNX Runtime keeps files of its own in the folder for caches.
    program.args(["--staged", "--tiers", "rules,cloud", "--output-format", "json"]).env("XDG_CACHE_HOME", folder);
    program
}

fn json_of(mut program: Command) -> Value {
    let run = Run::of(program.output().unwrap());
    assert!(run.code < 2, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn a_cache_that_a_change_brings_along_is_not_believed() {
    let server = server();
    let (author, job) = (sandbox(&server, ""), sandbox(&server, ""));
    json_of(with_cache(&author, &author.root().join(".cache")));
    json_of(with_cache(&author, &author.root().join(".cache")));
    assert_eq!(server.asked(MESSAGES).len(), 1, "its own author believes it");
    let folder = job.root().join(".cache");
    fs::create_dir_all(folder.join("review")).unwrap();
    for file in author.root().join(".cache/review").read_dir().unwrap().flatten() {
        fs::copy(file.path(), folder.join("review").join(file.file_name())).unwrap();
    }
    let result = json_of(with_cache(&job, &folder));
    assert_eq!((server.asked(MESSAGES).len(), &result["usage"]["cache"]["hits"]), (2, &json!(0)));
    json_of(with_cache(&job, &folder));
    assert_eq!(server.asked(MESSAGES).len(), 2, "what it kept itself is believed");
}

#[test]
fn a_secret_of_the_users_carries_a_cache_from_machine_to_machine() {
    let server = server();
    let (here, there) = (sandbox(&server, ""), sandbox(&server, ""));
    let cache = here.beside("carried");
    for (sandbox, secret, asked) in [(&here, "one", 1), (&there, "two", 2), (&there, "one", 3), (&here, "one", 3)] {
        let mut program = with_cache(sandbox, &cache);
        program.env("REVIEW_VERDICT_KEY", secret);
        json_of(program);
        assert_eq!(server.asked(MESSAGES).len(), asked, "{secret}");
    }
    assert!(!here.beside("home/.local/state/review-verdicts.key").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_to_a_folder() {
    let server = server();
    for link in [".cache", ".cache/review"] {
        let sandbox = sandbox(&server, "");
        let elsewhere = sandbox.beside("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        let link = sandbox.root().join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        let result = json_of(with_cache(&sandbox, &sandbox.root().join(".cache")));
        assert_eq!(elsewhere.read_dir().unwrap().count(), 0);
        let said = result["degraded"].to_string();
        assert!(said.contains("is not used: it is a symbolic link"), "{said}");
        let mut stats = sandbox.program();
        stats.args(["cache", "stats"]).env("XDG_CACHE_HOME", sandbox.root().join(".cache"));
        let stats = Run::of(stats.output().unwrap());
        assert_eq!(stats.code, 2);
        assert!(stats.err.contains("is a symbolic"), "{}", stats.err);
    }
}

#[cfg(unix)]
#[test]
fn a_data_folder_that_is_a_link_holds_no_consent_and_no_models() {
    let sandbox = Sandbox::with(&[("review.toml", "[review]\n")]);
    let elsewhere = sandbox.beside("elsewhere");
    fs::create_dir_all(&elsewhere).unwrap();
    fs::create_dir_all(sandbox.beside("home/.data")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, sandbox.beside("home/.data/review")).unwrap();
    let run = sandbox.review(&["trust"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("is not used") && run.err.contains("XDG_DATA_HOME"), "{}", run.err);
    assert!(sandbox.review(&["doctor"]).out.contains("is not used: it is a symbolic link"));
    assert_eq!(elsewhere.read_dir().unwrap().count(), 0);
}
