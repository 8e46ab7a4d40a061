//! Repositories whose parts are not where they usually are.

use std::fs;

use super::setup::{SCOPES, Setup, numbered, places};
use crate::sandbox::{Run, Sandbox};

#[test]
fn the_work_tree_of_a_separate_git_folder_is_where_it_was_made() {
    let sandbox = Sandbox::without_repository();
    let git_dir = sandbox.beside("folders/git");
    fs::create_dir(sandbox.beside("folders")).unwrap();
    fs::write(sandbox.beside("folders/outside.py"), "password = 'x'\n").unwrap();
    let separate = format!("--separate-git-dir={}", git_dir.display());
    sandbox.git(&["init", "--quiet", "--initial-branch=main", &separate]);
    let setup = Setup::new("--separate-git-dir", sandbox).worked_on();
    setup.agrees(&SCOPES);
    let within = Run::of(setup.sandbox.program().current_dir(&git_dir).arg("--all").output().unwrap());
    assert!(!format!("{}{}", within.out, within.err).contains("outside.py"), "{}{}", within.out, within.err);
}

#[test]
fn a_linked_worktree() {
    let mut setup = Setup::new("linked worktree", Sandbox::new()).worked_on();
    setup.git(&["stash", "--quiet"]);
    let other = setup.sandbox.beside("other");
    setup.git(&["worktree", "add", "--quiet", "--detach", other.to_str().unwrap()]);
    setup.folder = other;
    setup.edited().agrees(&SCOPES);
}

/// A home with a few tracked files, whose repository is elsewhere.
fn dotfiles() -> Setup {
    let sandbox = Sandbox::without_repository();
    let git_dir = sandbox.beside("dotfiles.git");
    sandbox.git(&["init", "--quiet", "--bare", "--initial-branch=main", git_dir.to_str().unwrap()]);
    let mut setup = Setup::new("GIT_DIR and GIT_WORK_TREE", sandbox);
    setup.environment.push(("GIT_DIR", git_dir.display().to_string()));
    setup.environment.push(("GIT_WORK_TREE", setup.folder.display().to_string()));
    setup
}

#[test]
fn the_environment_may_say_where_a_repository_is() {
    let setup = dotfiles().worked_on();
    setup.git(&["config", "status.showUntrackedFiles", "no"]);
    setup.write("untracked.py", numbered(1..9));
    setup.agrees(&SCOPES);
    let mut from_below = dotfiles().worked_on();
    from_below.agrees(&SCOPES);
    from_below.folder = from_below.folder.join("in");
    from_below.agrees(&[&["--staged"], &["--commit", "HEAD"]]);
}

#[test]
fn untracked_files_are_reviewed_unless_the_user_never_wants_to_see_them() {
    let setup = dotfiles().worked_on();
    setup.write("untracked.py", numbered(1..9));
    let has_it = |setup: &Setup| setup.of_review(&[]).iter().any(|(path, _)| path == "untracked.py");
    assert!(has_it(&setup));
    setup.git(&["config", "status.showUntrackedFiles", "no"]);
    assert!(!has_it(&setup));
}

#[cfg(unix)]
#[test]
fn objects_in_quarantine_are_reviewed_before_they_are_received() {
    use std::os::unix::fs::PermissionsExt;
    let setup = Setup::new("quarantine", Sandbox::new()).worked_on();
    let server = setup.sandbox.beside("server.git");
    setup.git(&["init", "--quiet", "--bare", server.to_str().unwrap()]);
    let hook = server.join("hooks/pre-receive");
    fs::create_dir_all(server.join("hooks")).unwrap();
    let program = env!("CARGO_BIN_EXE_review");
    let script = format!(
        "#!/bin/sh\nread old new name\n{program} --tiers rules --commit $new --output-format json > result.json\necho ended $?\n"
    );
    fs::write(&hook, script).unwrap();
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).unwrap();
    setup.git(&["push", "--quiet", server.to_str().unwrap(), "HEAD:refs/heads/main"]);
    let result: serde_json::Value = serde_json::from_slice(&fs::read(server.join("result.json")).unwrap()).unwrap();
    assert_eq!(places(&result), setup.of_review(&["--commit", "HEAD"]));
    assert!(places(&result).len() > 2);
}

#[test]
fn what_is_in_another_repository_within_is_not_this_one_s() {
    let setup = Setup::new("nested repository", Sandbox::new()).worked_on();
    setup.git(&["init", "--quiet", "nested"]);
    setup.write("nested/n.py", numbered(1..9));
    setup.git(&["worktree", "add", "--quiet", "--detach", "within"]);
    setup.agrees(&SCOPES);
    let run = setup.review(&["--tiers", "rules", "--strict"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(!format!("{}{}", run.out, run.err).contains("nested"), "{}{}", run.out, run.err);
}

/// A bare repository in a folder of another one, as a clone can bring it.
fn embedded(work_tree: Option<&str>) -> Setup {
    let mut setup = Setup::new("embedded", Sandbox::new()).worked_on();
    setup.git(&["init", "--quiet", "--bare", "sub"]);
    if let Some(work_tree) = work_tree {
        setup.git(&["-C", "sub", "config", "core.bare", "false"]);
        setup.git(&["--git-dir=sub", "config", "core.worktree", work_tree]);
    }
    setup.folder = setup.folder.join("sub");
    setup
}

#[test]
fn a_bare_repository_among_the_files_of_another_is_refused() {
    for work_tree in [None, Some("../../victim"), Some("../..")] {
        let setup = embedded(work_tree);
        fs::create_dir_all(setup.sandbox.beside("victim")).unwrap();
        fs::write(setup.sandbox.beside("victim/v.py"), "x = 1\n").unwrap();
        let run = setup.review(&["--all"]);
        assert_eq!(run.code, 2, "{work_tree:?}: {}{}", run.out, run.err);
        assert!(run.err.contains("a bare repository among the files of"), "{}", run.err);
        assert!(!format!("{}{}", run.out, run.err).contains("v.py"));
    }
}

#[test]
fn a_work_tree_elsewhere_is_refused_unless_the_environment_names_it() {
    let mut setup = Setup::new("core.worktree", Sandbox::new()).worked_on();
    let victim = setup.sandbox.beside("victim");
    fs::create_dir(&victim).unwrap();
    fs::write(victim.join("v.py"), "x = 1\n").unwrap();
    setup.git(&["config", "core.worktree", victim.to_str().unwrap()]);
    let run = setup.review(&["--all"]);
    assert_eq!(run.code, 2, "{}{}", run.out, run.err);
    assert!(run.err.contains("as its work tree"), "{}", run.err);
    setup.environment.push(("GIT_DIR", setup.folder.join(".git").display().to_string()));
    setup.environment.push(("GIT_WORK_TREE", victim.display().to_string()));
    assert!(setup.json(&["--all"])["hunks"].to_string().contains("v.py"));
}

#[test]
fn a_submodule_is_reviewed_as_the_repository_that_it_is() {
    let library = Setup::new("library", Sandbox::new()).worked_on();
    let mut setup = Setup::new("submodule", Sandbox::new());
    setup.write("main.py", numbered(1..9));
    setup.commit("first");
    setup.git(&["submodule", "--quiet", "add", library.folder.to_str().unwrap(), "library"]);
    setup.commit("second");
    setup.agrees(&[&["--staged"]]);
    setup.folder = setup.folder.join("library");
    setup.edited().agrees(&SCOPES);
}
