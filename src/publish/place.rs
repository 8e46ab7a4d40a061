//! Where a comment can be: on lines that the diff shows, within one hunk.

use std::collections::HashMap;

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
pub(super) struct Fit<'d> {
    change: &'d FileChange,
    hunk: &'d Hunk,
    lines: &'d [HunkLine],
    replacing: Option<&'d Suggestion>,
}

impl Fit<'_> {
    /// How many lines it has in the diff.
    pub fn lines(&self) -> usize {
        self.lines.len()
    }

    /// What the lines become, where the finding has a suggestion for them.
    pub fn suggestion(&self) -> Option<String> {
        let suggestion = self.replacing?;
        let (start, end) = (suggestion.start, suggestion.end);
        let before: String = self.lines[0].text.chars().take(start.column as usize - 1).collect();
        let skipped = if is_whole(suggestion) { usize::MAX } else { end.column as usize - 1 };
        let after: String = self.lines[self.lines.len() - 1].text.chars().skip(skipped).collect();
        Some(format!("{before}{}{after}", suggestion.replacement))
    }

    /// The place in the platform's terms.
    pub fn place(&self) -> Place {
        let name = |side| path(self.change, side).map_or(self.change.path(), String::as_str).to_owned();
        Place {
            old_path: name(Side::Old),
            new_path: name(Side::New),
            first: Spot::of(self.hunk, &self.lines[0]),
            last: Spot::of(self.hunk, &self.lines[self.lines.len() - 1]),
        }
    }
}

/// The lines of a diff by path, side and number: thousands of findings are looked up without a walk over the diff for each.
pub(super) struct Lines<'d> {
    files: HashMap<(&'d str, Side), &'d FileChange>,
    /// For a line of a side of a file, the hunk that has it and its index there.
    places: HashMap<(&'d str, Side, Line), (&'d Hunk, usize)>,
}

impl<'d> Lines<'d> {
    pub fn of(diff: &'d Diff) -> Self {
        let mut lines = Self { files: HashMap::new(), places: HashMap::new() };
        for (change, side) in diff.files.iter().flat_map(|change| [(change, Side::Old), (change, Side::New)]) {
            let Some(path) = path(change, side) else { continue };
            if lines.files.contains_key(&(path.as_str(), side)) {
                continue;
            }
            lines.files.insert((path, side), change);
            for hunk in change.hunks() {
                for (index, line) in hunk.lines.iter().enumerate() {
                    if let Some(number) = line.number(side) {
                        lines.places.entry((path, side, number)).or_insert((hunk, index));
                    }
                }
            }
        }
        lines
    }

    /// Where a finding can be said; `None` where the diff shows none of its lines.
    pub fn fit(&self, finding: &'d Finding) -> Option<Fit<'d>> {
        let change = *self.files.get(&(finding.path.as_str(), finding.side))?;
        let replacing = finding.suggestion.as_ref().filter(|_| finding.side == Side::New);
        if let Some((hunk, lines)) = replacing.and_then(|suggestion| self.replaced(&finding.path, suggestion)) {
            return Some(Fit { change, hunk, lines, replacing });
        }
        let (hunk, lines) = self.shown(change, finding)?;
        Some(Fit { change, hunk, lines, replacing: None })
    }

    /// The lines from one number to another where one hunk has both: with none of the other side between them.
    fn range(&self, path: &str, side: Side, first: Line, last: Line) -> Option<(&'d Hunk, &'d [HunkLine])> {
        let (hunk, first) = *self.places.get(&(path, side, first))?;
        let (other, last) = *self.places.get(&(path, side, last))?;
        std::ptr::eq(hunk, other).then(|| hunk.lines.get(first..=last)).flatten().map(|lines| (hunk, lines))
    }

    /// The lines of a finding that a hunk shows: all of them, else the first, else one that changed.
    fn shown(&self, change: &FileChange, finding: &Finding) -> Option<(&'d Hunk, &'d [HunkLine])> {
        let (path, side, lines) = (&finding.path, finding.side, finding.span().lines());
        let all = self.range(path, side, *lines.start(), *lines.end()).filter(|(_, all)| all.len() <= LONGEST);
        let first = || self.range(path, side, *lines.start(), *lines.start());
        let changed = || {
            let hunks = change.hunk_of(side, &lines).map_or(&[][..], |index| &change.hunks()[index..]);
            let inside = hunks.iter().flat_map(|hunk| hunk.changed(side)).find(|line| *line >= *lines.start())?;
            lines.contains(&inside).then(|| self.range(path, side, inside, inside)).flatten()
        };
        all.or_else(first).or_else(changed)
    }

    /// The lines that a suggestion touches, where it can stand for them.
    fn replaced(&self, path: &str, suggestion: &Suggestion) -> Option<(&'d Hunk, &'d [HunkLine])> {
        let end = suggestion.end.line.0 - u32::from(is_whole(suggestion));
        let (hunk, lines) = self.range(path, Side::New, suggestion.start.line, Line(end))?;
        let fits = lines.len() <= LONGEST && lines.iter().all(|line| line.origin != Origin::Removed);
        fits.then_some((hunk, lines))
    }
}

/// Whether a suggestion replaces whole lines, the last line break included.
fn is_whole(suggestion: &Suggestion) -> bool {
    suggestion.end.column == 1
        && suggestion.end.line > suggestion.start.line
        && (suggestion.replacement.is_empty() || suggestion.replacement.ends_with('\n'))
}

fn path(change: &FileChange, side: Side) -> Option<&String> {
    let file = match side {
        Side::Old => &change.old,
        Side::New => &change.new,
    };
    file.as_ref().map(|file| &file.path)
}
