//! What the fake GitLab answers.

use serde_json::{Value, json};

use super::{Discussion, ME, Note, Place, Rights, State, Version};
use crate::server::{Answer, Request};

const REQUEST: &str = "/api/v4/projects/5/merge_requests/7";

fn said(status: u16, message: &str) -> Answer {
    Answer::status(status, &json!({"message": message}).to_string())
}

fn refused(what: &str) -> Answer {
    said(400, &format!("400 Bad request - Note {{{what}}}"))
}

/// Whether what is counted down is at its end.
fn is_spent(left: &mut Option<usize>) -> bool {
    let spent = *left == Some(0);
    *left = left.map(|left| left.saturating_sub(1));
    spent
}

impl State {
    pub fn answered(&mut self, request: &Request) -> Answer {
        if is_spent(&mut self.fails_after) {
            return said(501, "the server was interrupted");
        }
        if is_spent(&mut self.moves_after) {
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
        let shown: Vec<_> = self.discussions.iter().skip((page - 1) * SIZE).take(SIZE).map(Discussion::node).collect();
        let answer = Answer::of(json!(shown).to_string());
        let next = if page * SIZE < self.discussions.len() { (page + 1).to_string() } else { String::new() };
        if self.no_headers { answer } else { answer.with_header("x-next-page", next) }
    }

    fn written(&mut self, path: &str, asked: &Value) -> Answer {
        let parts: Vec<_> = path.split('/').skip(1).collect();
        let body = asked["body"].as_str().unwrap_or_default();
        if body.chars().count() > 1_000_000 {
            return refused(":note=>[\"is too long (maximum is 1000000 characters)\"]");
        }
        match &parts[..] {
            ["discussions"] => match self.place(&asked["position"]) {
                Ok(place) => self.converse(ME, false, body, Some(place)),
                Err(what) => return refused(&what),
            },
            ["notes"] => self.converse(ME, false, body, None),
            ["notes", id] | ["discussions", _, "notes", id] => {
                if let Err(answer) = self.change(id.parse().unwrap(), asked) {
                    return answer;
                }
            }
            // A discussion as a whole is resolved by developers alone.
            _ => return said(403, "403 Forbidden"),
        }
        self.writes += 1;
        if self.unheard > 0 {
            self.unheard -= 1;
            return Answer::hang_up();
        }
        Answer::status(201, "{}")
    }

    /// Changes a note, which its author may do.
    fn change(&mut self, id: usize, asked: &Value) -> Result<(), Answer> {
        let mut notes = self.discussions.iter_mut().flat_map(|own| &mut own.notes);
        let note = notes.find(|note| note.id == id).ok_or_else(|| said(404, "404 Not found"))?;
        match (asked["body"].as_str(), asked["resolved"].as_bool()) {
            (None, Some(_)) if self.rights == Rights::Comment => return Err(said(403, "403 Forbidden")),
            _ if note.author != ME => return Err(said(403, "403 Forbidden")),
            (Some(body), None) => body.trim_end().clone_into(&mut note.body),
            (None, Some(resolved)) => note.resolved = resolved,
            _ => return Err(said(400, "body, resolved are mutually exclusive")),
        }
        Ok(())
    }

    /// Adds a discussion of one note.
    pub fn converse(&mut self, author: u64, system: bool, body: &str, place: Option<Place>) {
        let id = 100 * (self.discussions.len() + 1);
        let note = Note { id, author, system, body: body.trim_end().to_owned(), resolved: false };
        self.discussions.push(Discussion { notes: vec![note], place });
    }
}
