//! A GitLab on this machine: one merge request, its discussions and notes, and the rules of the real one.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::shown::{Row, rows};
use super::{bad, ci, good, repository};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Request, Server};

const REQUEST: &str = "/api/v4/projects/5/merge_requests/7";

/// A discussion of one note; without a line it is one of the merge request as a whole.
#[derive(Debug, Clone)]
struct Discussion {
    body: String,
    text: Option<String>,
    resolved: bool,
}

#[derive(Default)]
struct State {
    discussions: Vec<Discussion>,
    rows: Vec<Row>,
    head: String,
    fails_after: Option<usize>,
}

struct GitLab {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl GitLab {
    fn start() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let answer = || {
            let state = state.clone();
            vec![Answer::computed(move |request| state.lock().unwrap().answered(request))]
        };
        let mut paths = vec!["/api/v4/user".to_owned(), REQUEST.to_owned()];
        paths.extend(["discussions", "notes"].map(|name| format!("{REQUEST}/{name}")));
        for id in 0..9 {
            paths.push(format!("{REQUEST}/notes/{id}"));
            paths.push(format!("{REQUEST}/discussions/{id}"));
            paths.push(format!("{REQUEST}/discussions/{id}/notes/{id}"));
        }
        let server = Server::start(paths.iter().map(|path| (&**path, answer())).collect());
        Self { server, state }
    }

    fn push(&self, sandbox: &Sandbox) -> Vec<(&'static str, String)> {
        let revision = |name: &str| sandbox.git(&["rev-parse", name]).trim().to_owned();
        let (base, head) = (revision("main"), revision("work"));
        let mut state = self.state.lock().unwrap();
        (state.rows, state.head) = (rows(sandbox, &base, &head), head.clone());
        vec![
            ("GITLAB_CI", "true".into()),
            ("CI_API_V4_URL", format!("{}/api/v4", self.server.url())),
            ("CI_PROJECT_ID", "5".into()),
            ("CI_MERGE_REQUEST_IID", "7".into()),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base),
            ("CI_COMMIT_SHA", head),
            ("REVIEW_GITLAB_TOKEN", "abc".into()),
        ]
    }

    /// The lines that have an open thread, and whether each of the others is resolved.
    fn open(&self) -> Vec<String> {
        let state = self.state.lock().unwrap();
        let on_lines = state.discussions.iter().filter(|own| !own.resolved).filter_map(|own| own.text.clone());
        on_lines.collect()
    }
}

fn string(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn said(status: u16, message: &str) -> Answer {
    Answer::status(status, &json!({"message": message}).to_string())
}

impl State {
    fn answered(&mut self, request: &Request) -> Answer {
        if let Some(left) = &mut self.fails_after {
            if *left == 0 {
                return said(501, "the server was interrupted");
            }
            *left -= 1;
        }
        if request.headers.get("private-token").is_none_or(|token| token != "abc") {
            return said(401, "401 Unauthorized");
        }
        let target = request.target.split('?').next().unwrap();
        let parts: Vec<_> = target.trim_start_matches(REQUEST).trim_start_matches('/').split('/').collect();
        let number = |text: &str| text.parse::<usize>().unwrap();
        match &parts[..] {
            ["api", ..] => return Answer::of("{\"id\": 1}"),
            [""] => {
                let refs = json!({"base_sha": "b", "start_sha": "s", "head_sha": self.head});
                return Answer::of(json!({"diff_refs": refs}).to_string());
            }
            ["discussions"] if request.body.is_empty() => return self.page(&request.target),
            ["discussions"] => match self.row(&request.json()["position"]) {
                Some(row) => self.add(&request.json(), Some(row.text)),
                None => return said(400, "line_code can't be blank"),
            },
            ["notes"] => self.add(&request.json(), None),
            ["notes", id] | ["discussions", _, "notes", id] => {
                self.discussions[number(id)].body = string(&request.json()["body"]);
            }
            ["discussions", id] => self.discussions[number(id)].resolved = request.json()["resolved"] == json!(true),
            _ => return said(404, "404 Not found"),
        }
        Answer::of("{}")
    }

    fn add(&mut self, asked: &Value, text: Option<String>) {
        self.discussions.push(Discussion { body: string(&asked["body"]), text, resolved: false });
    }

    /// The row of a position: with the numbers of exactly the sides on which the line is.
    fn row(&self, position: &Value) -> Option<Row> {
        let versions = position["head_sha"] == json!(self.head) && position["start_sha"] == "s";
        let (old, new) = (position["old_line"].as_u64(), position["new_line"].as_u64());
        let on_side = |row: &&Row| row.old == old && row.new == new;
        self.rows.iter().filter(|row| versions && position["new_path"] == json!(row.path)).find(on_side).cloned()
    }

    fn page(&self, target: &str) -> Answer {
        const SIZE: usize = 2;
        let page: usize = target.rsplit("page=").next().unwrap().parse().unwrap();
        let all = self.discussions.iter().enumerate().map(|(id, own)| {
            let note = json!({"id": id, "body": own.body, "author": {"id": 1}, "system": false,
                              "resolvable": own.text.is_some(), "resolved": own.resolved});
            json!({"id": id.to_string(), "notes": [note]})
        });
        let shown: Vec<_> = all.skip((page - 1) * SIZE).take(SIZE).collect();
        let next = if page * SIZE < self.discussions.len() { (page + 1).to_string() } else { String::new() };
        Answer::of(json!(shown).to_string()).with_header("x-next-page", next)
    }
}

#[test]
fn a_merge_request_has_one_discussion_for_each_finding_over_pushes_that_break_off() {
    let (sandbox, gitlab) = (repository(), GitLab::start());
    let push = |parts: &[String], breaks_after: usize| {
        sandbox.write("a.py", parts.concat());
        sandbox.commit("work");
        let variables = gitlab.push(&sandbox);
        gitlab.state.lock().unwrap().fails_after = Some(breaks_after);
        assert_eq!(ci(&sandbox, &variables, &[]).code, 2);
        gitlab.state.lock().unwrap().fails_after = None;
        let run = ci(&sandbox, &variables, &[]);
        assert_eq!(run.code, 0, "{}", run.err);
        gitlab.open()
    };
    let line = |name: &str| bad(name).lines().next().unwrap().to_owned();
    assert_eq!(push(&[bad("one"), bad("two")], 4), [line("one"), line("two")]);
    assert_eq!(push(&[good("one"), bad("two")], 4), [line("two")]);
    assert_eq!(push(&[bad("one"), bad("two"), bad("three")], 5), [line("one"), line("two"), line("three")]);
    let state = gitlab.state.lock().unwrap();
    assert_eq!(state.discussions.iter().filter(|own| own.text.is_none()).count(), 1, "one summary");
    assert_eq!(state.discussions.len(), 4);
}

#[test]
fn the_token_of_a_job_cannot_comment_and_the_words_say_which_can() {
    let (sandbox, gitlab) = (repository(), GitLab::start());
    let mut variables = gitlab.push(&sandbox);
    variables.retain(|(name, _)| *name != "REVIEW_GITLAB_TOKEN");
    variables.push(("CI_JOB_TOKEN", "abc".into()));
    let run = ci(&sandbox, &variables, &[]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("REVIEW_GITLAB_TOKEN") && run.err.contains("CI_JOB_TOKEN"), "{}", run.err);
}
