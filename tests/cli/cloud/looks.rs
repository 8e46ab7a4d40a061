//! What a model gets to see with its tools, and what becomes of the placeholders that it saw.

use serde_json::{Value, json};

use super::hostile::{Protocol, set_up};
use super::{MESSAGES, calls, clear, question, reply};
use crate::sandbox::Sandbox;
use crate::secrets_planted::{Planted, planted};
use crate::server::{Answer, Request, Server};

/// Reviews with a model that looks at these things; what it was told of them in the conversation about `rows.py`.
fn told(sandbox: &Sandbox, looks: &[(&str, Value)]) -> Vec<String> {
    let looks = calls(looks);
    let answer = move |request: &Request| if Protocol::turn(request) == 0 { looks.clone() } else { clear() };
    let server = Server::start(vec![(MESSAGES, vec![Answer::computed(answer)])]);
    set_up(sandbox, Protocol::Messages, &server.url(), "");
    sandbox.json(&["--no-cache", "--staged", "--tiers", "rules,cloud"]);
    let asked = server.asked(MESSAGES);
    let own = |request: &&Request| question(request).contains("File: rows.py") && Protocol::turn(request) == 1;
    let results = asked.iter().find(own).unwrap().json()["messages"][2]["content"].clone();
    results.as_array().unwrap().iter().map(|own| own["content"].as_str().unwrap().to_owned()).collect()
}

/// A repository with this file beside a change of `rows.py` in the index.
fn staged(path: &str, text: &str) -> Sandbox {
    let sandbox = Sandbox::with(&[("rows.py", super::OLD), (path, text)]);
    sandbox.write("rows.py", super::NEW);
    sandbox.git(&["add", "--all"]);
    sandbox
}

#[test]
fn a_search_for_a_secret_or_a_part_of_it_does_not_tell_whether_it_is_there() {
    let all = planted();
    let (there, elsewhere) = all[..80].split_at(40);
    let vault = |secrets: &[Planted]| -> String {
        secrets.iter().map(|secret| format!("set_password(\"{}\")\n", secret.value)).collect::<Vec<_>>().concat()
    };
    let (one, two) = (staged("vault.py", &vault(there)), staged("vault.py", &vault(elsewhere)));
    for secrets in there.chunks(4).step_by(6) {
        let parts = secrets.iter().flat_map(|secret| {
            let value = &*secret.value;
            [value, &value[..value.len() / 2], &value[value.len() - 6..]].map(|text| json!({"text": text}))
        });
        let looks: Vec<_> = parts.map(|text| ("search_text", text)).collect();
        let (first, second) = (told(&one, &looks), told(&two, &looks));
        assert_eq!(first, second);
        assert!(first.iter().all(|text| text.ends_with("was not found")), "{first:?}");
    }
}

#[test]
fn a_denied_file_is_seen_by_no_tool_however_its_path_is_written() {
    let hidden = "def hidden_work(rows):\n    return rows.hidden_field\n";
    let sandbox = Sandbox::with(&[("rows.py", super::OLD), ("billing/old.py", hidden)]);
    sandbox.write("rows.py", super::NEW);
    sandbox.write("billing/a.py", hidden);
    sandbox.write("open.py", "x = 1\n");
    // Its name is a new one, its content is not.
    sandbox.git(&["mv", "billing/old.py", "moved.py"]);
    sandbox.write("moved.py", format!("{hidden}\n\ny = 2\n"));
    sandbox.git(&["add", "--all"]);
    let paths = [
        "billing/a.py",
        "./billing/a.py",
        "x/../billing/a.py",
        "BILLING/a.py",
        "billing//a.py",
        "billing\\a.py",
        "/billing/a.py",
        "moved.py",
        "billing/old.py",
        "./moved.py",
    ];
    for tool in ["read_lines", "outline", "see_change"] {
        let looks: Vec<_> = paths.iter().map(|path| (tool, json!({"path": path, "first": 1, "last": 9}))).collect();
        for (path, text) in paths.iter().zip(denied(&sandbox, &looks)) {
            assert!(!text.contains("hidden") && text.contains('`'), "{tool} {path}: {text}");
        }
    }
    let looks = [
        ("find_definition", json!({"name": "hidden_work"})),
        ("find_references", json!({"name": "hidden_field"})),
        ("search_text", json!({"text": "hidden_field"})),
    ];
    for text in denied(&sandbox, &looks) {
        assert!(text.ends_with("was not found"), "{text}");
    }
    assert_eq!(denied(&sandbox, &[("read_lines", json!({"path": "open.py", "first": 1, "last": 1}))]), ["1: x = 1\n"]);
    // The folder may say so itself, also where the change has no file of it.
    std::fs::remove_file(sandbox.root().join("review.toml")).unwrap();
    sandbox.write("billing/review.toml", "[cloud]\ndeny_paths = [\".\"]\n");
    sandbox.git(&["add", "billing/review.toml"]);
    sandbox.git(&["commit", "--quiet", "--message", "keep", "billing/review.toml"]);
    for text in told(&sandbox, &looks) {
        assert!(text.ends_with("was not found"), "{text}");
    }
}

fn denied(sandbox: &Sandbox, looks: &[(&str, Value)]) -> Vec<String> {
    sandbox.write("review.toml", "[cloud]\ndeny_paths = [\"billing/\"]\n");
    told(sandbox, looks)
}

#[test]
fn what_the_user_describes_is_hidden_in_the_question_and_in_what_tools_show() {
    let sandbox = staged("lib.py", "CUSTOMER = \"ACME-471122\"\n");
    sandbox.write("rows.py", format!("{}\n# for ACME-471199\n", super::NEW));
    sandbox.git(&["add", "--all"]);
    sandbox.write("review.toml", "[cloud]\nredact = ['ACME-[0-9]{6}']\n");
    let server = Server::start(vec![(
        MESSAGES,
        vec![calls(&[("read_lines", json!({"path": "lib.py", "first": 1, "last": 1}))]), clear()],
    )]);
    set_up(&sandbox, Protocol::Messages, &server.url(), "");
    sandbox.json(&["--staged", "--tiers", "rules,cloud"]);
    let bodies: Vec<_> =
        server.asked(MESSAGES).iter().map(|own| String::from_utf8_lossy(&own.body).into_owned()).collect();
    assert!(bodies[0].contains("# for <custom 1>") && bodies[1].contains("CUSTOMER = \\\"<custom 2>"), "{}", bodies[1]);
    assert!(!bodies.concat().contains("ACME-4711"));
}

#[test]
fn a_secret_comes_back_into_a_suggestion_only_where_the_quote_had_it() {
    let token = ["ghp_", "x7Kq9mZ2vB4nT6wR8yL1", "pD3sF5gH0jC2aE4i"].concat();
    let sandbox = Sandbox::with(&[("README", "")]);
    sandbox.write("a.py", format!("host = connect(\"{token}\")\nprint(host)\n"));
    let (masked, real) = ("connect(\"<github-token 1>\", timeout=5)", format!("connect(\"{token}\", timeout=5)"));
    let cases = [
        ("connect(\"<github-token 1>\")", masked, 1, Some(real), None),
        ("print(host)", "print(\"<github-token 1>\")", 2, None, Some("it proposes: print(\"<github-token 1>\")")),
        ("print(host)", "print(\"<github-token 9>\")", 2, Some("print(\"<github-token 9>\")".to_owned()), None),
    ];
    for (quote, suggestion, line, replacement, help) in cases {
        let comment = json!({
            "hunk": 1, "quote": quote, "message": "It waits for ever when the host is down, and blocks the caller.",
            "severity": "warning", "confidence": 0.9, "suggestion": suggestion
        });
        let server = Server::start(vec![(MESSAGES, vec![reply("comment", &[comment])])]);
        set_up(&sandbox, Protocol::Messages, &server.url(), "");
        let result = sandbox.json(&["--no-cache", "--tiers", "rules,cloud"]);
        let findings = result["findings"].as_array().unwrap();
        let own = findings.iter().find(|finding| finding["rule"] == "cloud/reviewer").unwrap();
        assert_eq!(
            (&own["start"]["line"], own["suggestion"]["replacement"].as_str()),
            (&json!(line), replacement.as_deref())
        );
        assert_eq!(own["help"].as_str(), help);
    }
}
