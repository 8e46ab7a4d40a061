//! What a generative model is asked about a hunk, and how it has to answer: one prompt and one reply form for every
//! model, on this machine or elsewhere. A hunk with what surrounds it comes in, two messages within a number of tokens
//! go out.

mod code;
mod guidelines;
mod reply;

pub use guidelines::{FOLDER as GUIDELINES, Guideline, GuidelineError};
pub use reply::{Comment, Dispute, Reply, ReplyError, case_schema, schema, strict_schema};

pub use crate::finding::Verdict;

use std::fmt::Write as _;

use self::code::Code;
use crate::diff::Hunk;
use crate::egress::Redactor;
use crate::finding::Finding;
use crate::syntax::SourceFile;

/// What every model is told first: the task and the form of the answer. The same for every hunk, so that a model works
/// it out once.
pub const INSTRUCTIONS: &str = include_str!("instructions.md");

/// A hunk and what a reviewer should know of it.
pub struct HunkView<'a> {
    /// The path.
    pub path: &'a str,
    /// The hunk.
    pub hunk: &'a Hunk,
    /// The file after the change, where there is one.
    pub file: Option<&'a SourceFile>,
    /// The signatures of what the changed lines call.
    pub signatures: &'a [String],
    /// What the rules found in the hunk.
    pub findings: &'a [&'a Finding],
    /// The house rules for its path.
    pub guidelines: &'a [&'a Guideline],
    /// What took the secrets out of the hunk and its file.
    pub redactor: &'a Redactor,
}

/// What a model is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// The system message, the same for all hunks.
    pub system: &'static str,
    /// The user's message.
    pub user: String,
}

impl Prompt {
    /// Asks about a hunk in at most this many tokens, as `count` counts them.
    pub fn of(view: &HunkView<'_>, most: usize, count: &dyn Fn(&str) -> usize) -> Self {
        let head = format!("File: {}\n", view.path);
        let left = most.saturating_sub(count(INSTRUCTIONS) + count(&head));
        Self { system: INSTRUCTIONS, user: head + &about(view, left, count) }
    }
}

/// What a model is told of a hunk, in at most this many tokens. What matters least is left out first: the code around
/// the hunk, then signatures, house rules and hints, at last the end of the hunk. No line has a number, so that the same
/// change elsewhere is the same text.
pub fn about(view: &HunkView<'_>, most: usize, count: &dyn Fn(&str) -> usize) -> String {
    let left = most.saturating_sub(count(CODE_HEADING));
    // The hunk itself is worth most: the rest shares what it leaves, and a quarter at the least.
    let mut code = Code::of(view);
    let reserved = if view.file.is_some() { left / 4 } else { 0 };
    code.cut_to(left - reserved, count);
    let mut spare = left.saturating_sub(code.cost(count));
    let mut parts = String::new();
    for (heading, items) in sections(view) {
        parts.push_str(&section(heading, &items, &mut spare, count));
    }
    code.widen(spare, count);
    format!("{parts}{CODE_HEADING}{}", code.text())
}

const CODE_HEADING: &str = "\nThe change:\n";

/// What is said beside the code, the most important first.
fn sections(view: &HunkView<'_>) -> [(&'static str, Vec<String>); 3] {
    let found = view.findings.iter().map(|finding| hint(finding, view.hunk));
    let house = view.guidelines.iter().map(|guideline| guideline.text.clone());
    [
        ("House rules:", house.collect()),
        ("Found already, not to be repeated:", found.collect()),
        ("What the change calls:", view.signatures.to_vec()),
    ]
}

/// What is known already, with the rule and the code that it is about.
fn hint(finding: &Finding, hunk: &Hunk) -> String {
    let mut lines = hunk.texts(finding.side);
    let code = lines.find(|(line, _)| *line == finding.start.line).map(|(_, text)| format!(" at `{}`", text.trim()));
    format!("{}{}: {}", finding.rule, code.unwrap_or_default(), finding.message)
}

/// A section with as many of its items as there is room for.
fn section(heading: &str, items: &[String], spare: &mut usize, count: &dyn Fn(&str) -> usize) -> String {
    let mut text = String::new();
    for item in items {
        let mut line = String::new();
        if text.is_empty() {
            writeln!(line, "\n{heading}").expect("strings grow");
        }
        writeln!(line, "- {}", item.trim().replace('\n', "\n  ")).expect("strings grow");
        let cost = count(&line);
        if cost > *spare {
            break;
        }
        *spare -= cost;
        text.push_str(&line);
    }
    text
}

#[cfg(test)]
mod tests;
