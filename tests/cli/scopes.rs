//! Every comparison that can be asked for, in every kind of repository.

use crate::sandbox::{BAD, GOOD, Run, Sandbox, places};

const AT_A: [&str; 1] = ["a.py:1 python/mutable-default"];

#[test]
fn a_push_review_covers_commits_since_the_upstream_edits_and_new_files() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", GOOD), ("old.py", BAD)]);
    let upstream = sandbox.beside("upstream");
    sandbox.git(&["clone", "--quiet", "--bare", ".", upstream.to_str().unwrap()]);
    sandbox.git(&["remote", "add", "origin", upstream.to_str().unwrap()]);
    sandbox.git(&["fetch", "--quiet", "origin"]);
    sandbox.git(&["checkout", "--quiet", "-b", "work", "--track", "origin/main"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("committed");
    sandbox.write("b.py", BAD);
    sandbox.write("new/c.py", BAD);
    sandbox.write(".gitignore", "ignored.py\n");
    sandbox.write("ignored.py", BAD);
    let expected = ["a.py:1", "b.py:1", "new/c.py:1"].map(|place| format!("{place} python/mutable-default"));
    assert_eq!(sandbox.found(&[]), expected);
}

#[test]
fn without_an_upstream_the_remotes_default_branch_counts_then_main() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("committed");
    assert_eq!(sandbox.found(&[]), AT_A, "from the merge base with main");
    sandbox.git(&["update-ref", "refs/remotes/origin/trunk", "HEAD"]);
    sandbox.git(&["symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk"]);
    sandbox.git(&["remote", "add", "origin", "nowhere"]);
    assert_eq!(sandbox.found(&[]), [""; 0], "origin's default branch has the commit already");
}

#[test]
fn on_main_without_a_remote_the_working_tree_is_compared_with_head() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("old.py", BAD)]);
    sandbox.write("a.py", BAD);
    assert_eq!(sandbox.found(&[]), AT_A);
}

#[test]
fn staged_reads_the_index_only() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", GOOD)]);
    sandbox.write("a.py", BAD);
    sandbox.git(&["add", "a.py"]);
    sandbox.write("a.py", GOOD);
    sandbox.write("b.py", BAD);
    sandbox.write("untracked.py", BAD);
    let result = sandbox.json(&["--staged"]);
    assert_eq!(places(&result), AT_A);
    assert_eq!((&result["scope"]["kind"], &result["scope"]["head"]), (&"staged".into(), &"index".into()));
}

#[test]
fn staged_parses_the_indexed_text_where_the_working_tree_differs() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", format!("import os\n\n\n{BAD}"));
    sandbox.git(&["add", "a.py"]);
    sandbox.write("a.py", "nothing that parses: [[[\n");
    assert_eq!(sandbox.found(&["--staged"]), ["a.py:4 python/mutable-default"]);
}

#[test]
fn a_range_starts_at_the_merge_base() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("on the branch");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("b.py", BAD);
    sandbox.commit("on main");
    assert_eq!(sandbox.found(&["--base", "main", "--head", "work"]), AT_A);
    let to_worktree = sandbox.json(&["--base", "work"]);
    assert_eq!(places(&to_worktree), ["b.py:1 python/mutable-default"]);
    assert_eq!(to_worktree["scope"]["head"], "worktree");
}

#[test]
fn a_commit_is_compared_with_its_parent() {
    let sandbox = Sandbox::with(&[("old.py", BAD)]);
    let root = sandbox.git(&["rev-parse", "HEAD"]);
    sandbox.write("a.py", BAD);
    let second = sandbox.commit("second");
    sandbox.write("b.py", BAD);
    sandbox.commit("third");
    assert_eq!(sandbox.found(&["--commit", &second]), AT_A);
    assert_eq!(
        sandbox.found(&["--commit", root.trim()]),
        ["old.py:1 python/mutable-default"],
        "a root commit is all new"
    );
}

#[test]
fn a_merge_commit_shows_what_differs_from_all_parents() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("work");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("c.py", GOOD);
    sandbox.commit("main");
    sandbox.git(&["merge", "--quiet", "--no-edit", "work"]);
    let clean = sandbox.review(&["--commit", "HEAD"]);
    assert!(clean.err.contains("1 of 1 changed files came from one of them"), "{}", clean.err);
    assert_eq!(sandbox.found(&["--commit", "HEAD"]), [""; 0], "it came clean from the branch");
    assert_eq!(sandbox.found(&["HEAD^1..HEAD"]), AT_A);
    sandbox.write("c.py", BAD);
    sandbox.git(&["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    assert_eq!(sandbox.found(&["--commit", "HEAD"]), ["c.py:1 python/mutable-default"], "an edit of the merge itself");
}

/// A merge with a conflict in a.py, of branches that both have mistakes; the conflict is resolved by a text.
fn conflict(resolution: &str) -> Sandbox {
    let function = |name: &str, text: &str| text.replace("add", name);
    let sandbox = Sandbox::with(&[("a.py", "x = 0\n")]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", format!("x = 1\n\n\n{}", function("theirs", BAD)));
    sandbox.write("clean.py", BAD);
    sandbox.commit("work");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("a.py", format!("x = 2\n\n\n{}", function("ours", BAD)));
    sandbox.commit("main");
    let merge = sandbox.git_output(&sandbox.root(), &["merge", "--quiet", "work"]);
    assert!(!merge.status.success(), "there is a conflict");
    let (ours, theirs) = (function("ours", BAD), function("theirs", BAD));
    sandbox.write("a.py", format!("x = 3\n\n\n{ours}\n\n{theirs}\n\n{resolution}"));
    sandbox.git(&["add", "--all"]);
    sandbox
}

#[test]
fn a_merge_with_conflicts_is_concluded_by_what_the_committer_wrote() {
    let clean = conflict(GOOD);
    let result = clean.json(&["--staged"]);
    assert_eq!((places(&result), &result["scope"]["files"]), (Vec::new(), &1.into()));
    clean.configure("[review]\nfail_on = \"warning\"\n");
    assert_eq!(clean.review(&["hook", "install"]).code, 0);
    let committed = Run::of(clean.git_output(&clean.root(), &["commit", "--quiet", "--no-edit"]));
    assert_eq!(committed.code, 0, "{}", committed.err);
    assert_eq!(clean.found(&["--commit", "HEAD"]), [""; 0]);

    let own = conflict(BAD);
    assert_eq!(own.found(&["--staged"]), ["a.py:14 python/mutable-default"], "of the three that are there");
    own.git(&["commit", "--quiet", "--no-edit"]);
    assert_eq!(own.found(&["--commit", "HEAD"]), ["a.py:14 python/mutable-default"]);
}

#[test]
fn all_reviews_every_line_and_paths_narrow_it() {
    let sandbox = Sandbox::with(&[("a.py", BAD), ("lib/b.py", BAD), ("lib/deep/c.py", BAD)]);
    assert_eq!(sandbox.found(&["--all"]).len(), 3);
    assert_eq!(sandbox.found(&["--all", "lib/deep"]), ["lib/deep/c.py:1 python/mutable-default"]);
    assert_eq!(sandbox.found(&["--all", "a.py", "lib/b.py"]).len(), 2);
    let from_folder =
        sandbox.program().current_dir(sandbox.root().join("lib")).args(["--all", "deep/../b.py"]).output();
    assert!(Run::of(from_folder.unwrap()).out.starts_with("lib/b.py:1:"), "paths are relative to where one stands");
}

#[test]
fn another_folder_can_be_named() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    let outside = sandbox.program().current_dir(sandbox.beside("home")).args(["-C", "../repo"]).output();
    assert!(Run::of(outside.unwrap()).out.starts_with("a.py:1:"));
}

#[test]
fn an_empty_repository_shows_its_untracked_and_staged_files() {
    let sandbox = Sandbox::new();
    assert_eq!(sandbox.json(&[])["scope"]["files"], 0);
    sandbox.write("a.py", BAD);
    assert_eq!(sandbox.found(&[]), AT_A);
    assert_eq!(sandbox.found(&["--staged"]), [""; 0]);
    sandbox.git(&["add", "a.py"]);
    assert_eq!(sandbox.found(&["--staged"]), AT_A);
    assert_eq!(sandbox.found(&["--all"]), AT_A);
}

#[test]
fn a_detached_head_is_compared_with_main() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "--detach"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("detached");
    assert_eq!(sandbox.found(&[]), AT_A);
}

#[test]
fn a_linked_worktree_is_reviewed_where_it_is() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let linked = sandbox.beside("linked");
    sandbox.git(&["worktree", "add", "--quiet", "-b", "work", linked.to_str().unwrap()]);
    std::fs::write(linked.join("a.py"), BAD).unwrap();
    let run = Run::of(sandbox.program().current_dir(&linked).output().unwrap());
    assert!(run.out.starts_with("a.py:1:"), "{}{}", run.out, run.err);
    assert_eq!(sandbox.found(&[]), [""; 0]);
}

#[test]
fn a_bare_repository_reviews_commits_and_has_no_index() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    sandbox.commit("second");
    let bare = sandbox.beside("bare.git");
    sandbox.git(&["clone", "--quiet", "--bare", ".", bare.to_str().unwrap()]);
    let run = |arguments: &[&str]| Run::of(sandbox.program().current_dir(&bare).args(arguments).output().unwrap());
    for arguments in [&["--commit", "HEAD"][..], &["--base", "HEAD~1", "--head", "HEAD"], &["--all"]] {
        assert!(run(arguments).out.starts_with("a.py:1:"), "{arguments:?}");
    }
    let staged = run(&["--staged"]);
    assert_eq!(staged.code, 2);
    assert!(staged.err.contains("bare repository") && staged.err.contains("--commit"), "{}", staged.err);
}

#[test]
fn a_shallow_clone_reviews_what_it_holds_and_says_what_to_fetch() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.git(&["branch", "base"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("second");
    let shallow = sandbox.beside("shallow");
    let url = format!("file://{}", sandbox.root().display());
    sandbox.git(&["clone", "--quiet", "--depth=1", "--no-single-branch", &url, shallow.to_str().unwrap()]);
    let run = |arguments: &[&str]| Run::of(sandbox.program().current_dir(&shallow).args(arguments).output().unwrap());
    std::fs::write(shallow.join("b.py"), BAD).unwrap();
    assert!(run(&[]).out.starts_with("b.py:1:"), "edits need no history");
    let range = run(&["--base", "origin/base"]);
    assert_eq!(range.code, 2);
    assert!(range.err.contains("fetch --unshallow"), "{}", range.err);
}

#[test]
fn a_diff_is_reviewed_with_the_files_around_it() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", format!("{GOOD}\n\n{BAD}"));
    let patch = sandbox.git(&["diff"]);
    let arguments = ["--diff", "-", "--output-format", "concise"];
    let applied = sandbox.review_with_input(&arguments, patch.as_bytes());
    assert!(applied.out.starts_with("a.py:6:"), "{}{}", applied.out, applied.err);
    sandbox.git(&["checkout", "--quiet", "a.py"]);
    let not_yet = sandbox.review_with_input(&arguments, patch.as_bytes());
    assert_eq!(not_yet.out, applied.out, "whether or not the diff was applied");
}

#[test]
fn a_diff_needs_no_repository() {
    let sandbox = Sandbox::without_repository();
    let patch = "--- a.py\t2020-01-01\n+++ a.py\t2020-01-02\n@@ -40,2 +40,4 @@\n x = 1\n+def add(item, seen=[]):\n+    return seen\n y = 2\n";
    std::fs::write(sandbox.root().join("change.diff"), patch).unwrap();
    assert_eq!(sandbox.found(&["--diff", "change.diff"]), ["a.py:41 python/mutable-default"]);
}

#[test]
fn scopes_exclude_one_another() {
    let sandbox = Sandbox::new();
    for arguments in [&["--staged", "--all"][..], &["--commit", "x", "--base", "y"], &["--head", "x"]] {
        assert_eq!(sandbox.review(arguments).code, 2, "{arguments:?}");
    }
}
