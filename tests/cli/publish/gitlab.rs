//! A GitLab on this machine: one merge request, its versions and discussions, and the rules of the real one.

use std::sync::{Arc, Mutex, MutexGuard};

use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};

use super::scenario::{Fake, Seen};
use super::shown::{Row, rows, traced};
use crate::sandbox::Sandbox;
use crate::server::{Answer, Request, Server};

pub const REQUEST: &str = "/api/v4/projects/5/merge_requests/7";
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
    /// The line, and the commit that has it; `None` once it is outdated.
    now: Option<(u64, String)>,
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

/// The server, and what it holds.
pub struct GitLab {
    pub server: Server,
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

    /// What a person does to the thread on a line with this text.
    pub fn person(&self, text: &str, does: impl Fn(&mut Discussion)) {
        let mut state = self.state();
        let is_there = |own: &&mut Discussion| own.place.as_ref().is_some_and(|place| place.text.contains(text));
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
            if resolvable {
                node["resolved"] = json!(note.resolved);
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
        for own in &mut state.discussions {
            let Some(Place { path, now: Some((line, commit)), .. }) = &own.place else { continue };
            let now = traced(sandbox, commit, &head, (path, *line));
            let now = now.filter(|(path, line)| rows.iter().any(|row| row.path == *path && row.new == Some(*line)));
            let place = own.place.as_mut().unwrap();
            (place.path, place.now) = match now {
                Some((path, line)) => (path, Some((line, head.clone()))),
                None => (place.path.clone(), None),
            };
            if place.now.is_none() {
                own.add(PERSON, true, "changed this line in another version of the diff");
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
        let seen = |own: &Discussion| {
            let place = own.place.clone()?;
            let at = place.now.map(|(line, _)| (place.path.clone(), line));
            let (body, resolved) = (own.notes[0].body.clone(), own.notes.iter().all(|note| note.system || note.resolved));
            Some(Seen { body, resolved, path: place.path, text: place.text, at })
        };
        self.state().discussions.iter().filter_map(seen).collect()
    }

    fn summaries(&self) -> usize {
        let state = self.state();
        state.discussions.iter().filter(|own| own.place.is_none() && !own.notes[0].system).count()
    }

    fn resolve(&self, text: &str) {
        self.person(text, Discussion::resolve);
    }
}

fn said(status: u16, message: &str) -> Answer {
    Answer::status(status, &json!({"message": message}).to_string())
}

fn refused(what: &str) -> Answer {
    said(400, &format!("400 Bad request - Note {{{what}}}"))
}

impl State {
    fn answered(&mut self, request: &Request) -> Answer {
        let spent = |left: &mut Option<usize>| match left {
            Some(0) => true,
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        };
        if spent(&mut self.fails_after) {
            return said(501, "the server was interrupted");
        }
        if spent(&mut self.moves_after) {
            self.moves_after = None;
            let newest = self.versions.last().unwrap().clone();
            self.versions.push(Version { head: "f".repeat(40), ..newest });
        }
        if self.too_fast > 0 {
            self.too_fast -= 1;
            return Answer::status(429, "Retry later\n").with_header("retry-after", self.rest);
        }
        if self.rights == Rights::Expired {
            let words = "Token is expired. You can either do re-authorization or token refresh.";
            return Answer::status(401, &json!({"error": "invalid_token", "error_description": words}).to_string());
        }
        if request.headers.get("private-token").is_none_or(|token| token != "abc") {
            return said(401, "401 Unauthorized");
        }
        match request.target.split('?').next().unwrap().strip_prefix(REQUEST) {
            _ if request.target == "/api/v4/user" => Answer::of(json!({"id": ME}).to_string()),
            Some(path) if request.body.is_empty() => self.read(path, &request.target),
            Some(_) if self.rights == Rights::Read => {
                Answer::status(403, &json!({"error": "insufficient_scope", "scope": "api"}).to_string())
            }
            Some(path) => self.written(path, &request.json()),
            None => said(404, "404 Project Not Found"),
        }
    }

    fn read(&self, path: &str, target: &str) -> Answer {
        const SIZE: usize = 2;
        let newest = self.versions.last().unwrap();
        if path.is_empty() {
            let refs = json!({"base_sha": newest.base, "start_sha": newest.start, "head_sha": newest.head});
            return Answer::of(json!({"sha": newest.head, "diff_refs": refs}).to_string());
        }
        assert_eq!(path, "/discussions");
        let page: usize = target.rsplit("page=").next().unwrap().parse().unwrap();
        let shown: Vec<_> =
            self.discussions.iter().skip((page - 1) * SIZE).take(SIZE).map(Discussion::node).collect();
        let answer = Answer::of(json!(shown).to_string());
        let next = if page * SIZE < self.discussions.len() { (page + 1).to_string() } else { String::new() };
        if self.no_headers { answer } else { answer.with_header("x-next-page", next) }
    }

    fn written(&mut self, path: &str, asked: &Value) -> Answer {
        let parts: Vec<_> = path.split('/').skip(1).collect();
        if let Some(body) = asked["body"].as_str() {
            if body.is_empty() || body.chars().count() > 1_000_000 {
                return refused(":note=>[\"is too long (maximum is 1000000 characters)\"]");
            }
        }
        match &parts[..] {
            ["discussions"] => match self.place(&asked["position"]) {
                Ok(place) => self.converse(ME, false, asked["body"].as_str().unwrap(), Some(place)),
                Err(what) => return refused(&what),
            },
            ["notes"] => self.converse(ME, false, asked["body"].as_str().unwrap(), None),
            ["notes", id] | ["discussions", _, "notes", id] => {
                let id: usize = id.parse().unwrap();
                let rights = self.rights;
                let notes = self.discussions.iter_mut().flat_map(|own| &mut own.notes);
                let Some(note) = { notes }.find(|note| note.id == id) else { return said(404, "404 Not found") };
                match (asked["body"].as_str(), asked["resolved"].as_bool()) {
                    _ if note.author != ME => return said(403, "403 Forbidden"),
                    (Some(body), None) => body.trim_end().clone_into(&mut note.body),
                    (None, Some(_)) if rights == Rights::Comment => return said(403, "403 Forbidden"),
                    (None, Some(resolved)) => note.resolved = resolved,
                    _ => return said(400, "body, resolved are mutually exclusive"),
                }
            }
            _ => return said(403, "403 Forbidden"),
        }
        self.writes += 1;
        if self.unheard > 0 {
            self.unheard -= 1;
            return Answer::hang_up();
        }
        Answer::status(201, "{}")
    }

    /// Adds a discussion of one note.
    fn converse(&mut self, author: u64, system: bool, body: &str, place: Option<Place>) {
        let id = 100 * (self.discussions.len() + 1);
        let note = Note { id, author, system, body: body.trim_end().to_owned(), resolved: false };
        self.discussions.push(Discussion { notes: vec![note], place });
    }

    /// Where a position is: it has the numbers of exactly the sides on which its line is, of commits that are known.
    fn place(&self, position: &Value) -> Result<Place, String> {
        let no_code = || ":line_code=>[\"can't be blank\", \"must be a valid line code\"]".to_owned();
        let known = |own: &&Version| {
            let ours = [&own.base, &own.start].map(|start| json!([own.base, start, own.head]));
            ours.contains(&json!([position["base_sha"], position["start_sha"], position["head_sha"]]))
        };
        let version = self.versions.iter().find(known).ok_or_else(no_code)?;
        let path = position["new_path"].as_str().unwrap();
        let of_file = |row: &&Row| {
            let old = position["old_path"] == *row.old_path || row.old_path == "/dev/null";
            (row.path == path && old) || (row.path == "/dev/null" && row.old_path == path)
        };
        let rows: Vec<_> = version.rows.iter().filter(of_file).collect();
        let (old, new) = (position["old_line"].as_u64(), position["new_line"].as_u64());
        let row = rows.iter().find(|row| row.old == old && row.new == new).ok_or_else(no_code)?;
        if self.sealed.iter().any(|own| own == path) {
            return Err(no_code());
        }
        let range = &position["line_range"];
        if !range.is_null() && !self.takes_ranges {
            return Err(":position=>[\"must be a valid json schema\"]".to_owned());
        }
        let end = |end: &str| rows.iter().find(|row| is_end(&range[end], row)).map(|row| row.text.clone());
        let range = if range.is_null() { None } else { Some([end("start"), end("end")].map(Option::unwrap)) };
        let now = row.new.map(|line| (line, version.head.clone()));
        Ok(Place { path: path.to_owned(), text: row.text.clone(), range, now })
    }
}

/// Whether an end of a range is a row, as the page of the real one looks for it.
fn is_end(end: &Value, row: &Row) -> bool {
    let path = if row.path == "/dev/null" { &row.old_path } else { &row.path };
    let file: String = digest(&SHA1_FOR_LEGACY_USE_ONLY, path.as_bytes()).as_ref().iter().map(hexadecimal).collect();
    let kind = if row.old.is_none() { "new" } else { "old" };
    end["line_code"] == format!("{file}_{}_{}", row.at[0], row.at[1])
        && end["type"] == kind
        && (end["old_line"].as_u64(), end["new_line"].as_u64()) == (row.old, row.new)
}

fn hexadecimal(byte: &u8) -> String {
    format!("{byte:02x}")
}
