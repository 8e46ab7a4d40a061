//! A GitHub on this machine, with one pull request.

mod limits;
mod pushes;
mod rules;

use std::fs;
use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

pub use self::rules::{Comment, Rights, State, Thread};
use super::shown::rows;
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server};

/// The server, and what it holds.
pub struct GitHub {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl GitHub {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let answer = |work: fn(&mut State, &Value) -> Answer| {
            let state = state.clone();
            vec![Answer::computed(move |request| state.lock().unwrap().answered(request, work))]
        };
        let server = Server::start(vec![
            ("/graphql", answer(State::graphql)),
            ("/repos/o/r/pulls/7/reviews", answer(State::review)),
            ("/repos/o/r/issues/7/comments", answer(State::comment)),
        ]);
        Self { server, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// How many threads, other comments and changes there are.
    pub fn counts(&self) -> [usize; 3] {
        let state = self.state();
        [state.threads.len(), state.comments.len(), state.writes]
    }

    /// Takes a push of the branch, and returns the variables of its job.
    pub fn push(&self, sandbox: &Sandbox, action: &str) -> Vec<(&'static str, String)> {
        let revision = |name: &str| sandbox.git(&["rev-parse", name]).trim().to_owned();
        let (base, head) = (revision("main"), revision("work"));
        self.state().pushed(&head, rows(sandbox, &base, &head));
        let event = json!({
            "action": action,
            "pull_request": {"number": 7, "base": {"sha": base}, "head": {"sha": head}},
        });
        fs::write(sandbox.beside("event.json"), event.to_string()).unwrap();
        let beside = |name: &str| sandbox.beside(name).to_string_lossy().into_owned();
        vec![
            ("GITHUB_ACTIONS", "true".into()),
            ("GITHUB_EVENT_NAME", "pull_request".into()),
            ("GITHUB_EVENT_PATH", beside("event.json")),
            ("GITHUB_STEP_SUMMARY", beside("summary.md")),
            ("GITHUB_REPOSITORY", "o/r".into()),
            ("GITHUB_TOKEN", "abc".into()),
            ("GITHUB_API_URL", self.server.url()),
            ("GITHUB_GRAPHQL_URL", format!("{}/graphql", self.server.url())),
        ]
    }

    /// What a person does to the open thread on a line with this text.
    pub fn person(&self, text: &str, does: impl Fn(&mut Thread)) {
        let mut state = self.state();
        let thread = state.threads.iter_mut().find(|thread| thread.text.contains(text) && !thread.resolved);
        does(thread.unwrap_or_else(|| panic!("there is no thread on {text}")));
    }
}
