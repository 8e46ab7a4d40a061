//! One request's question: hunks of one file, each with what surrounds it and what is known of it already.

use std::fmt::Write as _;

use crate::egress::{Redacted, Redactor};

/// A hunk to ask about.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its index among the hunks of the change.
    pub hunk: usize,
    /// What a model is told of it, see [`crate::prompt::about`]; without the secrets of its file.
    pub about: String,
    /// What made it a hard case, in words.
    pub suspicion: Vec<String>,
    /// The first and the last of its lines after the change.
    pub lines: (u32, u32),
}

/// What is asked in one request.
#[derive(Debug, Clone)]
pub struct Question {
    /// The path of the file.
    pub path: String,
    /// The hunks, in the order in which they are shown.
    pub parts: Vec<Part>,
    /// The text.
    pub(super) text: Redacted,
    /// What made the text, and knows its placeholders.
    pub(super) redactor: Redactor,
}

impl Question {
    /// Asks about hunks of a file. The redactor is the one that took the secrets out of the file.
    pub fn new(path: &str, parts: Vec<Part>, mut redactor: Redactor) -> Self {
        let mut text = format!("File: {path}\n");
        for (number, part) in (1..).zip(&parts) {
            write!(text, "\nHunk {number}\n").expect("strings grow");
            if !part.suspicion.is_empty() {
                writeln!(text, "Why it is shown to you: {}", part.suspicion.join("; ")).expect("strings grow");
            }
            writeln!(text, "{}", part.about).expect("strings grow");
        }
        let text = redactor.redact(&text);
        Self { path: path.to_owned(), parts, text, redactor }
    }

    /// The text as it would be sent.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }
}
