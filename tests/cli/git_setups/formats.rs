//! Repositories, indexes and clones of other formats.

use std::fs;

use super::setup::{SCOPES, Setup, numbered};
use crate::sandbox::{GOOD, Sandbox};

#[test]
fn an_ordinary_repository_is_reviewed_as_git_shows_it() {
    Setup::with_init("ordinary", &[]).worked_on().agrees(&SCOPES);
}

#[test]
fn a_sha_256_repository() {
    let setup = Setup::with_init("sha256", &["--object-format=sha256"]).worked_on();
    setup.agrees(&SCOPES);
    assert_eq!(setup.json(&["--commit", "HEAD"])["scope"]["head"].as_str().unwrap().len(), 64);
}

#[test]
fn a_first_commit_of_a_sha_256_repository_is_all_new() {
    let setup = Setup::with_init("sha256", &["--object-format=sha256"]);
    setup.write("a.py", numbered(1..4));
    setup.git(&["add", "--all"]);
    assert_eq!(setup.of_review(&["--staged"]), [("a.py".to_owned(), [0, 0, 1, 3])].into());
    setup.commit("first");
    assert_eq!(setup.of_review(&["--commit", "HEAD"]), [("a.py".to_owned(), [0, 0, 1, 3])].into());
}

#[test]
fn a_reftable_repository() {
    Setup::with_init("reftable", &["--ref-format=reftable"]).worked_on().agrees(&SCOPES);
}

#[test]
fn a_split_index() {
    let setup = Setup::with_init("split index", &[]).worked_on();
    setup.git(&["update-index", "--split-index"]);
    setup.agrees(&SCOPES);
    setup.git(&["config", "core.splitIndex", "true"]);
    setup.edited().agrees(&SCOPES);
}

#[test]
fn a_sparse_checkout() {
    let setup = Setup::with_init("sparse checkout", &[]).worked_on();
    setup.git(&["stash", "--quiet"]);
    setup.git(&["sparse-checkout", "set", "--no-sparse-index", "in"]);
    let setup = setup.edited();
    assert!(!setup.folder.join("out").exists());
    setup.agrees(&SCOPES);
    assert!(setup.review(&["doctor"]).out.contains("git: it is a sparse checkout"));
    let all = setup.json(&["--all"]);
    assert!(!all["hunks"].to_string().contains("out/"), "what is not checked out is not looked at");
}

#[test]
fn a_sparse_index() {
    let setup = Setup::with_init("sparse index", &[]).worked_on();
    setup.git(&["stash", "--quiet"]);
    setup.git(&["sparse-checkout", "set", "--sparse-index", "in"]);
    setup.edited().agrees(&SCOPES);
}

#[test]
fn files_that_are_skipped_by_hand_are_not_removed() {
    let setup = Setup::with_init("skip-worktree", &[]).worked_on();
    setup.git(&["update-index", "--skip-worktree", "out/e.py"]);
    fs::remove_file(setup.folder.join("out/e.py")).unwrap();
    setup.agrees(&SCOPES);
}

#[test]
fn a_clone_that_says_that_it_is_partial() {
    let setup = Setup::with_init("extensions.partialClone", &[]).worked_on();
    setup.git(&["config", "core.repositoryFormatVersion", "1"]);
    setup.git(&["config", "extensions.partialClone", "origin"]);
    setup.git(&["remote", "add", "origin", "nowhere"]);
    setup.agrees(&SCOPES);
}

/// A clone without the blobs of what is not checked out.
fn partial(name: &'static str, filter: &str) -> Setup {
    let origin = Setup::with_init("origin", &[]).worked_on();
    origin.git(&["config", "uploadpack.allowFilter", "true"]);
    origin.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let address = format!("file://{}", origin.folder.display());
    let clone = origin.sandbox.beside("clone");
    origin.git(&["clone", "--quiet", filter, &address, clone.to_str().unwrap()]);
    Setup { folder: clone, ..Setup::new(name, origin.sandbox) }
}

#[test]
fn a_clone_without_blobs_fetches_what_it_needs() {
    partial("blob:none", "--filter=blob:none").edited().agrees(&[&["--commit", "HEAD"]]);
    partial("blob:none", "--filter=blob:none").edited().agrees(&SCOPES);
    partial("tree:0", "--filter=tree:0").edited().agrees(&[&["--commit", "HEAD"]]);
}

#[test]
fn a_clone_whose_missing_blobs_cannot_be_fetched_is_not_reviewed_as_if_nothing_had_changed() {
    let setup = partial("blob:none", "--filter=blob:none");
    setup.git(&["remote", "set-url", "origin", "file:///nowhere"]);
    let run = setup.review(&["--commit", "HEAD"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("missing from this partial clone") && run.err.contains("git fetch"), "{}", run.err);
}

#[test]
fn a_clone_does_not_run_what_its_own_configuration_names_to_fetch() {
    let setup = partial("blob:none", "--filter=blob:none");
    let mark = setup.sandbox.beside("run");
    setup.git(&["config", "core.sshCommand", &format!("touch {};", mark.display())]);
    setup.git(&["remote", "set-url", "origin", "ssh://host/x"]);
    let run = setup.review(&["--commit", "HEAD"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("core.sshcommand, which is not run") && !mark.exists(), "{}", run.err);
}

#[test]
fn where_git_is_needed_and_missing_the_error_says_why() {
    let setup = Setup::with_init("sha256", &["--object-format=sha256"]).worked_on();
    let mut program = setup.program();
    let run = crate::sandbox::Run::of(program.env("PATH", "").arg("--staged").output().unwrap());
    assert_eq!(run.code, 2, "{}", run.err);
    let text = run.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("extensions.objectformat = sha256") && text.contains("install git"), "{text}");
}

/// A repository of some format with a merge that left conflicts.
fn in_conflict(arguments: &[&str]) -> Setup {
    let setup = Setup::with_init("conflict", arguments);
    setup.write("a.py", numbered(1..30));
    setup.commit("first");
    setup.git(&["checkout", "--quiet", "-b", "other"]);
    setup.write("a.py", numbered(1..30).replace("x9 ", "y9 "));
    setup.commit("theirs");
    setup.git(&["checkout", "--quiet", "main"]);
    setup.write("a.py", numbered(1..30).replace("x9 ", "z9 "));
    setup.commit("ours");
    let merge = setup.sandbox.git_command(&["merge", "--quiet", "other"]).current_dir(&setup.folder).output().unwrap();
    assert!(!merge.status.success());
    setup
}

#[test]
fn files_with_conflicts_are_the_same_whoever_reads_them() {
    let (ordinary, sha256) = (in_conflict(&[]), in_conflict(&["--object-format=sha256"]));
    assert!(ordinary.of_review(&["--base", "HEAD"]).contains(&("a.py".to_owned(), [6, 7, 6, 11])));
    for scope in [&[][..], &["--base", "HEAD"], &["--base", "HEAD~1"]] {
        assert_eq!(ordinary.of_review(scope), sha256.of_review(scope), "{scope:?}");
    }
    for setup in [ordinary, sha256] {
        let run = setup.review(&["--staged", "--tiers", "rules", "--strict"]);
        assert!(run.code == 2 && run.err.contains("a.py (merge conflict)"), "{}", run.err);
    }
}

#[cfg(unix)]
#[test]
fn the_hook_reviews_what_a_commit_of_everything_takes() {
    for arguments in [&[][..], &["--object-format=sha256"], &["--ref-format=reftable"]] {
        let setup = Setup::with_init("hook", arguments);
        assert_eq!(setup.review(&["hook", "install"]).code, 0);
        setup.write("a.py", GOOD);
        setup.commit("first");
        setup.write("a.py", "password = 'Wx9$kQ2!vLp8rT4z'\neval(input())\n");
        let commit = setup.sandbox.git_command(&["commit", "--all", "--message", "second"]);
        let run = { commit }.current_dir(&setup.folder).output().unwrap();
        let text = String::from_utf8_lossy(&run.stderr).into_owned() + &String::from_utf8_lossy(&run.stdout);
        assert!(text.contains("a.py:"), "{arguments:?}: {text}");
    }
}

#[test]
fn a_ceiling_keeps_a_folder_out_of_the_repository_above_it() {
    let setup = Setup::with_init("ceiling", &[]).worked_on();
    let folder = setup.folder.join("in/deep");
    for (ceiling, code) in [(setup.folder.join("in"), 2), (setup.folder.join("other"), 0)] {
        let output = setup.program().current_dir(&folder).env("GIT_CEILING_DIRECTORIES", &ceiling).output().unwrap();
        assert_eq!(
            output.status.code(),
            Some(code),
            "{}: {}",
            ceiling.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[cfg(unix)]
#[test]
fn an_ordinary_repository_starts_no_process() {
    use std::os::unix::fs::PermissionsExt;
    let setup = Setup::new("ordinary", Sandbox::new());
    setup.write(".gitattributes", "* text=auto\n*.bin -text\n*.md eol=lf\n");
    let setup = setup.worked_on();
    let (programs, mark) = (setup.sandbox.beside("programs"), setup.sandbox.beside("run"));
    fs::create_dir(&programs).unwrap();
    fs::write(programs.join("git"), format!("#!/bin/sh\necho >> {}\n", mark.display())).unwrap();
    fs::set_permissions(programs.join("git"), fs::Permissions::from_mode(0o755)).unwrap();
    for scope in SCOPES.iter().chain(&[&["--all"][..]]) {
        let output = setup.program().env("PATH", &programs).args(*scope).output().unwrap();
        assert!(output.status.code().unwrap() < 2, "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(!mark.exists());
}
