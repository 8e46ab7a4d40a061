//! Stage 1: what changed. A scope comes in; files, their hunks and their lines on both sides go out.

mod changes;
mod content;
mod git;
mod given;
mod hunks;
mod lines;
mod merge_conclusion;
mod patch;
mod prefixes;
mod revisions;
mod scope;
mod text;
mod tree;

pub use content::{Reader, Readers};
pub use git::{DiffError, read};
pub(crate) use given::is_reviewed;
pub use lines::LineSet;
pub use patch::{PatchError, apply, parse};
pub use revisions::{TypedRange, is_commit};
pub use scope::{EMPTY_TREE, Scope};
pub use text::Texts;
#[cfg(any(test, fuzzing))]
pub(crate) use text::decode;
pub use tree::tree;

pub use crate::git::Status;

use std::ops::RangeInclusive;

use crate::finding::{Line, ScopeKind, Side};
use crate::git::ObjectId;
use crate::stage::Degraded;

/// Files above this size, in bytes, are listed but not read.
pub const MAX_FILE_BYTES: u64 = 32 * 1024 * 1024;

/// Files above this size, in bytes, are compared line by line and looked at where they changed, but not parsed as a whole.
pub const LARGE_FILE_BYTES: u64 = 4 * 1024 * 1024;

/// What changed between two states of a repository.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The kind of comparison.
    pub kind: ScopeKind,
    /// The commit compared against.
    pub base: Option<String>,
    /// A commit, `index` or `worktree`.
    pub head: Option<String>,
    /// The changed files, by path.
    pub files: Vec<FileChange>,
    /// Changed files that could not be read, by path, and why.
    pub unread: Vec<(String, String)>,
    /// What else could not be done, and why.
    pub degraded: Vec<Degraded>,
}

/// What kind of thing stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lines of text.
    Text,
    /// Bytes that are not text.
    Binary,
    /// More than [`MAX_FILE_BYTES`].
    TooLarge,
    /// A commit of another repository.
    Submodule,
    /// A symbolic link; never followed.
    Link,
}

/// One changed file.
#[derive(Debug, Clone)]
pub struct FileChange {
    /// How it changed.
    pub status: Status,
    /// What it is.
    pub kind: Kind,
    /// The file before, if there was one.
    pub old: Option<FileSide>,
    /// The file after, if there is one.
    pub new: Option<FileSide>,
    /// Which of its lines changed.
    pub extent: Extent,
}

/// One side of a changed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSide {
    /// The path in the repository, with `/`; bytes that are not UTF-8 are replaced for display.
    pub path: String,
    /// Size in bytes, where it is known.
    pub size: u64,
    /// Where the text is.
    pub source: Source,
}

/// Where the text of a side is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An object of the repository.
    Blob(ObjectId),
    /// A file of the working tree; the path's bytes as git stores them.
    Worktree(Vec<u8>),
    /// Known already.
    Text(String),
    /// Nowhere but in the hunks: lines between them are blank.
    HunksOnly,
}

/// Which lines of a file are under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Extent {
    /// Those of these hunks.
    Hunks(Vec<Hunk>),
    /// All, as if the file were new (`--all`).
    Whole,
}

/// A run of changed lines with the context around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hunk {
    /// First line on the old side; 0 where it is empty.
    pub old_start: u32,
    /// Lines on the old side.
    pub old_lines: u32,
    /// First line on the new side; 0 where it is empty.
    pub new_start: u32,
    /// Lines on the new side.
    pub new_lines: u32,
    /// The lines in the order of the diff.
    pub lines: Vec<HunkLine>,
}

impl Hunk {
    /// Its first and its last line after the change; on the old side where it leaves none.
    pub fn span(&self) -> (u32, u32) {
        let new = self.new_lines > 0;
        let (first, count) = if new { (self.new_start, self.new_lines) } else { (self.old_start, self.old_lines) };
        (first, (first + count).saturating_sub(1).max(first))
    }
}

/// What the diff says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// On both sides.
    Context,
    /// On the new side alone.
    Added,
    /// On the old side alone.
    Removed,
}

impl Origin {
    /// The sign before such a line in a diff.
    pub fn mark(self) -> char {
        match self {
            Self::Context => ' ',
            Self::Added => '+',
            Self::Removed => '-',
        }
    }
}

/// One line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HunkLine {
    /// What the diff says of it.
    pub origin: Origin,
    /// Its number on the old side.
    pub old: Option<Line>,
    /// Its number on the new side.
    pub new: Option<Line>,
    /// Its text without the line ending.
    pub text: Box<str>,
}

impl HunkLine {
    /// Its number on a side, if it is there.
    pub fn number(&self, side: Side) -> Option<Line> {
        match side {
            Side::Old => self.old,
            Side::New => self.new,
        }
    }
}

impl FileChange {
    /// The path that a reader knows the file by: the new one, or the old one of a deleted file.
    pub fn path(&self) -> &str {
        self.new.as_ref().or(self.old.as_ref()).map_or("", |side| &side.path)
    }

    /// The hunks, empty for a file under review as a whole.
    pub fn hunks(&self) -> &[Hunk] {
        match &self.extent {
            Extent::Hunks(hunks) => hunks,
            Extent::Whole => &[],
        }
    }

    /// The index of the first hunk that shows one of these lines on a side, found without a look at every hunk.
    pub fn hunk_of(&self, side: Side, lines: &RangeInclusive<Line>) -> Option<usize> {
        let hunks = self.hunks();
        let (first, last) = (lines.start().0, lines.end().0);
        // A hunk without lines on the side counts as one line here: it is after that line, and the ends stay in order.
        let is_before = |hunk: &Hunk| {
            let (start, count) = hunk.range(side);
            start.saturating_add(count.max(1)) <= first
        };
        let next = hunks.partition_point(is_before);
        let shows = |hunk: &Hunk| {
            let (start, count) = hunk.range(side);
            first < start.saturating_add(count) && last >= start
        };
        let reached = hunks[next..].iter().take_while(|hunk| hunk.range(side).0 <= last);
        reached.enumerate().find(|(_, hunk)| shows(hunk)).map(|(index, _)| next + index)
    }

    /// The lines that the diff added (new side) or removed (old side).
    pub fn changed(&self, side: Side) -> LineSet {
        match (&self.extent, side) {
            (Extent::Whole, Side::New) => LineSet::all(),
            (Extent::Whole, Side::Old) => LineSet::default(),
            (Extent::Hunks(hunks), side) => hunks.iter().flat_map(|hunk| hunk.changed(side)).collect(),
        }
    }
}

impl Hunk {
    /// The lines that the hunk added (new side) or removed (old side), in order.
    pub fn changed(&self, side: Side) -> impl Iterator<Item = Line> + '_ {
        self.lines.iter().filter_map(move |line| match (line.origin, side) {
            (Origin::Added, Side::New) => line.new,
            (Origin::Removed, Side::Old) => line.old,
            _ => None,
        })
    }

    /// The first line and the number of lines on one side, as in the hunk's header.
    pub fn range(&self, side: Side) -> (u32, u32) {
        match side {
            Side::Old => (self.old_start, self.old_lines),
            Side::New => (self.new_start, self.new_lines),
        }
    }

    /// The same hunk with other texts in its lines: `text` gives that of a line of a side, `None` leaves what it is.
    #[must_use]
    pub fn with_texts<'t>(&self, text: impl Fn(Side, Line) -> Option<&'t str>) -> Self {
        let other = |line: &HunkLine| {
            let new = line.new.and_then(|number| text(Side::New, number));
            let other = new.or_else(|| line.old.and_then(|number| text(Side::Old, number)));
            HunkLine { text: other.unwrap_or(&line.text).into(), ..line.clone() }
        };
        Self { lines: self.lines.iter().map(other).collect(), ..*self }
    }

    /// The texts of one side, context included, each with its line number.
    pub fn texts(&self, side: Side) -> impl Iterator<Item = (Line, &str)> {
        self.lines.iter().filter_map(move |line| Some((line.number(side)?, &*line.text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(ranges: &[(u32, u32)]) -> FileChange {
        let hunk = |&(new_start, new_lines): &(u32, u32)| Hunk { new_start, new_lines, ..Hunk::default() };
        let extent = Extent::Hunks(ranges.iter().map(hunk).collect());
        FileChange { status: Status::Modified, kind: Kind::Text, old: None, new: None, extent }
    }

    #[test]
    fn a_hunk_is_found_by_any_line_that_it_shows_and_the_first_by_several() {
        let change = change(&[(2, 3), (9, 0), (10, 5), (20, 1)]);
        let cases = [(1, 1, None), (1, 2, Some(0)), (4, 30, Some(0)), (5, 8, None), (9, 9, None), (8, 10, Some(1))];
        for (first, last, hunk) in cases.into_iter().chain([(10, 10, Some(2)), (14, 20, Some(2)), (20, 99, Some(3))]) {
            assert_eq!(change.hunk_of(Side::New, &(Line(first)..=Line(last))), hunk, "{first}-{last}");
        }
        assert_eq!(change.hunk_of(Side::New, &(Line(21)..=Line(21))), None);
    }
}
