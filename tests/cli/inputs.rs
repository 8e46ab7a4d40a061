//! Words on the command line that could be taken for nothing to do: each is understood, or refused with what was meant.

use crate::sandbox::{BAD, GOOD, Run, Sandbox};

const AT_A: [&str; 1] = ["a.py:1 python/mutable-default"];

/// Exit code 2, nothing on standard output, and each of the words on standard error.
pub fn assert_refused(run: &Run, words: &[&str]) {
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    // Errors are wrapped to the terminal, at spaces and at slashes.
    let unwrapped = |text: &str| text.replace(|c: char| c.is_whitespace() || c == '│', "");
    for word in words {
        assert!(unwrapped(&run.err).contains(&unwrapped(word)), "{word:?} is not in:\n{}", run.err);
    }
}

#[test]
fn a_path_that_is_nowhere_is_an_error_with_the_nearest_name() {
    let sandbox = Sandbox::with(&[("src/orders.py", GOOD), ("gone.py", GOOD)]);
    std::fs::remove_file(sandbox.root().join("gone.py")).unwrap();
    sandbox.write("src/orders.py", BAD);
    let nowhere = "there is no file or folder";
    assert_refused(&sandbox.review(&["nosuch.py"]), &[nowhere, "`nosuch.py`", "git ls-files"]);
    assert_refused(&sandbox.review(&["src/oders.py"]), &[nowhere, "did you mean `src/orders.py`?"]);
    assert_refused(&sandbox.review(&["orders.py"]), &[nowhere, "did you mean `src/orders.py`?"]);
    assert_refused(&sandbox.review(&["statsu"]), &["did you mean the command `review cache stats`?"]);
    assert_refused(&sandbox.review(&["doctro"]), &["did you mean the command `review doctor`?"]);
    assert_refused(&sandbox.review(&["--staged", "nosuch.py"]), &[nowhere]);
    for there in ["src", "src/orders.py", "src/*.py", "gone.py", "."] {
        assert_eq!(sandbox.review(&[there]).code, 0, "{there}");
    }
    assert_eq!(sandbox.found(&["src"]), ["src/orders.py:1 python/mutable-default"]);
}

#[test]
fn a_path_that_git_ignores_is_named_as_not_reviewed() {
    let sandbox = Sandbox::with(&[(".gitignore", "build/\n")]);
    sandbox.write("build/a.py", BAD);
    for path in ["build", "build/a.py"] {
        let run = sandbox.review(&[path]);
        assert!(run.code == 0 && run.err.contains(&format!("`{path}` is not reviewed: git ignores it")), "{}", run.err);
        assert_eq!(sandbox.review(&[path, "--strict"]).code, 2);
    }
}

#[test]
fn a_path_of_a_diff_without_a_repository_is_one_of_the_diff() {
    let sandbox = Sandbox::without_repository();
    let patch = "--- a/a.py\n+++ b/a.py\n@@ -1 +1 @@\n-x = 1\n+x = 2\n";
    std::fs::write(sandbox.root().join("change.diff"), patch).unwrap();
    assert_eq!(sandbox.review(&["--diff", "change.diff", "a.py"]).code, 0);
    assert_refused(&sandbox.review(&["--diff", "change.diff", "other"]), &["there is no file or folder `other`"]);
}

#[test]
fn two_revisions_with_dots_are_a_comparison() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", BAD)]);
    sandbox.git(&["branch", "base"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("second");
    sandbox.write("a.py", GOOD);
    for range in ["HEAD~1..HEAD", "HEAD~1...HEAD", "base..", "base..main"] {
        let result = sandbox.json(&[range]);
        assert_eq!(crate::sandbox::places(&result), AT_A, "{range}");
        assert_eq!(result["scope"]["kind"], "range");
    }
    assert_eq!(sandbox.found(&["HEAD~1..HEAD", "b.py"]), [""; 0], "with paths, only those");
    assert_refused(&sandbox.review(&["nowhere..HEAD"]), &["`nowhere` names no commit"]);
    assert_refused(&sandbox.review(&["HEAD..nowhere"]), &["`nowhere` names no commit"]);
    assert_refused(&sandbox.review(&["--staged", "base..HEAD"]), &["both `base..HEAD` and `--staged`"]);
    assert_refused(&sandbox.review(&["base..HEAD", "base...HEAD"]), &["both `base..HEAD` and `base...HEAD`"]);
}

#[test]
fn two_dots_compare_what_is_and_three_what_came_since() {
    let sandbox = Sandbox::with(&[("a.py", GOOD), ("b.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox.write("a.py", BAD);
    sandbox.commit("work");
    sandbox.git(&["checkout", "--quiet", "main"]);
    sandbox.write("b.py", format!("{GOOD}x = 1\n"));
    sandbox.commit("main");
    assert_eq!(sandbox.json(&["main...work"])["scope"]["files"], 1);
    let two = sandbox.json(&["main..work"]);
    assert_eq!((&two["scope"]["files"], &two["scope"]["removed"]), (&2.into(), &2.into()));
}

#[test]
fn a_revision_as_a_path_is_told_its_option() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.commit("second");
    assert_refused(&sandbox.review(&["HEAD~1"]), &["`HEAD~1` is a revision", "--commit HEAD~1", "--base HEAD~1"]);
    sandbox.write("main", "a file");
    assert_eq!(sandbox.review(&["main"]).code, 0, "a file of that name goes before it");
}

#[test]
fn a_dash_is_a_diff_on_standard_input_and_a_list_of_names_is_none() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    let patch = sandbox.git(&["diff"]);
    let run = sandbox.review_with_input(&["-"], patch.as_bytes());
    assert!(run.out.starts_with("a.py:1:"), "{}{}", run.out, run.err);
    let names = sandbox.git(&["diff", "--name-only"]);
    assert_refused(&sandbox.review_with_input(&["-"], names.as_bytes()), &["expected a unified diff", "--name-only"]);
    assert_refused(&sandbox.review_with_input(&["-", "--staged"], b""), &["both `-` and `--staged`"]);
}

#[test]
fn options_that_say_nothing_together_are_refused() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    for scope in [&["--commit", "HEAD"][..], &["--staged"], &["--all"], &["--diff", "x"]] {
        let run = sandbox.review(&[scope, &["--head", "HEAD"]].concat());
        assert_eq!(run.code, 2, "{scope:?}");
        assert!(run.err.contains("--head"), "{}", run.err);
    }
}

#[test]
fn numbers_are_held_against_their_range() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    let confidence = sandbox.review(&["--min-confidence", "80"]);
    assert_refused(&confidence, &["must be between 0 and 1, got 80"]);
    assert_refused(&sandbox.review(&["--min-confidence", "nan"]), &["must be between 0 and 1, got NaN"]);
    assert_refused(&sandbox.review(&["--max-cost", "-1"]), &["-1"]);
    assert_refused(&sandbox.review(&["--max-cost=-1"]), &["must be at least 0, got -1"]);
    assert_refused(&sandbox.review(&["--max-comments", "-1"]), &["-1"]);
    let mut program = sandbox.program();
    program.env("REVIEW_ROUTE_MAX_SHARE", "20");
    let run = Run::of(program.output().unwrap());
    assert_refused(&run, &["REVIEW_ROUTE_MAX_SHARE must be between 0 and 1, got 20"]);
    sandbox.write("review.toml", "[review]\nmin_confidence = 80\n");
    assert_refused(
        &sandbox.review(&[]),
        &["`review.min_confidence` must be between 0 and 1, got 80", "review.toml:2:18"],
    );
    sandbox.write("review.toml", "[cloud]\nconcurrency = 0\n");
    assert_refused(&sandbox.review(&[]), &["`cloud.concurrency` must be between 1 and 1000, got 0"]);
}

#[test]
fn the_ending_of_the_output_file_decides_its_form() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("a.py", BAD);
    for (name, beginning) in [
        ("out.html", "<!doctype html>"),
        ("out.sarif", "{\n  \"$schema\": \"https://json.schemastore.org/sarif"),
        ("out.json", "{\n  \"schema\": \"review/v1\""),
        ("out.jsonl", "{\"type\":\"finding\""),
        ("out.md", "## review: 1 warning"),
        ("out.xml", "<?xml"),
        ("out.txt", "a.py:1:"),
    ] {
        let path = sandbox.beside(name);
        assert_eq!(sandbox.review(&["-o", path.to_str().unwrap()]).code, 0);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.to_lowercase().starts_with(&beginning.to_lowercase()), "{name}: {}", &text[..60.min(text.len())]);
    }
    let path = sandbox.beside("named.html");
    sandbox.review(&["-o", path.to_str().unwrap(), "--output-format", "json"]);
    assert!(std::fs::read_to_string(path).unwrap().starts_with('{'), "what is named goes before the ending");
}

#[test]
fn a_diff_with_any_prefix_is_about_the_files_that_are_there() {
    let sandbox = Sandbox::with(&[("src/m.py", GOOD), ("b/n.py", GOOD)]);
    sandbox.write_all(&[("src/m.py", BAD), ("b/n.py", BAD), ("src/new one.py", BAD)]);
    sandbox.git(&["add", "--intent-to-add", "--all"]);
    let expected = ["b/n.py", "src/m.py", "src/new one.py"].map(|path| format!("{path}:1 python/mutable-default"));
    let prefixes = |from: &str, to: &str| vec![format!("diff.srcPrefix={from}"), format!("diff.dstPrefix={to}")];
    for settings in [
        vec![],
        vec!["diff.noprefix=true".to_owned()],
        vec!["diff.mnemonicPrefix=true".to_owned()],
        prefixes("old/", "new/"),
        prefixes("", "b/"),
        prefixes("x/y/", "z/"),
        prefixes("same/", "same/"),
        prefixes("SRC-", "DST-"),
    ] {
        let mut arguments: Vec<&str> = settings.iter().flat_map(|setting| ["-c", setting]).collect();
        arguments.push("diff");
        let patch = sandbox.git(&arguments);
        let run = sandbox.review_with_input(&["-", "--output-format", "json"], patch.as_bytes());
        let result = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{settings:?}: {}", run.err));
        assert_eq!(crate::sandbox::places(&result), expected, "{settings:?}\n{patch}");
    }
}

#[test]
fn a_diff_without_file_names_is_an_error() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let hunk = "@@ -1 +1 @@\n-x = 1\n+y = None is None\n";
    for names in ["--- \n+++ ", "--- -\n+++ -", "--- /dev/fd/63\n+++ /dev/fd/62"] {
        let run = sandbox.review_with_input(&["-"], format!("{names}\n{hunk}").as_bytes());
        assert_refused(&run, &["line 1 of the patch: expected the old and the new name of a file"]);
    }
}
