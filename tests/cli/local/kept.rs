//! Risks that are kept: a change that was seen before needs neither the model nor ONNX Runtime.

use serde_json::Value;

use crate::sandbox::{BAD, Run, Sandbox};

/// A repository with a staged change, whose risks are known.
fn seen() -> (Sandbox, Value) {
    let sandbox = Sandbox::with(&[("a.py", "import os\n\n\nNAME = os.name\n"), ("notes.txt", "one\n")]);
    sandbox.write("a.py", format!("import os\n\n\nNAME = os.name\n\n\n{BAD}"));
    sandbox.git(&["add", "--all"]);
    let first = sandbox.json(&["--staged"]);
    assert!(first["hunks"][0]["risk"].as_f64().is_some_and(|risk| risk > 0.0), "{first}");
    (sandbox, first)
}

/// A run on a machine whose ONNX Runtime does not load.
fn without_runtime(sandbox: &Sandbox, arguments: &[&str]) -> Value {
    let broken = sandbox.beside("broken.so");
    std::fs::write(&broken, "not a library").unwrap();
    let mut program = sandbox.program();
    program.args(["--staged", "--output-format", "json"]).args(arguments).env("ORT_DYLIB_PATH", &broken);
    let run = Run::of(program.output().unwrap());
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err))
}

fn is_known(result: &Value) -> bool {
    let known = !result["hunks"][0]["risk"].is_null();
    assert_eq!(known, result["degraded"].as_array().unwrap().is_empty(), "{result}");
    known
}

#[test]
fn a_change_that_was_seen_says_the_same_without_the_model() {
    let (sandbox, first) = seen();
    let second = without_runtime(&sandbox, &[]);
    assert_eq!(first, second);
    let stats = sandbox.review(&["cache", "stats"]).out;
    assert!(stats.contains("risk") && stats.contains("1 answer"), "{stats}");
}

#[test]
fn another_commit_below_the_same_change_makes_no_difference() {
    let (sandbox, _) = seen();
    sandbox.git(&["stash", "--quiet"]);
    sandbox.write("other.txt", "of somebody else\n");
    sandbox.commit("other");
    sandbox.git(&["stash", "pop", "--quiet", "--index"]);
    assert!(is_known(&without_runtime(&sandbox, &[])));
}

#[test]
fn whatever_the_risk_depends_on_makes_it_another_one() {
    let (sandbox, _) = seen();
    assert!(!is_known(&without_runtime(&sandbox, &["--no-cache"])));
    // The change as a whole counts: a hunk's part of it is a feature.
    sandbox.write("b.py", "def other():\n    return 1\n");
    sandbox.git(&["add", "--all"]);
    assert!(!is_known(&without_runtime(&sandbox, &[])));
    assert!(!is_known(&without_runtime(&sandbox, &["a.py", "b.py"])));
    assert!(is_known(&without_runtime(&sandbox, &["a.py"])));
    sandbox.write("review.toml", "[review]\nexclude = [\"b.py\"]\n");
    assert!(is_known(&without_runtime(&sandbox, &[])));
    sandbox.write("a.py", format!("import os\n\n\nNAME = os.name\n\n\n{BAD}\n"));
    sandbox.git(&["add", "a.py"]);
    assert!(!is_known(&without_runtime(&sandbox, &["a.py"])));
}
