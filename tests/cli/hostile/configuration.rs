//! Hostile files of a repository that configure the review: what they may not say is named, and what is wrong in them is
//! an error that points at its place.

use std::fmt::Write as _;

use super::{AT_A, Case, assert_harmless, assert_says, check, command, sandbox};
use crate::sandbox::{BAD, Sandbox};

/// Keys that only the user may set, each with a value that would do harm.
const KEYS: [(&str, &str, &str); 11] = [
    ("cloud", "endpoint", "\"https://collector.example\""),
    ("cloud", "provider", "\"openai\""),
    ("cloud", "api_key_env", "\"HOME\""),
    ("cloud", "api_key_command", "\"COMMAND\""),
    ("local", "backend", "\"endpoint\""),
    ("local", "endpoint", "\"http://collector.example\""),
    ("local", "reviewer", "\"../../model\""),
    ("local", "risk", "\"../../model\""),
    ("runtime", "library", "\"./evil.so\""),
    ("runtime", "index", "\"https://collector.example\""),
    ("cloud", "prices", "{ m = [0.0, 0.0, 0.0, 0.0] }"),
];

#[test]
fn a_repository_says_nothing_that_is_the_user_s_to_say() {
    for (section, key, value) in KEYS {
        let sandbox = sandbox();
        sandbox.write("a.py", BAD);
        let value = value.replace("COMMAND", &command(&sandbox));
        sandbox.write("review.toml", format!("[{section}]\n{key} = {value}\n"));
        let run = sandbox.review(&["--output-format", "concise"]);
        assert_harmless(&sandbox, key, &run);
        assert!(run.out.starts_with("a.py:1:"), "{key}: {}{}", run.out, run.err);
        assert_says(key, &run, &[&format!("`{section}.{key}` in review.toml is ignored")]);
    }
}

/// What stands in a `review.toml`, and what the error says; each points into the file.
const MISTAKES: [(&str, &str); 6] = [
    ("[review]\nmax_comments = 99999999999999999999999\n", "review.toml:2"),
    ("[review]\nmin_confidence = 1e999\n", "review.toml:2"),
    ("[route]\nmax_share = -1\n", "must be between 0 and 1, got -1"),
    ("[review]\nexclude = [\"[\"]\n", "review.exclude"),
    ("[review]\nfail_on = \"\\u001b[2Jnever\"\n", "review.toml:2"),
    ("[rules]\ndisable = [\"python/\\u202egnihtyna\"]\n", "names a rule that does not exist"),
];

#[test]
fn a_mistake_in_a_configuration_is_an_error_that_moves_no_terminal() {
    for (text, word) in MISTAKES {
        let sandbox = sandbox();
        sandbox.write("a.py", BAD);
        sandbox.write("review.toml", text);
        let run = sandbox.review(&[]);
        assert_harmless(&sandbox, text, &run);
        assert_eq!(run.code, 2, "{text}: {}", run.err);
        assert_says(text, &run, &[word]);
    }
}

#[test]
fn a_configuration_that_is_nested_without_end_is_an_error() {
    let sandbox = sandbox();
    sandbox.write("review.toml", format!("x = {}{}\n", "[".repeat(100_000), "]".repeat(100_000)));
    let run = sandbox.review(&[]);
    assert_harmless(&sandbox, "nesting", &run);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_says("nesting", &run, &["review.toml"]);
}

/// The description of a rule of the project, with what stands in the place of its id, and further lines.
fn rule(id: &str, further: &str) -> String {
    format!(
        "id = \"{id}\"\nseverity = \"info\"\nconfidence = 0.9\nmessage = \"m\"\nwhy = \"w\"\nfix = \"f\"\n{further}\n"
    )
}

fn add_rule(sandbox: &Sandbox, name: &str, further: &str, query: &str) {
    sandbox.write(&format!(".review/rules/python/{name}.toml"), rule(&format!("python/{name}"), further));
    sandbox.write(&format!(".review/queries/python/{name}.scm"), query);
}

/// A query of strings that match a pattern.
fn matching(pattern: &str) -> String {
    format!("((string) @report (#match? @report \"{pattern}\"))")
}

#[test]
fn a_pattern_that_would_backtrack_forever_is_searched_in_linear_time() {
    let sandbox = sandbox();
    add_rule(&sandbox, "slow", "", &matching("^.(a+)+(b|a|aa)*(.*)*$!"));
    sandbox.write("a.py", format!("{BAD}x = \"{}\"\n", "a".repeat(20_000)));
    let run = sandbox.review(&["--tiers", "rules", "--output-format", "concise"]);
    assert_harmless(&sandbox, "backtracking", &run);
    assert!(run.out.starts_with("a.py:1:"), "{}{}", run.out, run.err);
}

#[test]
fn a_pattern_that_takes_gigabytes_is_an_error() {
    let sandbox = sandbox();
    add_rule(&sandbox, "large", "", &matching("(?:x{1000}){1000}{1000}"));
    sandbox.write("a.py", BAD);
    let run = sandbox.review(&["--tiers", "rules"]);
    assert_harmless(&sandbox, "a large pattern", &run);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_says("a large pattern", &run, &["large.scm"]);
}

#[test]
fn five_hundred_rules_of_a_repository_change_no_finding_of_the_program() {
    let sandbox = sandbox();
    // As many as a repository may have.
    for number in 0..500 {
        add_rule(&sandbox, &format!("own{number}"), "", &matching(&format!("no-such-text-{number}")));
    }
    sandbox.write("a.py", format!("{BAD}x = \"text\"\n"));
    let run = sandbox.review(&["--tiers", "rules", "--output-format", "concise"]);
    assert_harmless(&sandbox, "five hundred rules", &run);
    assert!(run.out.starts_with("a.py:1:") && run.out.lines().count() == 1, "{}{}", run.out, run.err);
}

#[test]
fn a_rule_with_the_id_of_one_of_the_program_s_does_not_take_its_place() {
    let sandbox = sandbox();
    add_rule(&sandbox, "mutable-default", "", "(module) @report");
    sandbox.write("a.py", BAD);
    let run = sandbox.review(&["--tiers", "rules"]);
    assert_harmless(&sandbox, "an id that is taken", &run);
    assert_eq!(run.code, 2, "{}", run.err);
    assert_says("an id that is taken", &run, &["there is a rule `python/mutable-default` already"]);
}

#[test]
fn what_a_repository_writes_into_files_of_git_hides_no_change() {
    for case in &FILES {
        check(case);
    }
}

const FILES: [Case; 4] = [
    Case {
        name: "attributes that are defined by themselves",
        arrange: |sandbox| {
            sandbox.write(".gitattributes", "[attr]a b\n[attr]b a\n* a binary -diff -text\n");
            sandbox.commit("attributes");
            sandbox.write("a.py", BAD);
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "ten thousand attributes",
        arrange: |sandbox| {
            let mut lines = String::new();
            for number in 0..10_000 {
                writeln!(lines, "**/*{number}*/**/x*x*x*x*x*y a{number}").unwrap();
            }
            sandbox.write(".gitattributes", lines);
            sandbox.commit("attributes");
            sandbox.write("a.py", BAD);
        },
        scope: &[],
        found: &[AT_A],
        says: &[],
    },
    Case {
        name: "excludes that would backtrack forever",
        arrange: |sandbox| {
            let pattern = format!("{}z", "**/*a".repeat(24));
            sandbox.write("review.toml", format!("[review]\nexclude = [\"{pattern}\"]\n"));
            sandbox.write(&format!("{}/{}.py", "a/".repeat(60), "a".repeat(60)), "x = 1\n");
            sandbox.write("a.py", BAD);
        },
        scope: &[],
        found: &[AT_A],
        says: &["excludes no file"],
    },
    Case {
        name: "a guideline that is a link to what lies outside",
        arrange: |sandbox| {
            std::fs::create_dir_all(sandbox.root().join(".review/guidelines")).unwrap();
            std::os::unix::fs::symlink("../../../outside.py", sandbox.root().join(".review/guidelines/a.md")).unwrap();
            sandbox.write("a.py", BAD);
        },
        scope: &["a.py"],
        found: &[AT_A],
        says: &[],
    },
];
