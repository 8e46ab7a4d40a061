//! Made-up secrets in every place that a prompt is made from: none of them, and no piece of one, comes to the server.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Value, json};

use super::hostile::{self, Protocol};
use crate::reviewer::{CHAT, completion};
use crate::sandbox::Sandbox;
use crate::secrets_planted::{PLACES, Planted, planted, private_key};
use crate::server::{Answer, Request, Server};

/// Changed files, with so many secrets in each.
const FILES: usize = 10;
const EACH: usize = 32;

/// From so many characters on a part of a secret counts.
const PIECE: usize = 12;

/// A repository with all secrets, and how the model may name them.
struct Vault {
    sandbox: Sandbox,
    secrets: Vec<Planted>,
    keys: Vec<String>,
}

impl Vault {
    fn new() -> Self {
        let secrets = planted();
        let (key, mut keys) = private_key(11);
        let sandbox = Sandbox::with(&[("README", "")]);
        let chunks = || secrets.chunks(EACH).take(FILES).enumerate();
        for (number, own) in chunks() {
            sandbox.write(&path(number, own), changed_file(number, own, &own[4..18]));
            sandbox.write(&format!("lib_{number}.py"), library(number, own));
        }
        sandbox.write("keys.py", format!("KEY = \"\"\"\n{key}\n\"\"\"\n"));
        sandbox.write("pem.txt", format!("# one\n{key}\n"));
        sandbox.commit("before");
        for (number, own) in chunks() {
            sandbox.write(&path(number, own), changed_file(number, own, &own[18..]));
            let rules =
                format!("+++\npaths = [\"area_{number}/**\"]\n+++\nThe old {}", placed(number, &own[number % 4]));
            sandbox.write(&format!(".review/guidelines/{number}.md"), rules);
        }
        let (_, further) = private_key(13);
        sandbox.write("pem.txt", format!("# one\n{}\n", key.replace(&keys[3], &further[3])));
        keys.push(further[3].clone());
        Self { sandbox, secrets, keys }
    }

    /// What must not leave.
    fn values(&self) -> impl Iterator<Item = &str> {
        self.secrets.iter().map(|secret| &*secret.value).chain(self.keys.iter().map(String::as_str))
    }

    /// Asserts that nothing of it is in what a server got.
    fn assert_kept(&self, requests: &[Request]) {
        let pieces: HashSet<&[u8]> = self.values().flat_map(|value| value.as_bytes().windows(PIECE)).collect();
        let short: Vec<&str> = self.values().filter(|value| value.len() < PIECE).collect();
        for text in requests.iter().flat_map(received) {
            let found = text.as_bytes().windows(PIECE).position(|piece| pieces.contains(piece));
            let around = |at: usize| String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(80)..]).into_owned();
            assert_eq!(found.map(around), None);
            assert_eq!(short.iter().find(|value| text.contains(**value)), None);
        }
    }
}

/// All that came with a request, once as it was sent, once without the escapes of JSON.
fn received(request: &Request) -> [String; 2] {
    let key = ["x-api-key", "authorization"];
    let headers = request.headers.iter().filter(|(name, _)| !key.contains(&&***name));
    let head: Vec<_> = headers.map(|(name, value)| format!("{name}: {value}")).collect();
    let mut plain = String::new();
    strings(&request.json(), &mut plain);
    [format!("{}\n{}\n{}", request.target, head.join("\n"), String::from_utf8_lossy(&request.body)), plain]
}

fn strings(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => match serde_json::from_str::<Value>(text) {
            Ok(inner @ Value::Object(_)) => strings(&inner, into),
            _ => into.extend([text, "\n"]),
        },
        Value::Array(all) => all.iter().for_each(|own| strings(own, into)),
        Value::Object(all) => all.iter().for_each(|(name, own)| {
            into.extend([name, "\n"]);
            strings(own, into);
        }),
        _ => {}
    }
}

/// A secret that is known by its look alone, in the name of the file or of its folder.
fn path(number: usize, own: &[Planted]) -> String {
    let secret = named(own);
    if number.is_multiple_of(2) { format!("area_{number}/{secret}.py") } else { format!("area_{number}/{secret}/a.py") }
}

fn named(own: &[Planted]) -> &str {
    &own.iter().find(|secret| secret.kind != "generic").unwrap().value
}

fn placed(number: usize, secret: &Planted) -> String {
    PLACES[number % PLACES.len()].replace("{}", &secret.value)
}

/// A function whose middle is changed, with secrets far above and far below.
fn changed_file(number: usize, own: &[Planted], changed: &[Planted]) -> String {
    let far = "    x = 1\n".repeat(8);
    let lines: Vec<_> = changed.iter().map(|secret| format!("    set_password(\"{}\")\n", secret.value)).collect();
    let lines = lines.concat();
    let [a, b, c, d] = [0, 1, 2, 3].map(|at| &own[at].value);
    format!(
        "def work_{number}(rows):\n    auth_token = \"{a}\"\n    login(user, \"{b}\")\n{far}{lines}{far}    api_key = \"{c}\"\n    password = \"{d}\"\n"
    )
}

/// A file that did not change, with a secret in a signature and the others where people put them.
fn library(number: usize, own: &[Planted]) -> String {
    let lines: String = own.iter().enumerate().map(|(at, secret)| placed(number * EACH + at, secret)).collect();
    format!("def open_{number}(host, password=\"{}\"):\n    return host\n\n\n{lines}", own[0].value)
}

/// What a hostile model looks at in the conversation about one file: everything, naming secrets wherever it can.
fn looks(secrets: &[Planted], number: usize) -> Vec<(String, Value)> {
    let (own, other) = (&secrets[number * EACH..][..EACH], (number + 7) % FILES);
    let library = format!("lib_{other}.py");
    let token = named(own);
    let row = |name: &str, arguments: Value| (name.to_owned(), arguments);
    vec![
        row("read_lines", json!({"path": "keys.py", "first": 2, "last": 5})),
        row("read_lines", json!({"path": library, "first": 1, "last": 120})),
        row("outline", json!({"path": library})),
        row("find_definition", json!({"name": format!("open_{other}")})),
        row("find_references", json!({"name": format!("open_{other}")})),
        row("search_text", json!({"text": format!("open_{other}(")})),
        row("search_text", json!({"text": own[19].value})),
        row("see_change", json!({"path": path(other, &secrets[other * EACH..][..EACH])})),
        row("see_change", json!({"path": "pem.txt"})),
        row("read_lines", json!({"path": format!("missing/{token}.py"), "first": 1, "last": 2})),
        row("read_lines", json!({"path": "keys.py", "first": token, "last": own[20].value})),
        row(token, json!({"text": own[21].value, own[22].value.clone(): 1})),
    ]
}

/// Answers each request of a conversation in turn: looks, an answer in no form that says secrets, a reply. Some requests
/// fail once.
fn model(protocol: Protocol, secrets: Vec<Planted>) -> Answer {
    let failed = std::sync::Mutex::new(BTreeSet::new());
    Answer::computed(move |request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let number = body.split_once("File: area_").and_then(|(_, rest)| rest.split_once('/'));
        let number: Option<usize> = number.and_then(|(number, _)| number.parse().ok());
        let turn = Protocol::turn(request);
        let fails = number.is_some_and(|number| number % 4 == 0) && failed.lock().unwrap().insert((number, turn));
        match (fails, number, turn) {
            (true, ..) => Answer::status(500, "").with_header("retry-after-ms", "1"),
            _ if protocol == Protocol::Plain && body.contains("\"tools\"") => Answer::status(400, "no tools here"),
            (_, Some(number), 0) if protocol != Protocol::Plain => {
                protocol.calls(&looks(&secrets, number), named(&secrets[number * EACH..]))
            }
            (_, Some(number), 0 | 1) if turn == usize::from(protocol != Protocol::Plain) => {
                let own = secrets[number * EACH..][..EACH].iter().map(|secret| format!("I saw {}. ", secret.value));
                protocol.words(&own.collect::<String>())
            }
            _ => protocol.clear(),
        }
    })
}

#[test]
fn no_planted_secret_comes_to_a_server_of_messages_or_to_the_one_of_the_local_tier() {
    let vault = Vault::new();
    let here = completion(&json!({"verdict": "clear", "comments": []}), None);
    let protocol = Protocol::Messages;
    let server =
        Server::start(vec![(CHAT, vec![here]), (protocol.path(), vec![model(protocol, vault.secrets.clone())])]);
    let local = format!("[local]\nbackend = \"endpoint\"\nendpoint = \"{}/v1\"\nreviewer = \"coder\"\n", server.url());
    hostile::set_up(&vault.sandbox, protocol, &server.url(), &local);
    let result = vault.sandbox.json(&["--fail-on", "never"]);
    let (local, cloud) = (server.asked(CHAT), server.asked(protocol.path()));
    assert!(local.len() > FILES && cloud.len() > 3 * FILES, "{} and {}", local.len(), cloud.len());
    vault.assert_kept(&local);
    vault.assert_kept(&cloud);
    let kinds: BTreeSet<_> = vault.secrets.iter().map(|secret| secret.kind).collect();
    let sent = result["egress"].as_array().unwrap().iter().filter(|left| left["tier"] == "cloud");
    let redactions: Vec<&Value> = sent.flat_map(|left| left["redactions"].as_array().unwrap()).collect();
    let of_kind = |kind: &str| redactions.iter().any(|own| own["kind"] == kind);
    assert!(kinds.len() > 25 && kinds.iter().all(|kind| of_kind(kind)), "{redactions:?}");
    assert!(of_kind("private-key"));
    assert!(redactions.iter().map(|own| own["count"].as_u64().unwrap()).sum::<u64>() > 1000);
}

#[test]
fn no_planted_secret_comes_to_a_server_of_chat_completions_with_tools_or_without() {
    let vault = Vault::new();
    // The texts are those of the other test; a part of them shows what the protocols add.
    for (protocol, paths) in
        [(Protocol::Chat, ["area_0", "area_1", "pem.txt"]), (Protocol::Plain, ["area_2", "area_3", "pem.txt"])]
    {
        let server = Server::start(vec![(protocol.path(), vec![model(protocol, vault.secrets.clone())])]);
        hostile::set_up(&vault.sandbox, protocol, &server.url(), "");
        let further = ["--fail-on", "never", "--no-cache", "--tiers", "rules,cloud"];
        vault.sandbox.json(&[&further[..], &paths].concat());
        let asked = server.asked(protocol.path());
        assert!(asked.len() > 5, "{}", asked.len());
        vault.assert_kept(&asked);
    }
}
