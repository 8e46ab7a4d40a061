//! The texts: a comment, the same when its finding is gone, and the summary. Words of code and models are shown, and do
//! nothing: they mention nobody, load nothing and open no tag.

use std::fmt::Write as _;

use super::mark::{Mark, SUMMARY};
use super::plan::{Listed, Scene};
use crate::finding::Finding;
use crate::report::{self, code, told};
use crate::text::short_revision;

/// What GitHub takes, in characters; GitLab takes more.
pub(super) const LONGEST: usize = 65_536;

/// The longest of the texts that a comment is made of, so that all of them have room.
const LONGEST_PART: usize = 8_000;

/// The longest row of the summary.
const LONGEST_ROW: usize = 1_000;

/// A comment on lines, with a block of what they become where that is known.
pub(super) fn comment(finding: &Finding, block: &str) -> String {
    let mark = Mark::new(finding);
    let mut text = format!("{mark}\n{}\n", sentence(finding, LONGEST_PART));
    if let Some(help) = &finding.help {
        write!(text, "\n{}\n", told(help, LONGEST_PART)).expect("strings grow");
    }
    if let Some(reason) = &finding.disputed {
        write!(text, "\nDisputed: {}\n", told(reason, LONGEST_PART)).expect("strings grow");
    }
    if text.len() + block.len() < LONGEST {
        text.push_str(block);
    }
    text
}

fn sentence(finding: &Finding, longest: usize) -> String {
    let elsewhere = finding.elsewhere().map(|lines| format!(" ({lines})")).unwrap_or_default();
    format!("**{}** {}: {}{elsewhere}", finding.severity, code(&finding.rule), told(&finding.message, longest))
}

/// A comment whose finding is gone, or said elsewhere since its file was renamed.
pub(super) fn gone(body: &str, mark: &Mark, moved_to: Option<&str>, head: &str) -> String {
    if mark.gone {
        return body.to_owned();
    }
    let rest = body.split_once('\n').map_or("", |(_, rest)| rest);
    let mark = Mark { gone: true, ..mark.clone() };
    let fate = moved_to.map_or_else(|| "Gone".to_owned(), |path| format!("Moved to {}", code(path)));
    let text = format!("{mark}\n{fate} as of {}.\n\n{rest}", short_revision(head));
    if text.len() < LONGEST { text } else { format!("{mark}\n{rest}") }
}

/// The summary: what was found, what has no comment, what could not be done and what left.
pub fn summary(scene: &Scene<'_>, listed: &[Listed<'_>]) -> String {
    let mut text = format!("{SUMMARY}\n### review\n\n");
    let said = report::summary(scene.review, scene.cut);
    // Half of the room is for the findings that nothing else says.
    add_rows(&mut text, said.lines().map(|line| format!("- {}\n", told(line, LONGEST_ROW))).collect(), LONGEST / 2);
    if !listed.is_empty() {
        text.push_str("\nWithout a comment of their own:\n\n");
    }
    add_rows(&mut text, listed.iter().map(row).collect(), LONGEST);
    text
}

fn row(listed: &Listed<'_>) -> String {
    let finding = listed.finding;
    let place = code(&format!("{}:{}", finding.path, finding.start.line));
    let reason = told(&listed.reason, LONGEST_ROW);
    format!("- {place} {} ({reason})\n", sentence(finding, LONGEST_ROW).replace('\n', " "))
}

/// Adds rows as long as there is room, and says of how many there was none.
fn add_rows(text: &mut String, rows: Vec<String>, until: usize) {
    for (index, row) in rows.iter().enumerate() {
        let more = format!("- and {} more, all of them in the log of the job\n", rows.len() - index);
        if text.len() + row.len() + more.len() > until {
            text.push_str(&more);
            return;
        }
        text.push_str(row);
    }
}

#[cfg(test)]
#[path = "text/tests.rs"]
mod tests;
