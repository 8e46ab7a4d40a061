//! Bad input gets a clear error, and nothing is lost.

use crate::inputs::assert_refused;
use crate::sandbox::{BAD, GOOD, Sandbox, places};

#[test]
fn outside_a_repository_it_says_so() {
    assert_refused(&Sandbox::without_repository().review(&[]), &["is not in a git repository", "--diff FILE"]);
}

#[test]
fn an_unknown_revision_is_named() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    for arguments in [&["--commit", "nowhere"][..], &["--base", "nowhere"], &["--base", "HEAD", "--head", "nowhere"]] {
        assert_refused(&sandbox.review(arguments), &["`nowhere` names no commit"]);
    }
}

#[test]
fn unrelated_histories_have_nothing_in_common() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.git(&["checkout", "--quiet", "--orphan", "other"]);
    sandbox.commit("other");
    assert_refused(&sandbox.review(&["--base", "main"]), &["have no common commit", "unrelated"]);
}

#[test]
fn a_malformed_diff_names_the_line() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let cut = "--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,4 @@\n def add(item, seen):\n";
    assert_refused(&sandbox.review_with_input(&["--diff", "-"], cut.as_bytes()), &["line 4"]);
    let header = "--- a/a.py\n+++ b/a.py\n@@ what @@\n";
    assert_refused(&sandbox.review_with_input(&["--diff", "-"], header.as_bytes()), &["line 3", "@@"]);
    assert_refused(&sandbox.review_with_input(&["--diff", "-"], b"no diff at all\n"), &["found none"]);
    assert_refused(&sandbox.review(&["--diff", "missing.diff"]), &["missing.diff", "cannot be read"]);
}

#[test]
fn an_empty_diff_is_nothing_to_review() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let run = sandbox.review_with_input(&["--diff", "-"], b"");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn a_diff_that_fits_no_file_is_reviewed_by_its_hunks_and_said_so() {
    let sandbox = Sandbox::with(&[("a.py", "something = 1\nelse_ = 2\n")]);
    let patch = format!("--- a/a.py\n+++ b/a.py\n@@ -7,1 +7,4 @@\n x = 1\n+{}", BAD.trim_end().replace('\n', "\n+"));
    let run = sandbox.review_with_input(&["--diff", "-", "--output-format", "json"], format!("{patch}\n").as_bytes());
    let result = serde_json::from_str(&run.out).unwrap();
    assert_eq!(places(&result), ["a.py:8 python/mutable-default"]);
    assert!(result["degraded"][0]["reason"].as_str().unwrap().contains("fits no version of that file"));
    let strict = sandbox.review_with_input(&["--diff", "-", "--strict"], format!("{patch}\n").as_bytes());
    assert_eq!(strict.code, 2);
}

#[test]
fn a_diff_cannot_make_it_read_outside_the_repository() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    std::fs::write(sandbox.beside("secret.py"), BAD).unwrap();
    let patch = "--- a/../secret.py\n+++ b/../secret.py\n@@ -1,3 +1,3 @@\n-x\n+def add(item, seen=[]):\n     seen.append(item)\n     return seen\n";
    let run = sandbox.review_with_input(&["--diff", "-", "--output-format", "json"], patch.as_bytes());
    assert!(run.out.contains("fits no version of that file"), "{}{}", run.out, run.err);
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_others_are_reviewed() {
    let sandbox = Sandbox::with(&[("c.py", GOOD)]);
    sandbox.write_all(&[("a.py", "x = 1\n"), ("b.py", BAD)]);
    sandbox.git(&["add", "--all"]);
    let id = sandbox.git(&["rev-parse", ":a.py"]);
    let object = sandbox.root().join(format!(".git/objects/{}/{}", &id[..2], id[2..].trim()));
    std::fs::remove_file(object).unwrap();
    let result = sandbox.json(&["--staged"]);
    assert_eq!(places(&result), ["b.py:1 python/mutable-default"]);
    assert!(result["degraded"][0]["reason"].as_str().unwrap().starts_with("a.py was not read"), "{result}");
    assert_eq!(sandbox.review(&["--staged", "--strict"]).code, 2);
}

#[test]
fn a_mistake_in_a_rule_points_into_its_file() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let rule = "id = \"python/own\"\nseverity = \"grave\"\nconfidence = 1\nmessage = \"m\"\nwhy = \"w\"\n";
    sandbox.write(".review/rules/python/own.toml", rule);
    assert_refused(&sandbox.review(&[]), &[".review/rules/python/own.toml", "grave", ":2:12"]);
    sandbox.write(".review/rules/python/own.toml", rule.replace("grave", "error"));
    assert_refused(&sandbox.review(&[]), &["it has no query", ".review/queries/python/own.scm"]);
    sandbox.write(".review/queries/python/own.scm", "(call\n  (no_such_node)) @report");
    assert_refused(&sandbox.review(&[]), &["own.scm", "the grammar has no node `no_such_node`", ":2:4"]);
    sandbox.write(".review/queries/python/own.scm", "(call) @other");
    assert_refused(&sandbox.review(&[]), &["`@report`"]);
    sandbox.write(".review/queries/python/own.scm", "((call) @report (#inside? @report \"kitchen\"))");
    assert_refused(&sandbox.review(&[]), &["unknown scope `kitchen`"]);
    sandbox.write(".review/queries/python/own.scm", "(call) @report");
    sandbox.write(".review/rules/python/own.toml", rule.replace("grave", "error").replace("\"m\"", "\"{who}\""));
    assert_refused(&sandbox.review(&[]), &["`@who`"]);
}

#[test]
fn an_unknown_key_in_the_configuration_suggests_the_near_one() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("review.toml", "[review]\nmax_coments = 3\n");
    assert_refused(&sandbox.review(&[]), &["review.toml:2:1", "did you mean `max_comments`?"]);
    sandbox.write("review.toml", "[rules]\ndisable = [\"python/mutable-defalt\"]\n");
    assert_refused(&sandbox.review(&[]), &["python/mutable-defalt", "did you mean `python/mutable-default`?"]);
    sandbox.write("review.toml", "[review]\nexclude = [\"a[\"]\n");
    assert_refused(&sandbox.review(&[]), &["review.exclude"]);
    sandbox.write("review.toml", "not toml");
    assert_refused(&sandbox.review(&[]), &["review.toml:1"]);
}

#[test]
fn a_malformed_baseline_is_no_empty_baseline() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write(".review/baseline.json", "{");
    assert_refused(&sandbox.review(&[]), &[".review/baseline.json", "--update-baseline"]);
}

#[test]
fn a_report_that_cannot_be_written_is_an_error() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    assert_refused(&sandbox.review(&["--output-file", "no/such/folder"]), &["no/such/folder", "cannot be written"]);
}

#[test]
fn a_path_outside_the_repository_is_refused() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    assert_refused(&sandbox.review(&["../elsewhere"]), &["`../elsewhere` is not in this repository"]);
    assert_refused(&sandbox.review(&["-C", "no-such-folder"]), &["no-such-folder"]);
}

#[test]
fn a_closed_pipe_is_success() {
    let sandbox = Sandbox::new();
    for number in 0..200 {
        sandbox.write(&format!("{number}.py"), BAD);
    }
    let mut child = sandbox.program().stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_file_of_fifty_megabytes_on_one_line_is_skipped_and_named() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("big.py", "x = [".to_owned() + &"1,".repeat(25 * 1024 * 1024));
    sandbox.write("a.py", BAD);
    for arguments in [&[][..], &["--all"]] {
        let result = sandbox.json(arguments);
        let big = result["hunks"].as_array().unwrap().iter().find(|hunk| hunk["path"] == "big.py").unwrap();
        assert_eq!((&big["decision"], &big["reasons"][0]), (&"skipped".into(), &"too large".into()));
        assert!(places(&result).contains(&"a.py:1 python/mutable-default".to_owned()));
    }
}

#[test]
fn a_line_of_two_megabytes_is_shown_in_part() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.write("a.py", format!("x = \"{}\"; same = x is 'y'\n", "y".repeat(2 * 1024 * 1024)));
    let run = sandbox.review(&["--output-format", "full"]);
    assert!(run.out.contains("same = x is 'y'") && run.out.len() < 5_000, "{} bytes", run.out.len());
}

#[test]
fn deeply_nested_code_does_not_overflow_the_stack() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    let deep = 100_000;
    sandbox.write("a.py", format!("x = {}1{}\n", "(".repeat(deep), ")".repeat(deep)));
    sandbox.write("a.rs", format!("fn f() {{ {}{} }}\n", "if x {".repeat(deep), "}".repeat(deep)));
    sandbox.write("b.py", format!("x = {}\n", "f(".repeat(deep)));
    sandbox.write("c.py", BAD);
    sandbox.write("deep.py", format!("{BAD}x = {}1{}\n", "(".repeat(200), ")".repeat(200)));
    let result = sandbox.json(&[]);
    for place in ["c.py:1 python/mutable-default", "deep.py:1 python/mutable-default"] {
        assert!(places(&result).contains(&place.to_owned()), "{place}");
    }
    let degraded = result["degraded"].to_string();
    assert!(
        degraded.contains("a.py is too complex to parse") && degraded.contains("a.rs is too complex"),
        "{degraded}"
    );
}

#[test]
fn a_query_that_runs_away_is_stopped_and_said_so() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    let rule = "id = \"python/own\"\nseverity = \"info\"\nconfidence = 1\nmessage = \"m\"\nwhy = \"w\"\n";
    sandbox.write(".review/rules/python/own.toml", rule);
    let wildcards = "(_) @a ".repeat(6);
    sandbox.write(".review/queries/python/own.scm", format!("(list {wildcards} (#eq? @a \"none\")) @report\n"));
    sandbox.write("a.py", format!("x = [{}]\n", "1, ".repeat(20_000)));
    let result = sandbox.json(&[]);
    let reasons = result["degraded"].to_string();
    assert!(reasons.contains("a.py took the rules too long"), "{reasons}");
}

/// A rule of a repository for Python, with further keys and a query.
fn own_rule(sandbox: &Sandbox, keys: &str, query: &str) {
    let head = "id = \"python/own\"\nseverity = \"info\"\nconfidence = 1\nwhy = \"w\"\n";
    sandbox.write(".review/rules/python/own.toml", format!("{head}{keys}"));
    sandbox.write(".review/queries/python/own.scm", query);
}

#[test]
fn a_rule_of_the_repository_that_is_stopped_leaves_those_of_the_program_alone() {
    let repeated = "(_)* @a (_)* @b (_)* @c (_)* @d (_)* @e (_)* @f";
    for query in
        [format!("(list {repeated}) @report"), format!("(list ({repeated})+) @report"), "(_) @report".to_owned()]
    {
        let sandbox = Sandbox::with(&[("b.py", GOOD)]);
        own_rule(&sandbox, "message = \"m\"\n", &query);
        sandbox.write("a.py", format!("{BAD}x = [{}]\n", "1, ".repeat(12_000)));
        let result = sandbox.json(&["--max-comments", "10000"]);
        let own = places(&result).iter().filter(|place| place.ends_with("python/own")).count();
        assert!(own <= 1_000, "{query}: {own}");
        assert!(places(&result).contains(&"a.py:1 python/mutable-default".to_owned()), "{query}");
        let gaps = result["coverage"]["files"].to_string();
        assert!(gaps.contains("rules-stopped"), "{query}: {gaps}");
    }
}

#[test]
fn rules_and_globs_that_are_too_large_to_compile_are_refused_by_name() {
    let nested = |deep: usize| "(_ ".repeat(deep) + &")".repeat(deep) + " @report";
    for (keys, query, refused) in [
        ("message = \"m\"\n".to_owned(), nested(3_000), "nested at most 32 deep"),
        (format!("message = \"{}\"\n", "{report}".repeat(10_000)), nested(1), "message is longer than"),
        (
            "message = \"m\"\n".to_owned(),
            "((_) @report (#line-match? @report \"\\\\w{900}\"))".to_owned(),
            "Compiled regex exceeds",
        ),
    ] {
        let sandbox = Sandbox::with(&[("b.py", GOOD)]);
        own_rule(&sandbox, &keys, &query);
        sandbox.write("a.py", BAD);
        assert_refused(&sandbox.review(&[]), &[refused]);
    }
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.write("review.toml", format!("[review]\nexclude = [\"{}\"]\n", "{a,b}".repeat(1_000)));
    assert_refused(&sandbox.review(&[]), &["review.exclude", "longer than 2000 bytes"]);
}

#[test]
fn nothing_is_written_into_the_reviewed_repository() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write_all(&[("a.py", BAD), ("b.py", BAD)]);
    sandbox.git(&["add", "a.py"]);
    let state = || {
        let mut files = Vec::new();
        let mut folders = vec![sandbox.root()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                let data = entry.metadata().unwrap();
                if data.is_dir() {
                    folders.push(entry);
                } else {
                    files.push((entry.clone(), data.modified().unwrap(), std::fs::read(entry).unwrap()));
                }
            }
        }
        files.sort();
        files
    };
    let before = state();
    for arguments in [&[][..], &["--staged"], &["--all"], &["--commit", "HEAD"], &["--base", "HEAD"]] {
        sandbox.review(arguments);
    }
    assert!(before == state());
}
