//! The commands beside the review itself.

use crate::sandbox::{BAD, GOOD, Sandbox};

#[test]
fn the_demo_shows_mistakes_in_both_languages_and_leaves_nothing_behind() {
    let sandbox = Sandbox::without_repository();
    let run = sandbox.review(&["demo"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for rule in ["python/", "rust/"] {
        assert!(run.out.contains(rule), "{rule}");
    }
    assert!(run.out.contains("shop/orders.py:8:"), "{}", run.out);
    assert!(!run.out.contains("shop/orders.py:21:"), "an old mistake on an unchanged line");
    assert_eq!(std::fs::read_dir(sandbox.root()).unwrap().count(), 0);
}

#[test]
fn the_demo_can_be_kept_and_tried() {
    let sandbox = Sandbox::without_repository();
    assert_eq!(sandbox.review(&["demo", "shop"]).code, 0);
    let again = sandbox.review(&["-C", "shop"]);
    assert!(again.out.contains("shop/orders.py:8:"), "{}{}", again.out, again.err);
    let refused = sandbox.review(&["demo", "shop"]);
    assert_eq!((refused.code, refused.err.contains("is not empty")), (2, true));
}

#[test]
fn init_writes_a_configuration_once() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    assert_eq!(sandbox.review(&["init"]).code, 0);
    assert_eq!(sandbox.review(&[]).code, 0, "it is valid");
    sandbox.write("review.toml", "[review]\n");
    let again = sandbox.review(&["init"]);
    assert_eq!((again.code, again.err.contains("--force")), (2, true));
    assert_eq!(sandbox.read("review.toml"), "[review]\n");
    assert_eq!(sandbox.review(&["init", "--force"]).code, 0);
    assert!(sandbox.read("review.toml").contains("fail_on"));
}

#[test]
fn rules_are_listed_shown_and_tested() {
    let sandbox = Sandbox::new();
    let list = sandbox.review(&["rules", "list", "python/"]);
    assert!(list.out.lines().all(|line| line.starts_with("python/")) && list.out.contains("python/mutable-default"));
    let json: Vec<serde_json::Value> = serde_json::from_str(&sandbox.review(&["rules", "list", "--json"]).out).unwrap();
    assert!(json.iter().any(|rule| rule["id"] == "any/unused-suppression" && rule["severity"] == "info"));
    let page = sandbox.review(&["rules", "show", "python/mutable-default"]).out;
    for part in ["Bad:", "Good:", "review: ignore[python/mutable-default]"] {
        assert!(page.contains(part), "{page}");
    }
    let near = sandbox.review(&["rules", "show", "python/mutable-defaults"]);
    assert!(near.code == 2 && near.err.contains("did you mean `python/mutable-default`?"), "{}", near.err);
    let tested = sandbox.review(&["rules", "test"]);
    assert_eq!(tested.code, 0, "{}", tested.out);
}

#[test]
fn a_project_adds_a_rule_with_two_files_and_tests_it() {
    let sandbox = Sandbox::with(&[("README", "")]);
    let rule = "id = \"python/own\"\nseverity = \"error\"\nconfidence = 1.0\nmessage = \"`{name}` is ours to call\"\n\
                why = \"w\"\n[[example]]\nbad = \"hash()\"\ngood = \"abs()\"\n";
    sandbox.write(".review/rules/python/own.toml", rule);
    sandbox
        .write(".review/queries/python/own.scm", "(call function: (identifier) @name (#eq? @name \"hash\")) @report");
    sandbox.write("a.py", "x = hash()\n");
    assert_eq!(sandbox.found(&[]), ["a.py:1 python/own"]);
    let tested = sandbox.review(&["rules", "test", "python/own"]);
    assert_eq!((tested.code, tested.out.as_str()), (0, "1 rule, 1 example, 0 failed\n"));
    sandbox.write(".review/rules/python/own.toml", rule.replace("abs()", "hash(1)"));
    let tested = sandbox.review(&["rules", "test"]);
    assert!(
        tested.code == 1 && tested.out.contains("python/own example 1: the good code is flagged"),
        "{}",
        tested.out
    );
}

#[test]
fn doctor_says_what_is_set_up() {
    let sandbox = Sandbox::with(&[("a.py", GOOD)]);
    let run = sandbox.review(&["doctor"]);
    assert!(run.out.lines().any(|row| row.split_whitespace().eq(["read", "with", "libgit2"])), "{}", run.out);
    assert_eq!(run.code, 0);
    for part in ["repository", "review.toml", "rules", "python, ruby, rust", "sandbox"] {
        assert!(run.out.contains(part), "{}", run.out);
    }
    sandbox.write("review.toml", "[what]\n");
    let broken = sandbox.review(&["doctor"]);
    assert!(broken.code == 2 && broken.err.contains("there is no section `what`"), "{}", broken.err);
}

#[test]
fn quiet_prints_findings_only() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", BAD);
    let run = sandbox.review(&["--quiet"]);
    assert_eq!((run.out.lines().count(), run.err.as_str()), (1, ""));
}

#[test]
fn the_manual_is_one_page_or_one_for_each_command() {
    let sandbox = Sandbox::new();
    let page = sandbox.review(&["man"]).out;
    assert!(page.contains(".TH review 1") && page.contains("\\-\\-staged"), "{page}");
    assert_eq!(sandbox.review(&["man", "pages/man1"]).code, 0);
    assert!(sandbox.read("pages/man1/review-cache-export.1").contains("what models said of your code"));
}

#[test]
fn completions_are_for_each_shell() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(sandbox.review(&["completions", shell]).out.contains("staged"), "{shell}");
    }
}
