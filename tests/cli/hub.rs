//! `review models add OWNER/NAME`: models that are fetched from a hub, which is a server on this machine.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::sandbox::{Run, Sandbox};
use crate::server::{Answer, Server, nobody};

const MODEL: &[u8] = include_bytes!("../data/twice.onnx");
const CONFIG: &str = r#"{"architectures": ["TinyForCausalLM"], "max_position_embeddings": 512}"#;
const LIST: &str = "/api/models/ours/Tiny-LM/revision/main";
const WEIGHTS: &str = "/ours/Tiny-LM/resolve/c0ffee/onnx/model_q4.onnx_data";

/// Weights beside the model.
fn weights() -> Vec<u8> {
    (0..200_000_u32).flat_map(u32::to_le_bytes).collect()
}

/// The SHA-256 of a file, as manifests and the hub name it.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The hub's list of the files of `ours/Tiny-LM`.
fn list() -> Value {
    let large = |name: &str, bytes: &[u8]| json!({"rfilename": name, "size": bytes.len(), "lfs": {"sha256": digest(bytes), "size": bytes.len()}});
    json!({"sha": "c0ffee", "siblings": [
        {"rfilename": ".gitattributes"},
        {"rfilename": "README.md"},
        {"rfilename": "config.json", "size": CONFIG.len()},
        {"rfilename": "tokenizer.json"},
        {"rfilename": "onnx/model.onnx", "size": 9_000_000_000_000_000_000_u64},
        large("onnx/model_q4.onnx", MODEL),
        large("onnx/model_q4.onnx_data", &weights()),
    ]})
}

/// A hub with `ours/Tiny-LM`, in which these paths are answered otherwise.
fn hub(otherwise: Vec<(&'static str, Vec<Answer>)>) -> Server {
    let at = "/ours/Tiny-LM/resolve/c0ffee";
    let files = [
        ("README.md", b"---\nlicense: mit\n---\n".to_vec()),
        ("config.json", CONFIG.into()),
        ("tokenizer.json", b"{}".to_vec()),
        ("onnx/model_q4.onnx", MODEL.to_vec()),
    ];
    let files: Vec<_> = files.into_iter().map(|(path, body)| (format!("{at}/{path}"), body)).collect();
    let mut routes = vec![(LIST, vec![Answer::of(list().to_string())]), (WEIGHTS, vec![Answer::of(weights())])];
    routes.extend(files.iter().map(|(path, body)| (path.as_str(), vec![Answer::of(body.clone())])));
    routes.extend(otherwise);
    Server::start(routes)
}

fn add(sandbox: &Sandbox, server: &Server) -> Command {
    let mut command = sandbox.program();
    command.args(["models", "add", "ours/Tiny-LM", "--hub", &server.url()]);
    command
}

fn run(mut command: Command) -> Run {
    Run::of(command.output().unwrap())
}

fn there(sandbox: &Sandbox) -> PathBuf {
    sandbox.beside("home/.data/review/models/tiny-lm")
}

/// Runs a command that must fail with these words, and holds that no model is there.
fn refused(sandbox: &Sandbox, command: Command, parts: &[&str]) {
    let run = run(command);
    assert_eq!(run.code, 2, "{}", run.err);
    let words = run.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    for part in parts {
        assert!(words.contains(part), "{part} is missing in: {words}");
    }
    assert!(!there(sandbox).exists());
}

#[test]
fn a_model_is_fetched_in_the_form_for_a_processor_and_described() {
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![]));
    let added = run(add(&sandbox, &server));
    assert!(added.code == 0 && added.err.contains("added `tiny-lm` for reviewer"), "{}", added.err);
    let folder = there(&sandbox);
    assert_eq!(fs::read(folder.join("onnx/model_q4.onnx_data")).unwrap(), weights());
    assert!(!folder.join("onnx/model.onnx").exists() && !folder.join(".gitattributes").exists());
    let page = sandbox.review(&["models", "show", "tiny-lm"]).out;
    let source = format!("{}/ours/Tiny-LM@c0ffee", server.url());
    for part in ["tiny-lm c0ffee (reviewer)", "512 tokens", "licence     mit", &source, "is the one that", "onnx_data"]
    {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let rows: Value = serde_json::from_str(&sandbox.review(&["models", "list", "--json"]).out).unwrap();
    let row = rows.as_array().unwrap().iter().find(|row| row["name"] == "tiny-lm").unwrap();
    assert_eq!((&row["source"], &row["task"]), (&source.into(), &"reviewer".into()));
    assert_eq!(server.asked(LIST)[0].target, format!("{LIST}?blobs=true"));
}

#[test]
fn a_download_goes_on_where_the_connection_broke_off() {
    let cut = Answer::of(weights()).cut_after(300_000);
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, vec![cut, Answer::of(weights())])]));
    assert_eq!(run(add(&sandbox, &server)).code, 0);
    assert_eq!(fs::read(there(&sandbox).join("onnx/model_q4.onnx_data")).unwrap(), weights());
    let asked = server.asked(WEIGHTS);
    let start = asked[1].headers["range"].trim_matches(|c: char| !c.is_ascii_digit()).parse::<usize>().unwrap();
    assert!(start > 0 && start <= 300_000, "{start}");
    assert_eq!(asked[1].headers["if-range"], "\"1\"");
}

#[test]
fn a_download_that_was_given_up_goes_on_the_next_time() {
    let mut answers = vec![Answer::of(weights()).cut_after(300_000), Answer::status(404, "gone")];
    let (sandbox, first) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, answers.clone())]));
    refused(&sandbox, add(&sandbox, &first), &["has no `ours/Tiny-LM`"]);
    answers = vec![Answer::of(weights())];
    let second = hub(vec![(WEIGHTS, answers)]);
    assert_eq!(run(add(&sandbox, &second)).code, 0);
    assert!(second.asked(WEIGHTS)[0].headers.contains_key("range"));
    assert_eq!(fs::read(there(&sandbox).join("onnx/model_q4.onnx_data")).unwrap(), weights());
}

#[test]
fn a_server_that_knows_no_ranges_sends_the_file_again() {
    let cut = Answer::of(weights()).cut_after(300_000);
    let answers = vec![cut, Answer::of(weights()).without_ranges()];
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, answers)]));
    assert_eq!(run(add(&sandbox, &server)).code, 0);
    assert_eq!(fs::read(there(&sandbox).join("onnx/model_q4.onnx_data")).unwrap(), weights());
}

#[test]
fn a_server_that_is_busy_is_asked_again() {
    let busy = vec![Answer::status(503, "busy"), Answer::of(list().to_string())];
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(LIST, busy)]));
    assert_eq!(run(add(&sandbox, &server)).code, 0);
    assert_eq!(server.asked(LIST).len(), 2);
}

#[test]
fn a_file_with_another_digest_is_refused_and_fetched_again_the_next_time() {
    let mut wrong = weights();
    wrong[7] ^= 1;
    let answers = vec![Answer::of(wrong), Answer::of(weights())];
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, answers)]));
    refused(&sandbox, add(&sandbox, &server), &["is not the file that the hub describes", "onnx_data"]);
    assert_eq!(run(add(&sandbox, &server)).code, 0);
}

#[test]
fn a_file_that_is_longer_than_the_hub_says_is_refused() {
    let longer = [weights(), vec![0; 100]].concat();
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, vec![Answer::of(longer)])]));
    refused(&sandbox, add(&sandbox, &server), &["is not the file that the hub describes", "it is longer"]);
}

#[test]
fn what_the_hub_refuses_is_told_with_what_to_do() {
    let said = |status| vec![(LIST, vec![Answer::status(status, "{\"error\": \"Access to it is gated\"}")])];
    let sandbox = Sandbox::without_repository();
    for (status, part) in [(401, "HF_TOKEN"), (403, "terms"), (404, "check OWNER/NAME")] {
        refused(&sandbox, add(&sandbox, &hub(said(status))), &[part, "`ours/Tiny-LM`", "Access to it is gated"]);
    }
    let mut command = sandbox.program();
    command.args(["models", "add", "ours/Tiny-LM", "--hub", &nobody()]);
    refused(&sandbox, command, &["there is no connection to 127.0.0.1", "refused"]);
}

#[test]
fn a_token_goes_to_the_hub_and_not_where_it_redirects_to() {
    let elsewhere = Server::start(vec![("/cdn/weights", vec![Answer::of(weights())])]);
    let redirect = Answer::redirect(format!("{}/cdn/weights", elsewhere.url()));
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(WEIGHTS, vec![redirect])]));
    let mut command = add(&sandbox, &server);
    command.env("HF_TOKEN", "hf_secret");
    let done = run(command);
    assert!(done.code == 0 && !done.err.contains("hf_secret"), "{}", done.err);
    assert_eq!(server.asked(LIST)[0].headers["authorization"], "Bearer hf_secret");
    assert!(!elsewhere.asked("/cdn/weights")[0].headers.contains_key("authorization"));
}

#[test]
fn a_token_that_an_answer_repeats_is_not_shown() {
    let answer = Answer::status(401, "{\"error\": \"the token hf_secret is wrong\"}");
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![(LIST, vec![answer])]));
    let mut command = add(&sandbox, &server);
    command.env("HF_TOKEN", "hf_secret");
    let done = run(command);
    assert!(done.code == 2 && !done.err.contains("hf_secret") && done.err.contains("***"), "{}", done.err);
}

#[test]
fn names_of_files_that_lead_out_are_refused() {
    let sandbox = Sandbox::without_repository();
    for name in ["../../up/model.onnx", "/tmp/model.onnx", "c:model.onnx", "a\\..\\model.onnx"] {
        let mut list = list();
        list["siblings"][3]["rfilename"] = name.into();
        let server = hub(vec![(LIST, vec![Answer::of(list.to_string())])]);
        refused(&sandbox, add(&sandbox, &server), &["makes no sense", "leads out of it"]);
    }
}

#[test]
fn what_does_not_fit_the_disk_or_the_program_is_refused_before_its_weights_are_fetched() {
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![]));
    if cfg!(unix) {
        let mut command = add(&sandbox, &server);
        command.args(["--variant", "full"]);
        refused(&sandbox, command, &["has no room for the model", "--variant"]);
    }
    let mut command = add(&sandbox, &server);
    command.args(["--variant", "int8"]);
    refused(&sandbox, command, &["is not published as `int8`", "q4, full"]);
    let config = ("/ours/Tiny-LM/resolve/c0ffee/config.json", vec![Answer::of(r#"{"architectures": ["BertModel"]}"#)]);
    let mut list = list();
    list["siblings"][2]["size"] = Value::Null;
    let server = hub(vec![config, (LIST, vec![Answer::of(list.to_string())])]);
    refused(&sandbox, add(&sandbox, &server), &["config.json", "BertModel"]);
    assert!(server.asked(WEIGHTS).is_empty());
}

#[test]
fn two_that_want_a_model_at_once_both_get_it() {
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![]));
    let runs: Vec<_> = (0..2).map(|_| add(&sandbox, &server).stderr(Stdio::null()).spawn().unwrap()).collect();
    let codes: Vec<_> = runs.into_iter().map(|mut run| run.wait().unwrap().code()).collect();
    // One may have come so late that the model was there already.
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(server.asked(WEIGHTS).len() == 1 && there(&sandbox).join("manifest.toml").exists());
    let downloads = sandbox.beside("home/.data/review/models/.downloads");
    assert!(downloads.read_dir().unwrap().flatten().all(|entry| entry.path().is_file()));
}

#[test]
fn the_hub_is_named_by_option_configuration_and_variable() {
    let (sandbox, server) = (Sandbox::without_repository(), hub(vec![]));
    for (variable, name) in [("HF_ENDPOINT", "one"), ("REVIEW_LOCAL_HUB", "two")] {
        let mut command = sandbox.program();
        command.args(["models", "add", "ours/Tiny-LM", "--name", name]).env(variable, server.url());
        // It would lead nowhere, and is not for this machine.
        command.env("HTTP_PROXY", nobody());
        assert_eq!(run(command).code, 0, "{variable}");
    }
    refused(
        &sandbox,
        {
            let mut command = sandbox.program();
            command.args(["models", "add", "ours/Tiny-LM", "--hub", "ftp://x"]);
            command
        },
        &["`ftp://x` is not the address of a server"],
    );
}

#[test]
fn a_genai_repository_is_fetched_from_the_folder_for_a_processor() {
    let config = r#"{"model": {"type": "phi3", "context_length": 256, "decoder": {"filename": "model.onnx"}}}"#;
    let names = ["genai_config.json", "model.onnx", "model.onnx.data", "tokenizer.json"];
    let siblings =
        ["cpu/int4", "cuda/int4"].into_iter().flat_map(|folder| names.map(|name| format!("{folder}/{name}")));
    let siblings: Vec<_> =
        siblings.map(|name| json!({"rfilename": name})).chain([json!({"rfilename": "config.json"})]).collect();
    let list = json!({"sha": "c0ffee", "siblings": siblings}).to_string();
    let paths = names.map(|name| format!("/ours/Tiny-LM/resolve/c0ffee/cpu/int4/{name}"));
    let mut routes = vec![(LIST, vec![Answer::of(list)])];
    routes.extend(
        paths.iter().zip([config, "model", "data", "{}"]).map(|(path, text)| (path.as_str(), vec![Answer::of(text)])),
    );
    let (sandbox, server) = (Sandbox::without_repository(), Server::start(routes));
    let done = run(add(&sandbox, &server));
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(fs::read(there(&sandbox).join("model.onnx.data")).unwrap(), b"data");
    assert!(sandbox.review(&["models", "show", "tiny-lm"]).out.contains("256 tokens"));
}

#[test]
fn a_folder_comes_before_a_name_and_is_added_as_published() {
    let sandbox = Sandbox::without_repository();
    for (name, text) in [("config.json", CONFIG), ("tokenizer.json", "{}"), ("onnx/model.onnx", "model")] {
        sandbox.write(&format!("ours/Tiny-LM/{name}"), text);
    }
    let python = ["models", "add", "ours/Tiny-LM", "--language", "python"];
    let added = sandbox.review(&python);
    assert!(added.code == 0 && added.err.contains("added `tiny-lm` for reviewer, python"), "{}", added.err);
    let row = sandbox.review(&["models", "list"]).out;
    assert!(row.contains("tiny-lm") && row.contains("reviewer") && row.contains("in memory"), "{row}");
    let again = sandbox.review(&python);
    assert!(again.code == 2 && again.err.contains("there is a model `tiny-lm` already"), "{}", again.err);
    fs::remove_file(sandbox.root().join("ours/Tiny-LM/tokenizer.json")).unwrap();
    let lacking = sandbox.review(&["models", "add", "./ours/Tiny-LM", "--name", "other"]);
    assert!(lacking.code == 2 && lacking.err.contains("there is no tokenizer.json in"), "{}", lacking.err);
    let none = sandbox.review(&["models", "add", "./ours/none"]);
    assert!(none.code == 2 && none.err.contains("there is no folder ./ours/none"), "{}", none.err);
}
