//! Packages of risk models that a user added: which is taken for a hunk, and what is said of a faulty one.

use std::fs;

use super::{CHANGE, assert_degraded, changed, degraded, exit_codes, hunk, json_with};
use crate::hub::digest;
use crate::sandbox::{GOOD, Sandbox};

/// A model that says `sigmoid(added - removed)`.
const FAIR: &[u8] = include_bytes!("../../data/risk-fair.onnx");

const MANIFEST: &str = r#"name = "ours"
version = "2"
task = "risk"
languages = ["python"]
model = "model.onnx"
sha256 = "SHA"
[risk]
features = ["added_lines", "removed_lines"]
typical = [1.0, 0.5]
threshold = 0.5
lines = ["length"]
"#;

/// Puts a package into the data folder: `described` is the model of the manifest's digest, `written` the one there.
fn install(sandbox: &Sandbox, described: &[u8], written: &[u8], what: &str, instead: &str) {
    assert!(MANIFEST.contains(what), "{what}");
    let folder = sandbox.beside("home/.data/review/models/ours");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("manifest.toml"), MANIFEST.replace("SHA", &digest(described)).replace(what, instead))
        .unwrap();
    fs::write(folder.join("model.onnx"), written).unwrap();
}

/// The model that is described, the one that is there, what stands in the manifest and what instead, and the reason.
type Case<'c> = (&'c [u8], &'c [u8], &'c str, &'c str, &'c str);

#[test]
fn every_fault_of_a_package_is_told_and_the_rules_go_on() {
    let two = &include_bytes!("../../data/risk-two.onnx")[..];
    let nan = &include_bytes!("../../data/risk-nan.onnx")[..];
    let lines = &include_bytes!("../../data/risk-nan-lines.onnx")[..];
    let row = &include_bytes!("../../data/risk-one-row.onnx")[..];
    let twice = &include_bytes!("../../data/twice.onnx")[..];
    let half = &FAIR[..FAIR.len() / 2];
    let mut flipped = FAIR.to_vec();
    flipped[100] ^= 1;
    let cases: [Case<'_>; 13] = [
        (FAIR, half, "", "", "model.onnx is not the file that its manifest describes"),
        (FAIR, &flipped, "", "", "model.onnx is not the file that its manifest describes"),
        (half, half, "", "", "does not accept the model"),
        (b"", b"", "", "", "does not accept the model"),
        (twice, twice, "", "", "it has no input `features`"),
        (FAIR, FAIR, "\"added_lines\",", "\"added_rows\",", "there is no feature `added_rows`"),
        (FAIR, FAIR, "\"length\"", "\"lenght\"", "there is no feature `lenght`"),
        (FAIR, FAIR, "lines = [\"length\"]", "", "its input `lines` does not take rows of 0 numbers"),
        (FAIR, FAIR, "[1.0, 0.5]", "[1.0, nan]", "typical value"),
        (two, two, "", "", "is no probability"),
        (nan, nan, "", "", "NaN is no probability"),
        (lines, lines, "", "", "NaN is no score of a line"),
        (row, row, "", "", "1 numbers came out"),
    ];
    let sandbox = changed();
    // A second hunk, so that one row is too few.
    sandbox.write("c.py", GOOD);
    sandbox.git(&["add", "--all"]);
    sandbox.git(&["commit", "--quiet", "--amend", "--no-edit"]);
    for (described, written, what, instead, reason) in cases {
        install(&sandbox, described, written, what, instead);
        let result = sandbox.json(&CHANGE);
        assert_degraded(&result, &["a.py"], &[reason, "; "]);
        assert!(degraded(&result)[0].contains(if reason.contains("describes") { "model" } else { "`ours`" }));
        assert_eq!(result["usage"]["local"]["risk"], "risk");
    }
}

#[test]
fn a_faulty_package_changes_no_exit_code_but_that_of_a_strict_run_and_the_builtin_can_be_named() {
    let sandbox = changed();
    install(&sandbox, FAIR, b"other", "", "");
    assert_eq!(exit_codes(&sandbox, &[]), [0, 1, 2]);
    let builtin = json_with(&sandbox, &[("REVIEW_LOCAL_RISK", "builtin")], &CHANGE);
    assert!(degraded(&builtin).is_empty() && !hunk(&builtin, "a.py")["risk"].is_null());
}

#[test]
fn a_package_that_cannot_be_read_is_told_and_not_silently_replaced() {
    let sandbox = changed();
    install(&sandbox, FAIR, FAIR, "threshold", "treshold");
    assert_degraded(&sandbox.json(&CHANGE), &[], &["ours", "is not valid", "unknown field"]);
    let named = json_with(&sandbox, &[("REVIEW_LOCAL_RISK", "ours")], &CHANGE);
    assert_degraded(&named, &["a.py", "b.rs"], &["there is no model `ours`", "is not valid"]);
    let builtin = json_with(&sandbox, &[("REVIEW_LOCAL_RISK", "builtin")], &CHANGE);
    assert_eq!(degraded(&builtin), [""; 0]);
}

#[test]
fn a_specialist_is_taken_for_its_language_and_the_builtin_for_others() {
    let sandbox = changed();
    let before = sandbox.json(&CHANGE);
    install(&sandbox, FAIR, FAIR, "", "");
    let result = sandbox.json(&CHANGE);
    assert_eq!(degraded(&result), [""; 0]);
    assert_eq!(result["usage"]["local"]["risk"], "ours, risk");
    // Three lines added, none removed: sigmoid(ln 4).
    assert_eq!(hunk(&result, "a.py")["risk"], 0.8);
    assert_eq!(hunk(&result, "a.py")["look_at"][0], 1);
    assert_eq!(hunk(&result, "b.rs")["risk"], hunk(&before, "b.rs")["risk"]);
    let named = json_with(&sandbox, &[("REVIEW_LOCAL_RISK", "ours")], &CHANGE);
    assert!(hunk(&named, "b.rs")["risk"].is_null() && degraded(&named).is_empty());
    assert_eq!(named["usage"]["local"]["risk"], "ours");
}
