//! Git's own hooks, installed by the program and run by git.

use std::path::Path;
use std::process::Command;

use crate::cloud::{self, MESSAGES, clear};
use crate::sandbox::{BAD, GOOD, Run, Sandbox};
use crate::server::Server;

/// Runs git as a person would, with the hooks that are installed.
fn git(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    Run::of(sandbox.git_output(&sandbox.root(), arguments))
}

fn commit(sandbox: &Sandbox, further: &[&str]) -> Run {
    git(sandbox, &[&["commit", "--quiet", "--message", "x"], further].concat())
}

/// A repository whose gate is a warning, with a hook.
fn installed(options: &[&str]) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.configure("[review]\nfail_on = \"warning\"\n");
    let run = sandbox.review(&[&["hook", "install"], options].concat());
    assert_eq!(run.code, 0, "{}", run.err);
    sandbox
}

#[cfg(unix)]
fn script(sandbox: &Sandbox, path: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt;
    sandbox.write(path, text);
    std::fs::set_permissions(sandbox.root().join(path), std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_commit_with_a_finding_is_stopped_and_told_how_to_go_on() {
    let sandbox = installed(&[]);
    sandbox.write("a.py", BAD);
    sandbox.git(&["add", "a.py"]);
    let stopped = commit(&sandbox, &[]);
    assert_eq!(stopped.code, 1);
    assert!(stopped.err.contains("to pass for once: git commit --no-verify"), "{}", stopped.err);
    assert!(format!("{}{}", stopped.out, stopped.err).contains("python/mutable-default"), "{}", stopped.err);
    assert_eq!(commit(&sandbox, &["--no-verify"]).code, 0);
    sandbox.write("b.py", GOOD);
    sandbox.git(&["add", "b.py"]);
    assert_eq!(commit(&sandbox, &[]).code, 0);
}

#[test]
fn a_commit_of_everything_or_of_some_paths_is_reviewed_as_it_will_be() {
    let sandbox = installed(&[]);
    sandbox.write("a.py", GOOD);
    sandbox.write("b.py", GOOD);
    sandbox.git(&["add", "--all"]);
    assert_eq!(commit(&sandbox, &[]).code, 0);
    sandbox.write("a.py", BAD);
    assert_eq!(commit(&sandbox, &["--all"]).code, 1);
    sandbox.write("b.py", format!("{GOOD}\n\ndef more():\n    pass\n"));
    assert_eq!(commit(&sandbox, &["b.py"]).code, 0);
    assert_eq!(commit(&sandbox, &["a.py"]).code, 1);
}

#[test]
fn a_push_is_reviewed_by_what_it_sends_and_not_by_what_lies_around() {
    let sandbox = installed(&["--pre-push"]);
    let remote = sandbox.beside("remote.git");
    sandbox.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    sandbox.write("untracked.py", BAD);
    let push = |branch: &str| git(&sandbox, &["push", "--quiet", "origin", branch]);
    assert_eq!(push("main").code, 0);
    sandbox.write("a.py", GOOD);
    sandbox.git(&["add", "a.py"]);
    sandbox.git(&["commit", "--quiet", "--message", "good"]);
    let good = push("main");
    assert_eq!(good.code, 0, "{}", good.err);
    sandbox.commit("bad");
    let bad = push("main");
    assert!(bad.code != 0 && bad.err.contains("to pass for once: git push --no-verify"), "{}", bad.err);
    assert_eq!(git(&sandbox, &["push", "--quiet", "--no-verify", "origin", "main"]).code, 0);
    assert_eq!(git(&sandbox, &["push", "--quiet", "origin", ":refs/heads/none"]).code, 0);
}

#[test]
fn a_first_push_to_an_empty_remote_is_reviewed_from_the_beginning() {
    let sandbox = installed(&["--pre-push"]);
    let remote = sandbox.beside("remote.git");
    sandbox.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()]);
    sandbox.write("a.py", BAD);
    sandbox.commit("bad");
    let push = |to: &str| git(&sandbox, &["push", "--quiet", to, "main"]);
    let first = push(remote.to_str().unwrap());
    assert!(first.code != 0 && format!("{}{}", first.out, first.err).contains("a.py:1:"), "{}", first.err);
    // The framework names the branch alone then.
    let mut framework = sandbox.program();
    framework.args(["hook", "run", "pre-push"]);
    framework.envs([("PRE_COMMIT_LOCAL_BRANCH", "refs/heads/main"), ("PRE_COMMIT_REMOTE_NAME", "origin")]);
    assert_eq!(Run::of(framework.output().unwrap()).code, 1);
    // What another remote has is not new.
    sandbox.git(&["update-ref", "refs/remotes/other/main", "main"]);
    assert_eq!(push(remote.to_str().unwrap()).code, 0);
}

#[test]
fn a_push_that_sends_nothing_reviews_nothing_and_says_so() {
    let sandbox = installed(&["--pre-push"]);
    let remote = sandbox.beside("remote.git");
    sandbox.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    assert_eq!(git(&sandbox, &["push", "--quiet", "--set-upstream", "origin", "main"]).code, 0);
    sandbox.write("a.py", BAD);
    let empty = git(&sandbox, &["push", "origin", "main"]);
    assert_eq!(empty.code, 0, "{}", empty.err);
    assert!(empty.err.contains("no commits are pushed: nothing to review"), "{}", empty.err);
    assert!(empty.err.contains("Everything up-to-date"), "{}", empty.err);
}

#[test]
fn a_forced_push_of_rewritten_history_is_compared_with_what_the_remote_has() {
    let sandbox = installed(&["--pre-push"]);
    let remote = sandbox.beside("remote.git");
    sandbox.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", remote.to_str().unwrap()]);
    sandbox.write("old.py", BAD);
    sandbox.commit("old");
    sandbox.git(&["push", "--quiet", "--no-verify", "origin", "main"]);
    let rewrite = |message: &str| {
        sandbox.git(&["checkout", "--quiet", "--orphan", "other"]);
        sandbox.commit(message);
        sandbox.git(&["branch", "--quiet", "-M", "other", "main"]);
    };
    rewrite("a new root");
    let same = git(&sandbox, &["push", "--quiet", "--force", "origin", "main"]);
    assert_eq!(same.code, 0, "{}", same.err);
    sandbox.write("new.py", BAD);
    rewrite("another root");
    let new = git(&sandbox, &["push", "--quiet", "--force", "origin", "main"]);
    let said = format!("{}{}", new.out, new.err);
    assert!(new.code == 1 && said.contains("new.py:1:") && !said.contains("old.py:1:"), "{said}");
}

/// Runs a hook as the pre-commit framework does.
fn framework(sandbox: &Sandbox, hook: &str, files: &[&str], refs: Option<(&str, &str)>) -> Run {
    let mut program = sandbox.program();
    program.args(["hook", "run", hook]).args(files).env("PRE_COMMIT", "1");
    if let Some((from, to)) = refs {
        program.env("PRE_COMMIT_FROM_REF", from).env("PRE_COMMIT_TO_REF", to);
    }
    Run::of(program.output().unwrap())
}

#[test]
fn the_frameworks_revisions_and_files_are_what_is_reviewed() {
    let sandbox = Sandbox::with(&[("old.py", BAD), ("README", "")]);
    sandbox.configure("[review]\nfail_on = \"warning\"\n");
    sandbox.write("new.py", BAD);
    sandbox.commit("second");
    for hook in ["pre-commit", "pre-push"] {
        let range = framework(&sandbox, hook, &["new.py"], Some(("HEAD~1", "HEAD")));
        assert!(range.code == 1 && range.out.starts_with("new.py:1:"), "{hook}: {}{}", range.out, range.err);
        assert!(!range.out.contains("old.py"), "{hook}");
        let all = framework(&sandbox, hook, &["README", "new.py", "old.py"], None);
        assert_eq!(all.code, 1, "{hook}: {}", all.err);
        assert!(all.out.contains("new.py:1:") && all.out.contains("old.py:1:"), "{hook}: {}", all.out);
        assert!(all.err.contains("reviewed all of the working tree: 3 files"), "{hook}: {}", all.err);
    }
    let nothing = framework(&sandbox, "pre-push", &[], None);
    assert!(nothing.code == 0 && nothing.err.contains("nothing to review"), "{}", nothing.err);
    sandbox.write("staged.py", BAD);
    sandbox.git(&["add", "--all"]);
    let staged = framework(&sandbox, "pre-commit", &["staged.py"], None);
    assert!(staged.err.contains("the index against HEAD") && staged.out.starts_with("staged.py:1:"), "{}", staged.err);
    assert!(!staged.out.contains("old.py"), "{}", staged.out);
}

#[cfg(unix)]
#[test]
fn a_hook_that_was_there_runs_first_and_comes_back() {
    let sandbox = Sandbox::with(&[("README", "")]);
    script(&sandbox, ".git/hooks/pre-commit", "#!/bin/sh\necho before >> ran\n[ ! -e no ]\n");
    let before = sandbox.read(".git/hooks/pre-commit");
    assert!(sandbox.review(&["hook", "install"]).err.contains("the hook that was there is kept"));
    assert!(sandbox.review(&["hook", "install"]).err.contains("calls review already"));
    sandbox.write("a.py", GOOD);
    sandbox.git(&["add", "a.py"]);
    sandbox.write("no", "");
    assert_eq!(commit(&sandbox, &[]).code, 1);
    std::fs::remove_file(sandbox.root().join("no")).unwrap();
    assert_eq!(commit(&sandbox, &[]).code, 0);
    assert_eq!(sandbox.read("ran"), "before\nbefore\n");
    assert!(sandbox.review(&["hook", "uninstall"]).err.contains("is what it was before"));
    assert_eq!(sandbox.read(".git/hooks/pre-commit"), before);
    assert!(sandbox.review(&["hook", "uninstall"]).err.contains("no hook in"));
    assert_eq!(sandbox.read(".git/hooks/pre-commit"), before);
}

#[test]
fn hooks_go_where_git_is_told_to_look_for_them() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.git(&["config", "core.hooksPath", "tools/hooks"]);
    assert_eq!(sandbox.review(&["hook", "install", "--local-only"]).code, 0);
    assert!(sandbox.read("tools/hooks/pre-commit").contains("hook run --local-only pre-commit"));
    assert!(!sandbox.root().join(".git/hooks/pre-commit").exists());
    sandbox.write("a.py", BAD);
    sandbox.git(&["add", "a.py"]);
    sandbox.configure("[review]\nfail_on = \"warning\"\n");
    assert_eq!(commit(&sandbox, &[]).code, 1);
}

#[cfg(unix)]
#[test]
fn lines_that_somebody_added_stay_and_run() {
    let sandbox = installed(&[]);
    let path = ".git/hooks/pre-commit";
    let own = sandbox.read(path);
    script(
        &sandbox,
        path,
        &own.replace("#!/bin/sh\n", "#!/bin/sh\necho first >> ran\n")
            .replace("# <<< review\n", "# <<< review\necho last >> ran\n"),
    );
    let changed = sandbox.read(path);
    assert!(sandbox.review(&["hook", "install"]).err.contains("calls review already"));
    assert_eq!(sandbox.read(path), changed);
    assert!(sandbox.review(&["hook", "install", "--local-only"]).err.contains("is up to date now"));
    assert_eq!(sandbox.read(path), changed.replace("hook run pre", "hook run --local-only pre"));
    sandbox.write("a.py", GOOD);
    sandbox.git(&["add", "a.py"]);
    assert_eq!(commit(&sandbox, &[]).code, 0);
    assert_eq!(sandbox.read("ran"), "first\nlast\n");
    sandbox.write("a.py", BAD);
    sandbox.git(&["add", "a.py"]);
    assert_eq!(commit(&sandbox, &[]).code, 1, "what follows does not undo it");
    assert!(sandbox.review(&["hook", "uninstall"]).err.contains("has only the lines that were added"));
    assert_eq!(sandbox.read(path), "#!/bin/sh\necho first >> ran\necho last >> ran\n");
    assert!(sandbox.review(&["hook", "uninstall"]).err.contains("no hook in"));
}

#[cfg(unix)]
#[test]
fn lines_that_were_added_to_a_hook_of_an_earlier_version_stay_too() {
    let sandbox = Sandbox::with(&[("README", "")]);
    let path = ".git/hooks/pre-commit";
    let earlier = "#!/bin/sh\n# Written by `review hook install`; `review hook uninstall` takes it out.\n\
        before=\"$(dirname -- \"$0\")/pre-commit.before-review\"\nreview='/x'\n\"$review\" hook run pre-commit \"$@\"\n";
    script(&sandbox, path, &format!("{earlier}make lint\n"));
    script(&sandbox, ".git/hooks/pre-commit.before-review", "#!/bin/sh\nexit 0\n");
    assert!(sandbox.review(&["hook", "install"]).err.contains("is up to date now"));
    let updated = sandbox.read(path);
    assert!(updated.ends_with("# <<< review\nmake lint\n") && !updated.contains("'/x'"), "{updated}");
    let removed = sandbox.review(&["hook", "uninstall"]);
    assert!(removed.err.contains("pre-commit.before-review is not run any more"), "{}", removed.err);
    assert_eq!(sandbox.read(path), "#!/bin/sh\nmake lint\n");
    assert!(sandbox.root().join(".git/hooks/pre-commit.before-review").exists());
}

#[cfg(unix)]
#[test]
fn what_follows_a_pre_push_hook_hears_what_is_sent() {
    let sandbox = installed(&["--pre-push"]);
    let path = ".git/hooks/pre-push";
    script(&sandbox, path, &(sandbox.read(path) + "cat > told\n"));
    let remote = sandbox.beside("remote.git");
    sandbox.git(&["init", "--quiet", "--bare", remote.to_str().unwrap()]);
    let pushed = git(&sandbox, &["push", "--quiet", remote.to_str().unwrap(), "main"]);
    assert_eq!(pushed.code, 0, "{}", pushed.err);
    assert!(sandbox.read("told").starts_with("refs/heads/main "), "{}", sandbox.read("told"));
}

#[test]
fn a_hooks_folder_that_others_use_is_written_to_on_request_alone() {
    let sandbox = Sandbox::with(&[("README", "")]);
    let shared = sandbox.beside("hooks");
    sandbox.git(&["config", "--global", "core.hooksPath", shared.to_str().unwrap()]);
    let refused = sandbox.review(&["hook", "install"]);
    assert_eq!((refused.code, shared.exists()), (2, false), "{}", refused.err);
    let said = refused.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("every repository") && said.contains("--shared"), "{}", refused.err);
    assert_eq!(sandbox.review(&["hook", "install", "--shared"]).code, 0);
    assert!(shared.join("pre-commit").exists());
    assert_eq!(sandbox.review(&["hook", "uninstall"]).code, 0);
    assert!(!shared.join("pre-commit").exists());
    for name in ["../hooks", "sub/../../hooks"] {
        sandbox.git(&["config", "core.hooksPath", name]);
        assert_eq!(sandbox.review(&["hook", "install"]).code, 2, "{name}");
    }
    sandbox.git(&["config", "core.hooksPath", ".git/hooks"]);
    assert_eq!(sandbox.review(&["hook", "install"]).code, 0);
}

#[cfg(unix)]
#[test]
fn a_program_that_moved_away_stops_nobody() {
    let sandbox = installed(&[]);
    let path = ".git/hooks/pre-commit";
    let text = sandbox.read(path).replace(env!("CARGO_BIN_EXE_review"), "/nowhere/review");
    script(&sandbox, path, &text);
    sandbox.write("a.py", BAD);
    sandbox.git(&["add", "a.py"]);
    let gone = commit(&sandbox, &[]);
    assert!(gone.code == 0 && gone.err.contains("review is not found"), "{}", gone.err);
}

#[test]
fn a_hook_script_is_one_for_the_plain_shell() {
    let sandbox = installed(&["--pre-push"]);
    let path = sandbox.root().join(".git/hooks/pre-push");
    assert!(Command::new("sh").arg("-n").arg(Path::new(&path)).status().unwrap().success());
    assert_eq!(Sandbox::without_repository().review(&["hook", "install"]).code, 2);
}

#[test]
fn a_commit_waits_for_a_cloud_only_where_the_user_wants_it_to() {
    for (further, options, asked) in
        [("", &[][..], 0), ("[hook]\ncloud = true\n", &[], 1), ("[hook]\ncloud = true\n", &["--local-only"], 0)]
    {
        let server = Server::start(vec![(MESSAGES, vec![clear()])]);
        let sandbox = cloud::sandbox(&server, further);
        assert_eq!(sandbox.review(&[&["hook", "install"], options].concat()).code, 0);
        let run = commit(&sandbox, &[]);
        assert_eq!((run.code, server.asked(MESSAGES).len()), (0, asked), "{further}{options:?}: {}", run.err);
        assert!(!run.err.contains("note: cloud"), "{}", run.err);
    }
}
