//! `review models compare` and `calibrate` from the outside: servers that answer differently, and what is refused.

use serde_json::{Value, json};

use crate::sandbox::{BAD, GOOD, Run, Sandbox};
use crate::server::{Answer, Server};

const PATH: &str = "/v1/chat/completions";

/// A reply with a verdict, and a comment on the first line of `BAD` where there is something to say.
fn reply(verdict: &str) -> String {
    let comment = json!({
        "quote": "seen.append(item)",
        "message": "`seen` grows by every call and is never emptied.",
        "severity": "warning",
        "suggestion": null,
    });
    let comments = if verdict == "comment" { vec![comment] } else { Vec::new() };
    json!({"verdict": verdict, "comments": comments}).to_string()
}

/// A completion; with the probability of the verdict where there is one, the rest to `clear` or `comment`.
fn completion(verdict: &str, probability: Option<f64>) -> Answer {
    let mut choice = json!({"message": {"role": "assistant", "content": reply(verdict)}});
    if let Some(probability) = probability {
        let other = if verdict == "clear" { "comment" } else { "clear" };
        let top = [(verdict, probability), (other, 1.0 - probability)];
        let top = top.map(|(token, share)| json!({"token": token, "logprob": share.ln()}));
        choice["logprobs"] = json!({"content": [
            {"token": "{\"verdict\":\"", "logprob": 0.0, "top_logprobs": []},
            {"token": verdict, "logprob": 0.0, "top_logprobs": top},
        ]});
    }
    Answer::of(json!({"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 20}}).to_string())
}

fn server(answers: Vec<Answer>) -> Server {
    Server::start(vec![(PATH, answers)])
}

fn word(server: &Server, model: &str) -> String {
    format!("{}/v1#{model}", server.url())
}

/// A repository whose newest commit has two hunks in two files.
fn changed() -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "x\n")]);
    sandbox.write_all(&[("a.py", BAD), ("b.py", GOOD)]);
    sandbox.commit("Add two");
    sandbox
}

fn compare(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    sandbox.review(&[&["models", "compare"], arguments].concat())
}

fn read(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn models_are_asked_about_the_same_hunks_and_one_that_fails_is_a_row() {
    let sandbox = changed();
    let sure = server(vec![completion("comment", Some(0.9)), completion("clear", Some(0.8))]);
    let plain = server(vec![completion("clear", None)]);
    let broken = server(vec![Answer::status(500, "out of memory")]);
    let models = [word(&sure, "sure"), word(&plain, "plain"), word(&broken, "broken")];
    let arguments = ["risk", &models[0], &models[1], &models[2], "--commit", "HEAD", "--output-format", "json"];
    let found = read(&compare(&sandbox, &arguments));
    let names: Vec<_> = found["models"].as_array().unwrap().iter().map(|model| &model["name"]).collect();
    assert_eq!(names, ["risk", "sure", "plain", "broken"]);
    let of = |at: usize| &found["models"][at];
    assert_eq!((&of(0)["answered"], &of(0)["verdicts"]["hard"]), (&2.into(), &0.into()));
    assert_eq!(of(1)["verdicts"], json!({"clear": 1, "comment": 1, "hard": 0}));
    assert_eq!(of(1)["comments"], json!({"inline": 1, "without_line": 0, "useless": 0}));
    assert_eq!((&of(1)["timing"]["prompt_tokens"], &of(1)["timing"]["reply_tokens"]), (&200.into(), &40.into()));
    assert_eq!(of(2)["verdicts"]["clear"], 2);
    assert_eq!(of(3)["answered"], 0);
    let reasons = of(3)["unanswered"].to_string();
    assert!(reasons.contains("500") && reasons.contains("was not asked again"), "{reasons}");
    // The riskier hunk is asked about first; whichever it is, the two verdicts are these.
    let mut mistakes: Vec<_> = (0..2).map(|at| found["hunks"][at]["said"][1]["mistake"].as_f64().unwrap()).collect();
    mistakes.sort_by(f64::total_cmp);
    assert_eq!(mistakes, [0.2, 0.9]);
    assert!((0..2).all(|at| found["hunks"][at]["said"][2]["mistake"].is_null()), "it gives no probabilities");
    let pair = found["agreement"].as_array().unwrap().iter().find(|own| own["a"] == "sure" && own["b"] == "plain");
    assert_eq!((&pair.unwrap()["hunks"], &pair.unwrap()["same"]), (&2.into(), &0.5.into()));
    assert_eq!((sure.asked(PATH).len(), plain.asked(PATH).len()), (2, 2));
}

#[test]
fn the_tables_go_to_the_terminal_or_to_a_file() {
    let sandbox = changed();
    let one = server(vec![completion("comment", Some(0.9)), completion("clear", Some(0.8))]);
    let two = server(vec![completion("clear", None)]);
    let models = [word(&one, "m"), word(&two, "m")];
    let text = compare(&sandbox, &[&models[0], &models[1], "--base", "HEAD~1"]).out;
    for part in ["a.py:1-3", "comment 90% +1", "Verdicts and comments", "Agreement", "50%"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.contains(&models[0]) && text.contains(&models[1]), "of one name, two servers: {text}");
    let page = sandbox.beside("page.md");
    let arguments =
        ["risk", &models[1], "--base", "HEAD~1", "--output-format", "markdown", "-o", page.to_str().unwrap()];
    let run = compare(&sandbox, &arguments);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(std::fs::read_to_string(page).unwrap().contains("| a.py:1-3 |"));
}

#[test]
fn where_no_model_answers_the_reasons_are_told_and_the_exit_code_is_2() {
    let sandbox = changed();
    let broken = server(vec![Answer::status(500, "no")]);
    let run = compare(&sandbox, &["nothing-such", &word(&broken, "b"), "--commit", "HEAD"]);
    assert_eq!(run.code, 2);
    assert!(run.out.contains("nothing-such: no answer for 2 hunks: there is no model `nothing-such`"), "{}", run.out);
    // The first hunk with its two retries; after that the server is given up.
    assert_eq!(broken.asked(PATH).len(), 3);
}

#[test]
fn what_a_model_is_not_asked_about_has_a_reason() {
    let sandbox = changed();
    sandbox.write_all(&[("notes.txt", "x\n"), ("c.py", &format!("# Code generated by a tool. DO NOT EDIT.\n{GOOD}"))]);
    let model = server(vec![completion("clear", None)]);
    let text = compare(&sandbox, &["risk", &word(&model, "m"), "--base", "HEAD"]).out;
    assert!(text.contains("risk: no answer for 2 hunks: no risk model is for such files"), "{text}");
    assert!(text.contains("m: no answer for 1 hunk: it is not asked about files that a program wrote"), "{text}");
    assert_eq!(model.asked(PATH).len(), 1);
}

#[test]
fn what_makes_no_sense_is_refused() {
    let sandbox = changed();
    for (arguments, reason) in [
        (&["risk"][..], "2 values required"),
        (&["risk", "risk"], "named twice"),
        (&["risk", "http://127.0.0.1/v1"], "which model of the server"),
        (&["risk", "endpoint", "--commit", "HEAD", "--staged"], "cannot be used with"),
        (&["risk", "endpoint", "--most", "3"], "--bench"),
        (&["risk", "endpoint", "--staged"], "no hunks to ask about"),
    ] {
        let run = compare(&sandbox, arguments);
        assert!(run.code == 2 && run.err.contains(reason), "{arguments:?}: {}", run.err);
    }
}

/// Labelled changes: in turn one that holds `BAD` with its second line marked as buggy, and one that holds `GOOD`.
fn labelled(sandbox: &Sandbox, records: usize) -> String {
    let record = |number: usize| {
        let (text, label, lines) =
            if number.is_multiple_of(2) { (BAD, "buggy", vec![2]) } else { (GOOD, "clean", vec![]) };
        let diff = text
            .lines()
            .fold("--- /dev/null\n+++ b/a.py\n@@ -0,0 +1,3 @@\n".to_owned(), |diff, line| format!("{diff}+{line}\n"));
        let file = json!({"path": "a.py", "diff": diff, "after": text, "buggy_lines": lines});
        json!({"id": number.to_string(), "label": label, "files": [file]}).to_string()
    };
    let path = sandbox.beside("labelled.jsonl");
    std::fs::write(&path, (0..records).map(|number| record(number) + "\n").collect::<String>()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn on_labelled_changes_it_says_how_often_each_is_right() {
    let sandbox = Sandbox::without_repository();
    let file = labelled(&sandbox, 12);
    // Buggy and clean hunks take turns: it is right about three of four, and once about the wrong one.
    let right = server(vec![
        completion("comment", Some(0.9)),
        completion("clear", Some(0.9)),
        completion("comment", Some(0.8)),
        completion("comment", Some(0.7)),
    ]);
    let models = ["risk", &word(&right, "right"), "--bench", &file, "--most", "4", "--output-format", "json"];
    let found = read(&compare(&sandbox, &models));
    assert_eq!(found["origin"], json!({"kind": "labelled", "file": file, "buggy": 6, "clean": 6}));
    assert_eq!(found["hunks"].as_array().unwrap().len(), 4);
    let accuracy = &found["models"][1]["accuracy"];
    assert_eq!((&accuracy["flagged_buggy"], &accuracy["flagged_clean"]), (&2.into(), &1.into()));
    assert_eq!((&accuracy["recall"], &accuracy["auc"], &accuracy["hits"]), (&1.0.into(), &1.0.into(), &1.0.into()));
    assert!(found["models"][0]["accuracy"]["hits"].is_null(), "the risk model writes no comments");
    assert_eq!(read(&compare(&sandbox, &models))["hunks"].as_array().unwrap().len(), 4);
}

#[test]
fn what_is_left_when_the_time_is_up_is_told() {
    let sandbox = Sandbox::without_repository();
    let file = labelled(&sandbox, 6);
    let model = server(vec![completion("clear", None)]);
    let arguments = ["risk", &word(&model, "m"), "--bench", &file, "--time", "0"];
    let run = compare(&sandbox, &arguments);
    assert!(run.out.contains("m: no answer for 6 hunks: the reviewer was not asked: its time was up"), "{}", run.out);
    assert!(model.asked(PATH).is_empty());
}

#[test]
fn a_reviewer_is_calibrated_on_enough_hunks_and_a_risk_model_never() {
    let sandbox = Sandbox::without_repository();
    let file = labelled(&sandbox, 20);
    let calibrate = |name: &str| sandbox.review(&["models", "calibrate", name, "--bench", &file]);
    let list: Value = serde_json::from_str(&sandbox.review(&["models", "list", "--json"]).out).unwrap();
    let risk = calibrate(list[0]["name"].as_str().unwrap());
    assert!(risk.code == 2 && risk.err.contains("a model of the task `risk`"), "{}", risk.err);
    assert!(calibrate("nothing-such").err.contains("there is no model `nothing-such`"));
    let folder = sandbox.beside("tiny");
    std::fs::create_dir_all(folder.join("onnx")).unwrap();
    std::fs::write(folder.join("config.json"), r#"{"architectures": ["TinyForCausalLM"]}"#).unwrap();
    std::fs::write(folder.join("tokenizer.json"), "{}").unwrap();
    std::fs::write(folder.join("onnx/model.onnx"), include_bytes!("../data/twice.onnx")).unwrap();
    assert_eq!(sandbox.review(&["models", "add", folder.to_str().unwrap()]).code, 0);
    let few = calibrate("tiny");
    assert!(few.code == 2 && few.err.contains("10 buggy and 10 other hunks were picked"), "{}", few.err);
    assert!(!sandbox.review(&["models", "show", "tiny"]).out.contains("calibration"));
}
