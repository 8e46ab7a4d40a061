//! Git's own configuration and files, as a repository that somebody hands over has them: no command of theirs is run,
//! neither where libgit2 reads the repository nor where git itself does.

use std::fs;

use super::{AT_A, SECRET, assert_harmless, command, held, planted};
use crate::sandbox::{BAD, GOOD, Sandbox};

/// Keys of `.git/config` that name a command, each with what stands around it.
const KEYS: [(&str, &str, &str); 26] = [
    ("core.fsmonitor", "", ""),
    ("core.pager", "", ""),
    ("pager.diff", "", ""),
    ("core.editor", "", ""),
    ("sequence.editor", "", ""),
    ("core.sshCommand", "", ""),
    ("core.askPass", "", ""),
    ("core.gitProxy", "", ""),
    ("core.alternateRefsCommand", "", ""),
    ("diff.external", "", ""),
    ("diff.own.command", "", ""),
    ("diff.own.textconv", "", ""),
    ("merge.own.driver", "", ""),
    ("interactive.diffFilter", "", ""),
    ("gpg.program", "", ""),
    ("gpg.ssh.program", "", ""),
    ("gpg.ssh.defaultKeyCommand", "", ""),
    ("credential.helper", "!", ""),
    ("alias.diff", "!", ""),
    ("alias.diff-index", "!", ""),
    ("alias.cat-file", "!", ""),
    ("uploadpack.packObjectsHook", "", ""),
    ("submodule.sub.update", "!", ""),
    ("remote.origin.uploadpack", "", ";"),
    ("remote.origin.url", "ext::", ""),
    ("hook.own.command", "", ""),
];

/// A repository of either form with a mistake in its change, and links, attributes and commits that ask for every tool.
fn worked_on(arguments: &[&str]) -> Sandbox {
    let sandbox = Sandbox::without_repository().without_runtime();
    sandbox.git(&[&["init", "--quiet", "--initial-branch=main"], arguments].concat());
    sandbox.write_all(&[("README", "a project\n"), ("a.py", GOOD), (".gitattributes", "*.py diff=own merge=own\n")]);
    sandbox.commit("first");
    sandbox.write("a.py", BAD);
    sandbox
}

/// The forms that libgit2 reads, and one that git itself has to.
const FORMS: [&[&str]; 2] = [&[], &["--object-format=sha256"]];

#[test]
fn no_command_of_a_configuration_is_run() {
    for form in FORMS {
        let sandbox = worked_on(form);
        for (key, before, after) in KEYS {
            sandbox.git(&["config", key, &format!("{before}{}{after}", command(&sandbox))]);
        }
        sandbox.git(&["config", "log.showSignature", "true"]);
        sandbox.git(&["config", "hook.own.event", "post-index-change"]);
        for scope in [&[][..], &["--staged"], &["--all"], &["--commit", "HEAD"]] {
            let (_, result) = held(&sandbox, "commands", scope);
            assert!(!scope.is_empty() || planted(&result) == [AT_A], "{form:?}: {result}");
        }
    }
}

#[test]
fn no_hook_is_run() {
    use std::os::unix::fs::PermissionsExt;

    let names = ["post-index-change", "fsmonitor-watchman", "pre-auto-gc", "reference-transaction", "post-checkout"];
    for form in FORMS {
        let sandbox = worked_on(form);
        sandbox.git(&["add", "--all"]);
        for name in names {
            let path = sandbox.root().join(".git/hooks").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, format!("#!/bin/sh\n{}\n", command(&sandbox))).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        for scope in [&[][..], &["--staged"], &["--all"]] {
            let (_, result) = held(&sandbox, "hooks", scope);
            assert_eq!(planted(&result), [AT_A], "{form:?}");
        }
    }
}

#[test]
fn no_command_of_a_configuration_that_another_includes_is_run() {
    for key in ["include.path", "includeIf.gitdir:/**.path"] {
        for form in FORMS {
            let sandbox = worked_on(form);
            let included =
                format!("[core]\n\tfsmonitor = {0}\n\tpager = {0}\n[diff]\n\texternal = {0}\n", command(&sandbox));
            sandbox.write("included", included);
            sandbox.git(&["config", key, "../included"]);
            sandbox.git(&["config", "core.hooksPath", "."]);
            let (_, result) = held(&sandbox, key, &[]);
            assert_eq!(planted(&result), [AT_A], "{key} {form:?}");
        }
    }
}

#[test]
fn a_submodule_with_an_odd_address_or_command_is_neither_fetched_nor_run() {
    for form in FORMS {
        for url in
            ["ext::sh -c 'touch ran'", "--upload-pack=touch ran", "file:///etc", "../outside.py", "\u{1b}]0;x\u{7}"]
        {
            let sandbox = worked_on(form);
            let update = format!("\tupdate = !{}\n", command(&sandbox));
            let modules = format!("[submodule \"../../x\"]\n\tpath = sub\n\turl = {url:?}\n{update}");
            sandbox.write(".gitmodules", modules);
            let commit = sandbox.git(&["rev-parse", "HEAD"]);
            let entry = format!("160000,{},sub", commit.trim());
            sandbox.git(&["update-index", "--add", "--cacheinfo", &entry]);
            for scope in [&[][..], &["--staged"]] {
                let (_, result) = held(&sandbox, url, scope);
                let found = planted(&result);
                assert!(scope.len() == 1 || found.contains(&AT_A.to_owned()), "{url}: {found:?}");
            }
            assert!(!sandbox.root().join("ran").exists(), "{url}");
        }
    }
}

#[test]
fn what_replaces_or_borrows_objects_hides_no_change() {
    let sandbox = worked_on(&[]);
    let first = sandbox.git(&["rev-parse", "HEAD"]);
    let second = sandbox.commit("second");
    // The commit looks as if it changed nothing.
    sandbox.git(&["replace", "--force", &second, first.trim()]);
    let (_, result) = held(&sandbox, "a replacement", &["--commit", &second]);
    assert_eq!(planted(&result), [AT_A], "a replacement");
    sandbox.git(&["replace", "--delete", &second]);

    sandbox.write(".git/objects/info/alternates", "/dev\n../../../..\nobjects\n\u{1b}[2J\n");
    let (_, result) = held(&sandbox, "alternates", &["--commit", &second]);
    assert_eq!(planted(&result), [AT_A], "alternates");
}

#[test]
fn a_file_of_git_that_is_a_pipe_or_a_link_is_not_waited_for() {
    for path in ["info/attributes", "info/exclude", "info/grafts", "shallow", "packed-refs"] {
        let sandbox = worked_on(&[]);
        let full = sandbox.root().join(".git").join(path);
        let _ = fs::remove_file(&full);
        std::os::unix::fs::symlink(sandbox.beside("outside.py"), &full).unwrap();
        fs::write(sandbox.beside("outside.py"), format!("# {SECRET}\n")).unwrap();
        let run = sandbox.review(&["--tiers", "rules"]);
        assert_harmless(&sandbox, path, &run);
    }
}
