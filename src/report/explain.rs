//! `--explain`: a row for each hunk, the riskiest first: its place, its risk, what settled it, and why.

use std::cmp::Ordering;
use std::fmt::Write as _;

use super::excerpt::printable;
use crate::finding::{Decision, HunkReport, Line, Review};
use crate::text::{counted, percent};

/// The hunks of a review as a table for people, `width` columns wide at most where paths allow it.
pub fn explain(review: &Review, width: usize) -> String {
    let hunks = by_risk(review);
    let places: Vec<_> = hunks.iter().map(|hunk| place(hunk)).collect();
    let widest = places.iter().map(|place| place.chars().count()).max().unwrap_or(0).min(width / 2);
    let mut text =
        if hunks.is_empty() { String::new() } else { format!("  risk  {:<widest$}  {:<7}  why\n", "hunk", "settled") };
    for (hunk, place) in hunks.iter().zip(&places) {
        let risk = hunk.risk.map_or_else(|| "-".to_owned(), percent);
        let mark = if hunk.look_first { "*" } else { " " };
        writeln!(text, "{mark} {risk:>4}  {place:<widest$}  {:<7}  {}", settled(hunk.decision), why(hunk))
            .expect("strings grow");
    }
    if hunks.iter().any(|hunk| hunk.look_first) {
        text.push_str("* begin here: risky for what it costs to read\n");
    }
    if !hunks.is_empty() {
        let hard = hunks.iter().filter(|hunk| hunk.hard).count();
        let all = counted(hunks.len(), "hunk");
        writeln!(text, "hard cases, for a cloud model where one may be asked: {hard} of {all}").expect("strings grow");
    }
    text
}

/// The hunks in the order to look at them: by falling risk, those without one last.
pub(super) fn by_risk(review: &Review) -> Vec<&HunkReport> {
    let mut hunks: Vec<_> = review.hunks.iter().collect();
    hunks.sort_by(|a, b| b.risk.partial_cmp(&a.risk).unwrap_or(Ordering::Equal));
    hunks
}

/// `path:first-last` on the side that there is.
pub(super) fn place(hunk: &HunkReport) -> String {
    place_of(&hunk.path, (hunk.old_start, hunk.old_lines), (hunk.new_start, hunk.new_lines))
}

/// The same of a path and the first line and the number of lines on the old and the new side.
pub(crate) fn place_of(path: &str, old: (u32, u32), new: (u32, u32)) -> String {
    let (start, lines) = if new.1 > 0 { new } else { old };
    let path = printable(path);
    match lines {
        0 => path.into_owned(),
        1 => format!("{path}:{start}"),
        _ => format!("{path}:{start}-{}", start + lines - 1),
    }
}

/// What settled a hunk, in a word.
pub(super) fn settled(decision: Decision) -> &'static str {
    match decision {
        Decision::Rules => "rules",
        Decision::Local => "local",
        Decision::Cloud => "cloud",
        Decision::Skipped => "skipped",
    }
}

/// Why it was decided so, and where to look.
pub(super) fn why(hunk: &HunkReport) -> String {
    let mut reasons: Vec<_> = hunk.reasons.iter().map(|reason| printable(reason).into_owned()).collect();
    if reasons.is_empty() && hunk.risk.is_none() {
        reasons.push("only the rules looked at it".to_owned());
    }
    if !hunk.look_at.is_empty() {
        let lines: Vec<_> = hunk.look_at.iter().map(Line::to_string).collect();
        reasons.push(format!("look at {}", lines.join(", ")));
    }
    reasons.join("; ")
}
