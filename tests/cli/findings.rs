//! What becomes of findings: ids, suppression, the baseline, the configuration, fixes and the exit code.

use crate::sandbox::{BAD, GOOD, Sandbox};

const RULE: &str = "python/mutable-default";

/// A project's own rule that can be fixed, `python/own`: calls of `hash` become calls of `abs`.
fn with_fixable_rule(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write(
        ".review/rules/python/own.toml",
        "id = \"python/own\"\nseverity = \"error\"\nconfidence = 1.0\nmessage = \"`{name}` is old\"\nwhy = \"w\"\n\
         replacement = \"abs\"\n[[example]]\nbad = \"hash(1)\"\ngood = \"abs(1)\"\nfixed = \"abs(1)\"\n",
    );
    let query = "(call function: (identifier) @name @replace (#eq? @name \"hash\")) @report";
    sandbox.write(".review/queries/python/own.scm", query);
    sandbox.write_all(files);
    sandbox
}

#[test]
fn an_id_stays_when_lines_above_move() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    let id = || sandbox.json(&[])["findings"][0]["id"].clone();
    sandbox.write("a.py", BAD);
    let before = id();
    sandbox.write("a.py", format!("import os\n\n\ndef first():\n    return os\n\n\n{BAD}"));
    assert_eq!(id(), before);
    assert_eq!(before.as_str().unwrap().len(), 16);
}

#[test]
fn findings_name_the_hunk_that_they_lie_in() {
    let sandbox = Sandbox::with(&[("a.py", &format!("{GOOD}{}", "\n".repeat(30)))]);
    sandbox.write("a.py", format!("x = 1\n{GOOD}{}{BAD}", "\n".repeat(30)));
    let result = sandbox.json(&[]);
    assert_eq!(result["scope"]["hunks"], 2);
    assert_eq!(result["findings"][0]["hunk"], result["hunks"][1]["id"]);
}

#[test]
fn a_comment_suppresses_one_rule_on_one_line() {
    let sandbox = Sandbox::with(&[("b.py", GOOD)]);
    sandbox.write("a.py", BAD.replacen('\n', &format!("  # review: ignore[{RULE}] it is never changed\n"), 1));
    let result = sandbox.json(&[]);
    assert_eq!((&result["findings"], &result["suppressed"]), (&serde_json::json!([]), &1.into()));
    sandbox.write("a.py", format!("# review: ignore[{RULE}]\n{BAD}"));
    assert_eq!(sandbox.json(&[])["suppressed"], 1);
    sandbox.write("a.py", format!("# review: ignore[python/other-rule]\n{BAD}"));
    assert_eq!(sandbox.found(&[]), ["a.py:1 any/unused-suppression", "a.py:2 python/mutable-default"]);
}

#[test]
fn a_new_comment_for_an_old_line_is_not_unused() {
    let sandbox = Sandbox::with(&[("a.py", BAD)]);
    sandbox.write("a.py", format!("# review: ignore[{RULE}] known\n{BAD}"));
    assert_eq!(sandbox.found(&[]), [""; 0]);
    sandbox.write("a.py", format!("# review: ignore[{RULE}] known\n{GOOD}"));
    assert_eq!(sandbox.found(&[]), ["a.py:1 any/unused-suppression"]);
}

#[test]
fn the_baseline_keeps_known_findings_quiet_and_new_ones_loud() {
    let sandbox = Sandbox::with(&[("a.py", BAD)]);
    let run = sandbox.review(&["--all", "--update-baseline"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("1 finding in .review/baseline.json"), "{}", run.err);
    sandbox.write("a.py", format!("\n\n{BAD}\n\ndef other(seen={{}}):\n    seen[1] = 2\n    return seen\n"));
    let result = sandbox.json(&["--all"]);
    assert_eq!(crate::sandbox::places(&result), ["a.py:8 python/mutable-default"]);
    assert_eq!(result["suppressed"], 1);
    assert_eq!(sandbox.found(&["--all", "--no-baseline"]).len(), 2);
}

#[test]
fn a_partial_update_of_the_baseline_keeps_what_it_did_not_look_at() {
    let sandbox = Sandbox::with(&[("a.py", BAD), ("b.py", BAD)]);
    sandbox.review(&["--all", "--update-baseline", "a.py"]);
    sandbox.review(&["--all", "--update-baseline", "b.py"]);
    assert_eq!(sandbox.found(&["--all"]), [""; 0]);
    sandbox.write_all(&[("a.py", GOOD), ("b.py", GOOD)]);
    sandbox.review(&["--all", "--update-baseline"]);
    assert_eq!(sandbox.read(".review/baseline.json"), "{\n  \"findings\": {}\n}\n");
}

#[test]
fn the_configuration_sets_severities_paths_and_what_is_excluded() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write_all(&[("a.py", BAD), ("vendor/b.py", BAD), ("tools/c.py", BAD)]);
    sandbox.write(
        "review.toml",
        format!(
            "[review]\nexclude = [\"vendor/**\"]\n[rules.\"{RULE}\"]\nseverity = \"error\"\nexclude = [\"tools/**\"]\n"
        ),
    );
    let result = sandbox.json(&[]);
    assert_eq!(crate::sandbox::places(&result), ["a.py:1 python/mutable-default"]);
    assert_eq!(result["findings"][0]["severity"], "error");
    sandbox.write("review.toml", format!("[rules.\"{RULE}\"]\npaths = [\"tools/*\"]\n"));
    assert_eq!(sandbox.found(&[]), ["tools/c.py:1 python/mutable-default"]);
    sandbox.write("review.toml", "[rules]\ndisable = [\"python/*\"]\n");
    assert_eq!(sandbox.found(&[]), [""; 0]);
}

#[test]
fn a_former_id_of_a_rule_still_works_and_is_noted_once() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", "def f(a):\n    return a == 0.1  # review: ignore[python/assert-true, python/assert-true]\n");
    sandbox.write("b.rs", "fn f(a: f64) -> bool { a == 0.1 }\n");
    sandbox.write("review.toml", "[rules]\ndisable = [\"rust/inexact-float-equality\", \"any/unused-suppression\"]\n");
    let result = sandbox.json(&["--tiers", "rules"]);
    assert_eq!(crate::sandbox::places(&result), ["a.py:2 python/float-equality"]);
    let reasons: Vec<_> = result["degraded"].as_array().unwrap().iter().map(|own| own["reason"].clone()).collect();
    let expected = [
        "`python/assert-true` is now `python/constant-assertion`",
        "`rust/inexact-float-equality` is now `rust/float-equality`",
    ];
    assert_eq!(reasons, expected);
    assert_eq!(sandbox.review(&["--tiers", "rules", "--strict"]).code, 0, "a former id is no gap");
    let shown = sandbox.review(&["rules", "show", "rust/assigned-to-itself"]);
    assert!(shown.out.starts_with("rust/self-assignment "), "{}", shown.out);
    assert!(shown.err.contains("note: `rust/assigned-to-itself` is now `rust/self-assignment`"), "{}", shown.err);
}

#[test]
fn layers_are_user_then_repository_then_variables_then_flags() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", BAD);
    let code = |variables: &[(&str, &str)], arguments: &[&str]| {
        sandbox.program().envs(variables.iter().copied()).args(arguments).status().unwrap().code().unwrap()
    };
    assert_eq!(code(&[], &[]), 0, "a warning does not fail by default");
    let user = sandbox.beside("config.toml");
    std::fs::write(&user, "[review]\nfail_on = \"warning\"\n").unwrap();
    let user = ("REVIEW_CONFIG", user.to_str().unwrap());
    assert_eq!(code(&[user], &[]), 1);
    sandbox.write("review.toml", "[review]\nfail_on = \"never\"\n");
    assert_eq!(code(&[user], &[]), 0);
    assert_eq!(code(&[user, ("REVIEW_REVIEW_FAIL_ON", "info")], &[]), 1);
    assert_eq!(code(&[user, ("REVIEW_REVIEW_FAIL_ON", "info")], &["--fail-on", "error"]), 0);
}

#[test]
fn a_repository_that_asks_for_too_much_is_ignored_until_it_is_trusted() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("review.toml", "[cloud]\nendpoint = \"https://example.com\"\n");
    let degraded = || sandbox.json(&[])["degraded"].to_string();
    assert!(degraded().contains("`cloud.endpoint` in review.toml is ignored"));
    let trust = sandbox.review(&["trust"]);
    assert!(trust.code == 0 && trust.err.contains("cloud.endpoint"), "{}", trust.err);
    assert_eq!(degraded(), "[]");
    sandbox.write("review.toml", "[cloud]\nendpoint = \"https://example.org\"\n");
    assert!(degraded().contains("cloud.endpoint"), "another content asks again");
    sandbox.review(&["trust"]);
    sandbox.review(&["trust", "--revoke"]);
    assert!(degraded().contains("cloud.endpoint"));
}

#[test]
fn the_exit_code_follows_fail_on_and_sees_what_the_cap_hides() {
    let sandbox = with_fixable_rule(&[("a.py", "hash(1)\n"), ("b.py", BAD)]);
    assert_eq!(sandbox.review(&[]).code, 1);
    assert_eq!(sandbox.review(&["--fail-on", "never"]).code, 0);
    assert_eq!(sandbox.review(&["b.py"]).code, 0);
    assert_eq!(sandbox.review(&["b.py", "--fail-on", "warning"]).code, 1);
    let capped = sandbox.review(&["--max-comments", "0"]);
    assert_eq!((capped.code, capped.out.as_str()), (1, ""));
    assert!(capped.err.contains("2 not shown beyond --max-comments"), "{}", capped.err);
    assert_eq!(sandbox.review(&["b.py", "--min-severity", "error", "--fail-on", "info"]).code, 0);
}

#[test]
fn a_stage_that_is_not_there_is_named_and_fails_only_when_strict() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let result = sandbox.json(&["--tiers", "rules,cloud"]);
    assert_eq!(result["degraded"][0]["stage"], "cloud");
    assert_eq!(sandbox.review(&["--tiers", "cloud", "--strict"]).code, 2);
    sandbox.write("a.py", BAD);
    assert_eq!(sandbox.found(&["--tiers", "cloud"]), [""; 0], "rules were not asked for");
}

#[test]
fn a_key_that_a_repository_may_not_set_is_shown_and_is_no_gap_for_a_strict_run() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    sandbox.write("review.toml", "[cloud]\nendpoint = \"https://example.com\"\n");
    let run = sandbox.review(&["--tiers", "rules", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("note: config: `cloud.endpoint` in review.toml is ignored"), "{}", run.err);
}

#[test]
fn a_strict_run_says_why_it_fails_however_quiet_it_is() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let run = sandbox.review(&["--tiers", "cloud", "--strict", "--quiet"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("cloud: no cloud model is set up"), "{}", run.err);
}

#[test]
fn fix_applies_suggestions_to_the_working_tree() {
    let sandbox = with_fixable_rule(&[("a.py", "x = hash(1) + hash(2)\r\ny = hash\r\n"), ("b.py", GOOD)]);
    let run = sandbox.review(&["--fix"]);
    assert_eq!(sandbox.read("a.py"), "x = abs(1) + abs(2)\r\ny = hash\r\n");
    assert!(run.err.contains("2 suggestions applied in 1 file"), "{}", run.err);
    assert_eq!(sandbox.found(&[]), [""; 0]);
}

#[cfg(unix)]
#[test]
fn what_is_fixed_does_not_count_for_the_exit_code() {
    let sandbox = with_fixable_rule(&[("a.py", "hash(1)\n"), ("b.py", BAD)]);
    let severity = sandbox.json(&[])["findings"][0]["severity"].as_str().unwrap().to_owned();
    assert_eq!(sandbox.review(&["--fail-on", &severity, "a.py"]).code, 1);
    let fixed = sandbox.review(&["--fail-on", &severity, "--fix", "a.py"]);
    assert_eq!(fixed.code, 0, "{}", fixed.err);
    assert!(fixed.err.contains("fixed 1 finding; 0 left"), "{}", fixed.err);
    assert_eq!(sandbox.review(&["--fail-on", &severity, "a.py"]).code, 0, "the next run says the same");
    sandbox.write("a.py", "hash(1)\n");
    let left = sandbox.review(&["--fail-on", "warning", "--fix"]);
    assert!(left.code == 1 && left.err.contains("fixed 1 finding; 1 left"), "{}", left.err);
    sandbox.write("a.py", "hash(1)\n");
    assert_eq!(sandbox.review(&["--fail-on", "warning", "--fix", "--max-comments", "1"]).code, 1, "what is cut counts");
}

#[test]
fn fix_keeps_the_mode_of_a_file() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = with_fixable_rule(&[("a.py", "hash(1)\n")]);
    let path = sandbox.root().join("a.py");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    sandbox.review(&["--fix"]);
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o755);
}

#[test]
fn fix_leaves_a_file_alone_that_is_not_what_was_reviewed() {
    let sandbox = with_fixable_rule(&[("a.py", "hash(1)\n")]);
    sandbox.git(&["add", "--all"]);
    sandbox.write("a.py", "y = 2\nhash(1)\n");
    let run = sandbox.review(&["--staged", "--fix"]);
    assert_eq!(sandbox.read("a.py"), "y = 2\nhash(1)\n");
    assert!(run.err.contains("not applied: a.py: the working tree holds another version"), "{}", run.err);
}

#[test]
fn fix_leaves_out_what_overlaps_and_names_it() {
    let sandbox = with_fixable_rule(&[("a.py", "hash(hash(1))\n")]);
    let query = "(call function: (identifier) @name (#eq? @name \"hash\")) @report";
    sandbox.write(".review/queries/python/own.scm", query);
    let run = sandbox.review(&["--fix"]);
    assert_eq!(sandbox.read("a.py"), "abs\n");
    assert!(run.err.contains("not applied: a.py:1 python/own overlaps a.py:1 python/own"), "{}", run.err);
}

#[test]
fn a_rule_about_removed_lines_speaks_of_the_old_side() {
    let sandbox = Sandbox::with(&[("a.py", "import locks\n\nlocks.take()\nx = 1\nlocks.take()\n")]);
    sandbox.write(
        ".review/rules/python/lock-removed.toml",
        "id = \"python/lock-removed\"\nseverity = \"error\"\nconfidence = 1.0\nmessage = \"`{call}` is gone\"\n\
         why = \"w\"\non = \"removed\"\n[[example]]\nbad = \"locks.take()\"\ngood = \"locks.give()\"\n",
    );
    let query = "(call function: (attribute attribute: (identifier) @_name) @call (#eq? @_name \"take\")) @report";
    sandbox.write(".review/queries/python/lock-removed.scm", query);
    sandbox.write("a.py", "import locks\n\nx = 1\nlocks.take()\n");
    let finding = &sandbox.json(&[])["findings"][0];
    assert_eq!((&finding["side"], &finding["start"]["line"]), (&"old".into(), &3.into()));
    let run = sandbox.review(&["--output-format", "full"]);
    assert!(run.out.contains("(a removed line)") && run.out.contains("a.py:3:1"), "{}", run.out);
    assert!(sandbox.review(&[]).out.contains("a.py:3:1: error[python/lock-removed] (removed)"));
    assert_eq!(sandbox.review(&["rules", "test", "python/lock-removed"]).code, 0);
}

#[test]
fn fix_never_writes_outside_the_repository() {
    let sandbox = with_fixable_rule(&[]);
    let patch = |path: &str| format!("--- /dev/null\n+++ b/{path}\n@@ -0,0 +1 @@\n+hash(1)\n");
    let outside = sandbox.beside("outside.py");
    std::fs::write(&outside, "hash(1)\n").unwrap();
    let mut paths = vec!["../outside.py".to_owned(), outside.to_str().unwrap().to_owned()];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", sandbox.root().join("link")).unwrap();
        paths.push("link/outside.py".to_owned());
    }
    for path in paths {
        let run = sandbox.review_with_input(&["--diff", "-", "--fix"], patch(&path).as_bytes());
        assert_eq!(std::fs::read_to_string(&outside).unwrap(), "hash(1)\n", "{path}");
        assert!(run.err.contains("not applied") && run.err.contains("0 suggestions applied"), "{}", run.err);
    }
    sandbox.write("inside.py", "hash(1)\n");
    sandbox.review_with_input(&["--diff", "-", "--fix"], patch("inside.py").as_bytes());
    assert_eq!(sandbox.read("inside.py"), "abs(1)\n");
}
