//! A GitLab on this machine: one merge request, its versions and discussions, and the rules of the real one.

mod answers;
mod bad_input;
mod limits;
mod lines;
mod position;
mod pushes;

use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

use super::repository;
use super::scenario::{Fake, Seen};
use super::shown::{Row, rows, traced};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Server};

/// Whose token it is, and somebody else.
const ME: u64 = 1;
const PERSON: u64 = 2;

/// What the token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    Reporter,
    /// It may comment, and not resolve.
    Comment,
    /// Its scope is `read_api`.
    Read,
    Expired,
}

/// Notes that belong together.
#[derive(Debug, Clone)]
pub struct Discussion {
    pub notes: Vec<Note>,
    /// Where it stands; of the merge request as a whole nowhere.
    pub place: Option<Place>,
}

#[derive(Debug, Clone)]
pub struct Note {
    id: usize,
    author: u64,
    system: bool,
    pub body: String,
    pub resolved: bool,
}

#[derive(Debug, Clone)]
pub struct Place {
    pub path: String,
    /// The text of its line when the thread was begun, and of the first and the last of several.
    pub text: String,
    pub range: Option<[String; 2]>,
    /// Its number on the new side.
    line: Option<u64>,
    /// The commit that has it; that is not the newest once it is outdated.
    head: String,
}

/// What was pushed.
#[derive(Debug, Clone)]
pub struct Version {
    pub base: String,
    pub start: String,
    pub head: String,
    rows: Vec<Row>,
}

/// All that the server holds.
#[derive(Clone)]
pub struct State {
    /// The oldest first.
    pub versions: Vec<Version>,
    pub discussions: Vec<Discussion>,
    pub rights: Rights,
    /// How many requests are answered until all fail.
    pub fails_after: Option<usize>,
    /// How many requests are answered until the newest version is there.
    pub moves_after: Option<usize>,
    /// Requests to refuse for having come too fast, and how long to rest.
    pub too_fast: usize,
    pub rest: &'static str,
    /// Threads that are begun without an answer.
    pub unheard: usize,
    /// Files on which no thread is begun, though they lie in the diff.
    pub sealed: Vec<String>,
    /// Whether threads are begun on several lines.
    pub takes_ranges: bool,
    /// Whether something between takes away the headers that tell of further pages.
    pub no_headers: bool,
    /// How much changed.
    pub writes: usize,
}

/// A branch with one commit that has these lines in a file.
fn branch(lines: &[String]) -> Sandbox {
    let sandbox = repository();
    sandbox.write("a.py", lines.concat());
    sandbox.commit("work");
    sandbox
}

/// The server, and what it holds.
pub struct GitLab {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl GitLab {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State {
            versions: Vec::new(),
            discussions: Vec::new(),
            rights: Rights::Reporter,
            fails_after: None,
            moves_after: None,
            too_fast: 0,
            rest: "0",
            unheard: 0,
            sealed: Vec::new(),
            takes_ranges: true,
            no_headers: false,
            writes: 0,
        }));
        let answers = state.clone();
        let answer = Answer::computed(move |request| answers.lock().unwrap().answered(request));
        Self { server: Server::start(vec![("/api/v4/", vec![answer])]), state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// How many threads on lines, summaries and changes there are.
    pub fn counts(&self) -> [usize; 3] {
        [self.seen().len(), self.summaries(), self.state().writes]
    }

    /// What a person does to the open thread on a line with this text.
    pub fn person(&self, text: &str, does: impl Fn(&mut Discussion)) {
        let mut state = self.state();
        let is_there = |own: &&mut Discussion| {
            !own.notes[0].resolved && own.place.as_ref().is_some_and(|place| place.text.contains(text))
        };
        does(state.discussions.iter_mut().find(is_there).unwrap_or_else(|| panic!("no thread on {text}")));
    }
}

impl Discussion {
    pub fn add(&mut self, author: u64, system: bool, body: &str) {
        let id = self.notes.first().map_or(0, |note| note.id) + self.notes.len();
        self.notes.push(Note { id, author, system, body: body.trim_end().to_owned(), resolved: false });
    }

    pub fn answer(&mut self, body: &str) {
        self.add(PERSON, false, body);
    }

    pub fn resolve(&mut self) {
        self.notes.iter_mut().for_each(|note| note.resolved = true);
    }

    fn node(&self) -> Value {
        let note = |note: &Note| {
            let resolvable = self.place.is_some() && !note.system;
            let mut node = json!({"id": note.id, "body": note.body, "author": {"id": note.author},
                                  "system": note.system, "resolvable": resolvable});
            if let Some(place) = self.place.as_ref().filter(|_| resolvable) {
                node["resolved"] = json!(note.resolved);
                node["position"] = json!({"head_sha": place.head, "new_path": place.path, "new_line": place.line});
            }
            node
        };
        let notes: Vec<_> = self.notes.iter().map(note).collect();
        json!({"id": format!("{:040x}", self.notes[0].id), "individual_note": self.place.is_none(), "notes": notes})
    }
}

impl Fake for GitLab {
    fn push(&self, sandbox: &Sandbox) -> Vec<(&'static str, String)> {
        let git = |arguments: &[&str]| sandbox.git(arguments).trim().to_owned();
        let (start, head) = (git(&["rev-parse", "main"]), git(&["rev-parse", "work"]));
        let base = git(&["merge-base", "main", "work"]);
        let mut state = self.state();
        let rows = rows(sandbox, &base, &head);
        let before = state.versions.last().map(|version| version.head.clone());
        for own in &mut state.discussions {
            let active = own.place.as_mut().filter(|place| Some(&place.head) == before.as_ref());
            let Some((place, line)) = active.and_then(|place| place.line.map(|line| (place, line))) else { continue };
            let now = traced(sandbox, &place.head, &head, (&place.path, line));
            let is_shown =
                |(path, line): &(String, u64)| rows.iter().any(|row| row.path == *path && row.new == Some(*line));
            match now.filter(is_shown) {
                Some((path, line)) => (place.path, place.line, place.head) = (path, Some(line), head.clone()),
                None => own.add(PERSON, true, "changed this line in another version of the diff"),
            }
        }
        state.converse(PERSON, true, "added 1 commit", None);
        state.versions.push(Version { base: base.clone(), start, head: head.clone(), rows });
        vec![
            ("GITLAB_CI", "true".into()),
            ("CI_API_V4_URL", format!("{}/api/v4", self.server.url())),
            ("CI_PROJECT_ID", "5".into()),
            ("CI_MERGE_REQUEST_PROJECT_ID", "5".into()),
            ("CI_MERGE_REQUEST_IID", "7".into()),
            ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base),
            ("CI_COMMIT_SHA", head),
            ("REVIEW_GITLAB_TOKEN", "abc".into()),
        ]
    }

    fn breaks_after(&self, requests: Option<usize>) {
        self.state().fails_after = requests;
    }

    fn seen(&self) -> Vec<Seen> {
        let state = self.state();
        let newest = state.versions.last().map(|version| &version.head);
        let seen = |own: &Discussion| {
            let place = own.place.clone()?;
            let line = place.line.filter(|_| Some(&place.head) == newest);
            let resolved = own.notes.iter().all(|note| note.system || note.resolved);
            Some(Seen { body: own.notes[0].body.clone(), resolved, path: place.path, text: place.text, line })
        };
        state.discussions.iter().filter_map(seen).collect()
    }

    fn summaries(&self) -> usize {
        let state = self.state();
        state.discussions.iter().filter(|own| own.place.is_none() && !own.notes[0].system).count()
    }

    fn resolve(&self, text: &str) {
        self.person(text, Discussion::resolve);
    }
}
