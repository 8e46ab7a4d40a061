//! Where a comment can be: on lines that the diff shows, within one hunk.

use crate::diff::{Diff, FileChange, Hunk, HunkLine, Origin};
use crate::finding::{Finding, Line, Side, Suggestion};

/// More lines than this are not marked as one: the first of them says it.
const LONGEST: usize = 12;

/// A line of the diff, with its numbers on the sides where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// On the old side.
    pub old: Option<Line>,
    /// On the new side.
    pub new: Option<Line>,
    /// How far the hunk has come on the old and the new side: to this line, or to the next where a side lacks it; 0 where
    /// it has none.
    pub at: [u32; 2],
}

impl Spot {
    fn of(hunk: &Hunk, line: &HunkLine) -> Self {
        let is_line = |own: &&HunkLine| (own.old, own.new) == (line.old, line.new);
        let mut at = [hunk.old_start, hunk.new_start];
        for before in hunk.lines.iter().take_while(|own| !is_line(own)) {
            at[0] += u32::from(before.old.is_some());
            at[1] += u32::from(before.new.is_some());
        }
        Self { old: line.old, new: line.new, at }
    }
}

/// The lines of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path before the change.
    pub old_path: String,
    /// The path after it.
    pub new_path: String,
    /// The first line.
    pub first: Spot,
    /// The last line, under which the comment stands.
    pub last: Spot,
}

/// A place, and what whole lines become there where the finding has a suggestion that fits.
pub(super) struct Fit {
    pub place: Place,
    pub lines: usize,
    pub suggestion: Option<String>,
}

impl Fit {
    fn of(change: &FileChange, hunk: &Hunk, lines: &[HunkLine], suggestion: Option<String>) -> Self {
        Self { place: place(change, hunk, lines), lines: lines.len(), suggestion }
    }
}

/// Where a finding can be said; `None` where the diff shows none of its lines.
pub(super) fn fit(diff: &Diff, finding: &Finding) -> Option<Fit> {
    let change = diff.files.iter().find(|change| path(change, finding.side) == Some(&finding.path))?;
    let suggested = finding.suggestion.as_ref().filter(|_| finding.side == Side::New);
    let replaced = suggested.and_then(|suggestion| {
        let fit = |hunk| replaced(hunk, suggestion).map(|(lines, text)| Fit::of(change, hunk, lines, Some(text)));
        change.hunks().iter().find_map(fit)
    });
    let shown = |hunk| shown(hunk, finding).map(|lines| Fit::of(change, hunk, lines, None));
    replaced.or_else(|| change.hunks().iter().find_map(shown))
}

fn path(change: &FileChange, side: Side) -> Option<&String> {
    let file = match side {
        Side::Old => &change.old,
        Side::New => &change.new,
    };
    file.as_ref().map(|file| &file.path)
}

fn place(change: &FileChange, hunk: &Hunk, lines: &[HunkLine]) -> Place {
    let name = |side| path(change, side).map_or(change.path(), String::as_str).to_owned();
    Place {
        old_path: name(Side::Old),
        new_path: name(Side::New),
        first: Spot::of(hunk, &lines[0]),
        last: Spot::of(hunk, &lines[lines.len() - 1]),
    }
}

/// The lines from one number to another where the hunk has both: with none of the other side between them.
fn range(hunk: &Hunk, side: Side, first: Line, last: Line) -> Option<&[HunkLine]> {
    let at = |wanted| hunk.lines.iter().position(|line| line.number(side) == Some(wanted));
    hunk.lines.get(at(first)?..=at(last)?)
}

/// The lines of a finding that a hunk shows: all of them, else the first, else one that changed.
fn shown<'h>(hunk: &'h Hunk, finding: &Finding) -> Option<&'h [HunkLine]> {
    let (side, lines) = (finding.side, finding.span().lines());
    let all = range(hunk, side, *lines.start(), *lines.end()).filter(|all| all.len() <= LONGEST);
    let first = || range(hunk, side, *lines.start(), *lines.start());
    let changed = || {
        let inside = hunk.changed(side).find(|line| lines.contains(line))?;
        range(hunk, side, inside, inside)
    };
    all.or_else(first).or_else(changed)
}

/// The lines that a suggestion touches, and what they become.
fn replaced<'h>(hunk: &'h Hunk, suggestion: &Suggestion) -> Option<(&'h [HunkLine], String)> {
    let (start, mut end) = (suggestion.start, suggestion.end);
    let whole = end.column == 1
        && end.line > start.line
        && suggestion.replacement.is_empty() | suggestion.replacement.ends_with('\n');
    if whole {
        end.line = Line(end.line.0 - 1);
    }
    let lines = range(hunk, Side::New, start.line, end.line)?;
    if lines.iter().any(|line| line.origin == Origin::Removed) || lines.len() > LONGEST {
        return None;
    }
    let before: String = lines[0].text.chars().take(start.column as usize - 1).collect();
    let skipped = if whole { usize::MAX } else { end.column as usize - 1 };
    let after: String = lines[lines.len() - 1].text.chars().skip(skipped).collect();
    Some((lines, format!("{before}{}{after}", suggestion.replacement)))
}
