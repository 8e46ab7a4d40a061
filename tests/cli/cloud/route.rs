//! Which hunks go to the cloud, within which limits, and how a run says so.

use serde_json::{Value, json};

use super::{MESSAGES, NEW, clear, degraded, sandbox, set_up};
use crate::sandbox::Sandbox;
use crate::server::Server;

/// A small function that nothing is wrong with.
fn sound(number: usize) -> String {
    format!(
        "\"\"\"Part {number}.\"\"\"\n\n\ndef total_{number}(items):\n    \"\"\"Return the sum of the items.\"\"\"\n    result = 0\n    for item in items:\n        result += item\n    return result\n"
    )
}

/// A repository with so many sound files in the index.
fn sound_change(files: usize) -> Sandbox {
    let sandbox = Sandbox::with(&[("README", "")]);
    (0..files).for_each(|number| sandbox.write(&format!("part_{number}.py"), sound(number)));
    sandbox.git(&["add", "--all"]);
    sandbox
}

fn tokens(result: &Value) -> u64 {
    let cloud = &result["usage"]["cloud"];
    cloud["input_tokens"].as_u64().unwrap() + cloud["output_tokens"].as_u64().unwrap()
}

#[test]
fn of_a_change_with_nothing_wrong_nothing_is_sent() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    for files in [1, 20, 100] {
        let sandbox = sound_change(files);
        set_up(&sandbox, &server.url(), "");
        let result = sandbox.json(&["--staged"]);
        assert_eq!((result["scope"]["hunks"].as_u64(), tokens(&result)), (Some(files as u64), 0), "{files}");
        assert_eq!(result["egress"], json!([]));
    }
    assert_eq!(server.asked(MESSAGES).len(), 0);
}

#[test]
fn a_fifth_of_hard_hunks_takes_a_tenth_of_what_sending_all_files_takes() {
    // What an endpoint received from a reviewer that sends every file: 99,000 tokens for 20 files, 558,000 for 100. The
    // tokens here are bytes by four, what tokenizers take for code and more.
    for (files, all) in [(20, 99_000), (100, 558_000)] {
        let server = Server::start(vec![(MESSAGES, vec![clear()])]);
        let sandbox = sound_change(files);
        let hard: Vec<_> = (0..files / 5).map(|number| format!("\"part_{number}.py\"")).collect();
        set_up(&sandbox, &server.url(), &format!("[route]\nalways = [{}]\n", hard.join(", ")));
        sandbox.json(&["--staged"]);
        let asked = server.asked(MESSAGES);
        assert_eq!(asked.len(), files / 5);
        let sent: usize = asked.iter().map(|request| request.body.len() / 4).sum();
        assert!(sent * 10 <= all, "{files} files: {sent}");
    }
}

#[test]
fn the_cloud_is_off_until_the_users_side_names_it() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server, "");
    sandbox.configure("");
    sandbox.write(
        "review.toml",
        format!(
            "[cloud]\nprovider = \"anthropic\"\nmodel = \"m\"\nendpoint = \"{}\"\n[route]\nescalate = \"always\"\n",
            server.url()
        ),
    );
    let result = sandbox.json(&["--staged"]);
    assert_eq!(server.asked(MESSAGES).len(), 0);
    assert!(result["degraded"].to_string().contains("`cloud.provider` in review.toml is ignored"));
}

#[test]
fn a_repository_may_keep_more_at_home_and_never_less() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    for tighter in
        ["[route]\nescalate = \"never\"", "[route]\nnever = [\"rows.py\"]", "[cloud]\ndeny_paths = [\"rows.py\"]"]
    {
        let sandbox = sandbox(&server, "");
        sandbox.write("review.toml", tighter);
        sandbox.json(&["--staged"]);
        assert_eq!(server.asked(MESSAGES).len(), 0, "{tighter}");
    }
}

#[test]
fn a_folder_may_keep_its_files_at_home() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server, "");
    sandbox.write("sub/rows.py", super::NEW);
    sandbox.git(&["add", "--all"]);
    for tighter in ["[route]\nnever = [\"*.py\"]\n", "[cloud]\ndeny_paths = [\".\"]\n"] {
        sandbox.write("sub/review.toml", tighter);
        let planned = sandbox.json(&["--staged", "--dry-run"])["planned"].clone();
        let paths: Vec<_> = planned.as_array().unwrap().iter().map(|own| own["path"].clone()).collect();
        assert_eq!(paths, ["rows.py"], "{tighter}");
    }
}

#[test]
fn tiers_switch_it_off_and_a_tier_that_was_asked_for_and_is_not_there_is_named() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server, "");
    sandbox.json(&["--staged", "--tiers", "rules,local"]);
    assert_eq!(server.asked(MESSAGES).len(), 0);
    sandbox.configure("");
    let run = sandbox.review(&["--staged", "--tiers", "rules,cloud"]);
    assert!(run.code == 0 && run.err.contains("no cloud model is set up"), "{}", run.err);
    assert_eq!(sandbox.review(&["--staged", "--tiers", "cloud", "--strict"]).code, 2);
}

#[test]
fn a_dry_run_says_what_would_be_sent_and_what_it_costs_and_sends_nothing() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sandbox(&server, "");
    let run = sandbox.review(&["--staged", "--dry-run", "--show-prompt"]);
    assert!(run.out.contains("would send rows.py:1-9: "), "{}", run.out);
    assert!(run.out.contains("in all 1 request, about ") && run.out.contains(" tokens, $0.00"), "{}", run.out);
    assert!(run.out.contains("You review hunks") && run.out.contains("+def average(rows):"), "{}", run.out);
    let planned = sandbox.json(&["--staged", "--dry-run"])["planned"].clone();
    assert_eq!((&planned[0]["path"], &planned[0]["lines"]), (&json!("rows.py"), &json!([[1, 9]])));
    assert_eq!(server.asked(MESSAGES).len(), 0);
}

#[test]
fn a_dry_run_needs_no_key() {
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("rows.py", NEW);
    sandbox.configure("[cloud]\nprovider = \"openai\"\nmodel = \"gpt-4.1\"\n[route]\nescalate = \"always\"\n");
    let run = sandbox.review(&["--dry-run"]);
    assert!(run.out.contains("would send rows.py:1-9: "), "{}", run.out);
    let without = sandbox.json(&[]);
    assert!(degraded(&without)[0].contains("the variable OPENAI_API_KEY is not set"), "{:?}", degraded(&without));
}

#[test]
fn a_ceiling_is_kept_and_what_it_leaves_out_is_named() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = sound_change(12);
    set_up(&sandbox, &server.url(), "concurrency = 1\n[route]\nescalate = \"always\"\n");
    // The estimate of one request is about 3,000 tokens, its answer included; the server says that it took 1,050.
    let result = sandbox.json(&["--staged", "--max-tokens", "6000"]);
    let asked = server.asked(MESSAGES).len();
    assert!((2..6).contains(&asked) && tokens(&result) <= 6000, "{asked}");
    let left = format!("{} hunks: the run's ceiling of 6000 tokens is reached", 12 - asked);
    assert!(degraded(&result)[0].starts_with(&left), "{:?}", degraded(&result));
    let dollars = sandbox.json(&["--staged", "--max-cost", "0.0001"]);
    assert!(degraded(&dollars)[0].contains("ceiling of $0.0001"), "{:?}", degraded(&dollars));
    assert_eq!(server.asked(MESSAGES).len(), asked);
}

#[test]
fn explain_says_which_hunks_are_hard_and_why() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let run = sandbox(&server, "").review(&["--staged", "--explain"]);
    assert!(
        run.out.contains("a hard case: `[route] always` names its path; the cloud model sees no mistake"),
        "{}",
        run.out
    );
    assert!(run.out.contains("  cloud  "), "{}", run.out);
}

#[test]
fn a_finding_that_takes_judgement_makes_a_hard_case() {
    let server = Server::start(vec![(MESSAGES, vec![clear()])]);
    let sandbox = Sandbox::with(&[("README", "")]);
    set_up(&sandbox, &server.url(), "");
    sandbox.write("run.py", "import subprocess\n\n\ndef run(name):\n    subprocess.run(f\"ls {name}\", shell=True)\n");
    let result = sandbox.json(&[]);
    assert!(result["hunks"][0]["reasons"].to_string().contains("python/shell-with-built-command takes judgement"));
    assert_eq!(server.asked(MESSAGES).len(), 1);
}

#[test]
fn a_key_is_asked_for_only_where_there_is_something_to_ask() {
    let sandbox = sound_change(1);
    let config = "[cloud]\nprovider = \"anthropic\"\nmodel = \"m\"\napi_key_command = \"touch asked; echo key\"\n";
    sandbox.configure(config);
    assert_eq!(degraded(&sandbox.json(&["--staged"])), [] as [String; 0]);
    assert!(sandbox.review(&["doctor"]).out.contains("m at api.anthropic.com, the key from a command"));
    assert!(!sandbox.root().join("asked").exists());
}
