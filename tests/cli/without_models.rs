//! The program that was built without models: what it does all the same, and what it says of what it cannot do.

use serde_json::json;

use crate::sandbox::{BAD, Sandbox};

const NOT_BUILT_IN: &str = "not built into this program (feature `models`)";

/// A repository with a change that a rule has something to say of.
fn changed() -> Sandbox {
    let sandbox = Sandbox::with(&[("README.md", "rows\n")]);
    sandbox.write("rows.py", BAD);
    sandbox
}

#[test]
fn the_rules_say_what_they_say_and_the_risk_is_missing() {
    let result = changed().json(&[]);
    assert_eq!(result["findings"][0]["rule"], "python/mutable-default");
    assert_eq!(result["degraded"], json!([{"stage": "local", "reason": NOT_BUILT_IN}]));
    assert_eq!(result["hunks"][0]["risk"], json!(null));
}

#[test]
fn a_strict_run_fails_unless_the_rules_alone_are_asked_for() {
    let sandbox = changed();
    let run = sandbox.review(&["--strict"]);
    assert!(run.code == 2 && run.err.contains(NOT_BUILT_IN), "{}", run.err);
    assert_eq!(sandbox.review(&["--strict", "--tiers", "rules"]).code, 0);
}

#[test]
fn nothing_is_missing_where_the_models_are_switched_off() {
    let sandbox = changed();
    sandbox.configure("[local]\nrisk = \"off\"\n");
    assert_eq!(sandbox.json(&[])["degraded"], json!([]));
}

#[test]
fn commands_about_models_are_refused() {
    let sandbox = changed();
    for (command, arguments) in [
        ("review setup", &["setup"][..]),
        ("review models", &["models", "list"]),
        ("review models", &["models", "compare", "risk", "endpoint"]),
        ("review learn", &["learn"]),
    ] {
        let run = sandbox.review(arguments);
        let said = format!("`{command}` is {NOT_BUILT_IN}");
        assert!(run.code == 2 && run.out.is_empty() && run.err.contains(&said), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn a_reviewer_or_a_device_that_is_named_is_refused_and_off_is_not() {
    let sandbox = changed();
    for arguments in [&["--reviewer", "./model"][..], &["--reviewer", "tiny"], &["--device", "cpu"]] {
        let run = sandbox.review(arguments);
        assert!(run.code == 2 && run.err.contains(NOT_BUILT_IN), "{arguments:?}: {}", run.err);
    }
    assert_eq!(sandbox.review(&["--reviewer", "off"]).code, 0);
}

#[test]
fn doctor_says_that_the_models_are_not_built_in_and_lists_none() {
    let run = changed().review(&["doctor"]);
    assert!(run.code == 0 && run.out.contains(&format!("ONNX Runtime is {NOT_BUILT_IN}")), "{}", run.out);
    assert!(!run.out.contains("your models"), "{}", run.out);
}
