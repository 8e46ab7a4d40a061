//! `review models`: packages that are added, listed, shown, refused and removed.

use crate::sandbox::Sandbox;

const MANIFEST: &str = r#"name = "ours"
version = "2"
task = "risk"
languages = ["python"]
model = "model.onnx"
sha256 = "SHA"
[risk]
features = ["added"]
typical = [1.0]
threshold = 0.5
[training]
commits = 100
[figures]
auc = 0.75
"#;

/// The digest of tests/data/twice.onnx.
const DIGEST: &str = "a72c0bd338901566f669f382e6bec4b21a6a87963e57704f97748216f53df652";

/// A package beside the repository, with one text of its manifest in the place of another.
fn package(sandbox: &Sandbox, what: &str, instead: &str) -> String {
    let folder = sandbox.beside("package");
    std::fs::create_dir_all(&folder).unwrap();
    let manifest = MANIFEST.replace("SHA", DIGEST);
    assert!(manifest.contains(what), "{what}");
    std::fs::write(folder.join("manifest.toml"), manifest.replace(what, instead)).unwrap();
    std::fs::write(folder.join("model.onnx"), include_bytes!("../data/twice.onnx")).unwrap();
    folder.to_string_lossy().into_owned()
}

#[test]
fn a_package_is_added_listed_shown_and_removed() {
    let sandbox = Sandbox::without_repository().without_runtime();
    let added = sandbox.review(&["models", "add", &package(&sandbox, "ours", "ours")]);
    assert!(added.code == 0 && added.err.contains("added `ours` for risk, python"), "{}", added.err);
    let list = sandbox.review(&["models", "list"]).out;
    let row = list.lines().find(|line| line.starts_with("ours ")).unwrap();
    assert!(row.contains("risk") && row.contains("python") && row.contains(".data"), "{row}");
    let json: serde_json::Value = serde_json::from_str(&sandbox.review(&["models", "list", "--json"]).out).unwrap();
    let row = json.as_array().unwrap().iter().find(|row| row["name"] == "ours").unwrap();
    assert_eq!((&row["version"], &row["task"]), (&"2".into(), &"risk".into()));
    let page = sandbox.review(&["models", "show", "ours"]).out;
    for part in ["ours 2 (risk)", "commits = 100", "auc = 0.75", "is the one that the manifest describes"] {
        assert!(page.contains(part), "{page}");
    }
    assert!(sandbox.review(&["doctor"]).out.contains("ours"));
    assert_eq!(sandbox.review(&["models", "remove", "ours"]).code, 0);
    assert!(!sandbox.review(&["models", "list"]).out.contains("ours"));
}

#[test]
fn a_bad_package_is_refused_with_a_reason() {
    let sandbox = Sandbox::without_repository().without_runtime();
    for (what, instead, reason) in [
        ("\"ours\"", "\"../ours\"", "a name has small"),
        ("\"model.onnx\"", "\"../model.onnx\"", "without `..`"),
        ("\"model.onnx\"", "\"other.onnx\"", "cannot be read"),
        (&DIGEST[..4], "0000", "not the file that its manifest describes"),
        ("threshold", "treshold", "unknown field"),
    ] {
        let run = sandbox.review(&["models", "add", &package(&sandbox, what, instead)]);
        assert!(run.code == 2 && run.err.contains(reason), "{instead}: {}", run.err);
    }
    assert!(!sandbox.beside("home/.data/review/models/ours").exists());
}

#[test]
fn a_name_is_taken_once_and_unknown_names_are_refused() {
    let sandbox = Sandbox::without_repository().without_runtime();
    let folder = package(&sandbox, "ours", "ours");
    assert_eq!(sandbox.review(&["models", "add", &folder]).code, 0);
    let again = sandbox.review(&["models", "add", &folder]);
    assert!(again.code == 2 && again.err.contains("there is a model `ours` already"), "{}", again.err);
    let near = sandbox.review(&["models", "remove", "our"]);
    assert!(near.code == 2 && near.err.contains("did you mean `ours`?"), "{}", near.err);
    let outside = sandbox.review(&["models", "remove", "../models/ours"]);
    assert!(outside.code == 2 && sandbox.beside("home/.data/review/models/ours").is_dir(), "{}", outside.err);
}

#[test]
fn a_broken_package_is_named_and_the_others_are_listed() {
    let sandbox = Sandbox::without_repository().without_runtime();
    sandbox.review(&["models", "add", &package(&sandbox, "ours", "ours")]);
    let broken = sandbox.beside("home/.data/review/models/broken");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("manifest.toml"), "name = 1").unwrap();
    let list = sandbox.review(&["models", "list"]);
    assert!(list.code == 0 && list.out.contains("ours"), "{}", list.out);
    assert!(list.err.contains("not listed: the model package in") && list.err.contains("broken"), "{}", list.err);
}
