//! A real generative model on this machine, from a folder to a review. It is a small one that knows nothing of code: what
//! counts is that every stage does its part.

#[path = "../models/built.rs"]
mod built;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

const PYTHON: &str =
    "def average(rows):\n    total = 0\n    for row in rows:\n        total += row\n    return total / len(rows)\n";
const RUST: &str = "pub fn first(rows: &[u32]) -> u32 {\n    rows[0]\n}\n";

/// The folder of SmolLM2-135M-Instruct, with weights of 4 and 8 bits, in `models/` of cargo's target folder; built
/// where it is missing.
fn smollm2() -> PathBuf {
    built::model(Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap(), "smollm2")
}

/// A repository with a Python and a Rust file staged, and a model that was added for each of these languages.
fn sandbox(models: &[(&str, &[&str])]) -> Sandbox {
    let sandbox = Sandbox::with(&[("README.md", "rows\n")]);
    sandbox.write_all(&[("rows.py", PYTHON), ("src/rows.rs", RUST)]);
    sandbox.git(&["add", "--all"]);
    sandbox.configure("[local]\ncontext_tokens = 1024\nreply_tokens = 40\nmemory_budget_mb = 1024\n");
    let folder = smollm2();
    for (name, languages) in models {
        let mut arguments = vec!["models", "add", folder.to_str().unwrap(), "--variant", "q8", "--name", name];
        languages.iter().for_each(|language| arguments.extend(["--language", language]));
        let run = sandbox.review(&arguments);
        assert_eq!(run.code, 0, "{}", run.err);
    }
    sandbox
}

fn models(result: &Value) -> Vec<String> {
    let all = result["timings"]["models"].as_array().unwrap().iter();
    let mut names: Vec<_> = all.map(|model| model["model"].as_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_model_that_was_added_reviews_every_hunk_and_says_the_same_each_time() {
    let sandbox = sandbox(&[("small", &[])]);
    let result = sandbox.json(&["--staged", "--timings"]);
    assert_eq!(result["degraded"], json!([]));
    for hunk in result["hunks"].as_array().unwrap() {
        let mistake = hunk["verdict"]["mistake"].as_f64().unwrap();
        assert!((0.0..=1.0).contains(&mistake), "{hunk}");
        let said =
            hunk["reasons"].as_array().unwrap().iter().any(|why| why.as_str().unwrap().starts_with("the reviewer"));
        assert!(said, "{hunk}");
    }
    assert_eq!(
        (&result["usage"]["local"]["reviewer"], &result["usage"]["local"]["reviewed"]),
        (&json!("small"), &json!(2))
    );
    // The instructions were read once.
    assert!(result["timings"]["models"][0]["reused_tokens"].as_u64().unwrap() > 200, "{}", result["timings"]);
    assert!(result["timings"]["models"][0]["load_ms"].as_f64().unwrap() > 0.0);
    let asked = || sandbox.review(&["--staged", "--no-cache", "--output-format", "json"]).out;
    assert_eq!(asked(), asked());
    let known = sandbox.json(&["--staged", "--timings"]);
    assert_eq!((models(&known), &known["hunks"]), (Vec::new(), &result["hunks"]), "what is known loads no model");
}

#[test]
fn each_language_gets_its_specialist_and_other_text_the_model_for_all() {
    let sandbox = sandbox(&[("for-python", &["python"]), ("for-rust", &["rust"])]);
    let result = sandbox.json(&["--staged", "--timings"]);
    assert_eq!(models(&result), ["for-python", "for-rust"]);
    assert_eq!(result["usage"]["local"]["reviewer"], "for-python, for-rust");
    let result = sandbox.json(&["--staged", "--timings", "--no-cache", "--reviewer", "for-rust"]);
    assert_eq!(models(&result), ["for-rust"]);
    let verdicts: Vec<_> = result["hunks"].as_array().unwrap().iter().map(|hunk| hunk["verdict"].is_null()).collect();
    assert_eq!(verdicts, [true, false]);
}

/// A folder with the model's files, of which one is changed.
fn broken(sandbox: &Sandbox, change: impl Fn(&Path)) -> PathBuf {
    let (from, folder) = (smollm2(), sandbox.beside("model"));
    fs::create_dir_all(folder.join("onnx")).unwrap();
    for file in from.read_dir().unwrap().flatten().filter(|file| file.file_type().unwrap().is_file()) {
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    fs::copy(from.join("onnx/model_q8.onnx"), folder.join("onnx/model_q8.onnx")).unwrap();
    change(&folder);
    folder
}

#[test]
fn a_model_that_is_damaged_is_named_by_its_file_and_the_other_stages_go_on() {
    let cut = |name: &'static str| {
        move |folder: &Path| {
            let path = folder.join(name);
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        }
    };
    let template = |folder: &Path| {
        fs::write(folder.join("chat_template.jinja"), "{{ messages.nothing.there }}").unwrap();
    };
    let other = |folder: &Path| {
        fs::write(folder.join("config.json"), r#"{"model_type": "t5", "is_encoder_decoder": true}"#).unwrap();
    };
    type Change<'c> = &'c dyn Fn(&Path);
    let cases: [(Change<'_>, &str); 5] = [
        (&cut("onnx/model_q8.onnx"), "model_q8.onnx"),
        (&cut("tokenizer.json"), "tokenizer.json"),
        (&|folder| fs::remove_file(folder.join("tokenizer.json")).unwrap(), "tokenizer.json"),
        (&template, "chat_template.jinja"),
        (&other, "config.json"),
    ];
    for (change, file) in cases {
        let sandbox = sandbox(&[]);
        sandbox.write("rows.py", "def add(item, seen=[]):\n    seen.append(item)\n");
        sandbox.git(&["add", "--all"]);
        let folder = broken(&sandbox, change);
        let run = sandbox.review(&["--staged", "--reviewer", folder.to_str().unwrap()]);
        assert!(run.code == 0 && run.out.contains("python/mutable-default"), "{file}: {}", run.out);
        assert!(run.err.contains("note: local: ") && run.err.contains(file), "{file}: {}", run.err);
    }
}

#[test]
fn a_reviewer_that_is_not_there_is_named() {
    let run = sandbox(&[]).review(&["--staged", "--reviewer", "nobody"]);
    assert!(run.code == 0 && run.err.contains("there is no model `nobody`"), "{}", run.err);
}
