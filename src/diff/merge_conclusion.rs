//! What a merge itself changes: only what differs from all of its parents. What came from one of them as it was there is
//! not the committer's, and was reviewed where it was written. The comparisons with each parent come in; what they have in
//! common goes out.

use std::collections::HashMap;

use super::content::Reader;
use super::text::Texts;
use super::{Diff, Extent, FileChange, FileSide, Hunk, HunkLine, Kind, LineSet, Origin, Source, Status};
use crate::finding::{Line, Side};
use crate::git::{ObjectId, Repository};
use crate::stage::{Degraded, Stage};

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// More parents than this no merge has.
const MOST_PARENTS: usize = 64;

/// The commits that a merge in progress brings in; none where there is no merge.
pub(super) fn merge_heads(repository: &Repository) -> Vec<ObjectId> {
    let text = std::fs::read_to_string(repository.location().git_dir().join("MERGE_HEAD")).unwrap_or_default();
    let names = text.lines().take(MOST_PARENTS).map(str::trim).filter(|name| ObjectId::from_hex(name).is_some());
    names.filter_map(|name| repository.store().commit(name)).collect()
}

/// What differs from all parents: `first` is the comparison with the first of them, `others` those with the others.
pub(super) fn of_committer(repository: &Repository, first: Diff, others: &[Diff]) -> Diff {
    if others.is_empty() {
        return first;
    }
    let by_path: Vec<HashMap<&str, &FileChange>> =
        others.iter().map(|diff| diff.files.iter().map(|change| (change.path(), change)).collect()).collect();
    let reader = Reader::new(Some(repository.location()));
    let all = first.files.len();
    let mut files = Vec::new();
    for change in first.files {
        let same: Option<Vec<&FileChange>> = by_path.iter().map(|files| files.get(change.path()).copied()).collect();
        files.extend(same.and_then(|same| own_part(&reader, change, &same)));
    }
    let mut degraded = first.degraded;
    if files.len() < all {
        let reason = format!(
            "of this merge only what differs from all parents is reviewed: {} of {all} changed files came from one of \
             them; `review A..B` reviews all that differs from A to B",
            all - files.len()
        );
        degraded.push(Degraded::ignored(Stage::Diff, reason));
    }
    Diff { files, degraded, ..first }
}

/// The part of a file's change that the comparisons with the other parents have, too; `None` where there is none.
fn own_part(reader: &Reader, change: FileChange, others: &[&FileChange]) -> Option<FileChange> {
    let is_text = change.kind == Kind::Text && others.iter().all(|other| other.kind == Kind::Text);
    let is_whole = matches!(change.status, Status::Conflicted | Status::Deleted) || change.hunks().is_empty();
    if !is_text || is_whole {
        return Some(change);
    }
    let own = OwnLines::new(&change, others);
    if own.is_all_of(&change) {
        return Some(change);
    }
    if own.added.is_empty() && own.removed.is_empty() {
        return None;
    }
    let new = change.new.as_ref()?;
    // Where the text cannot be read, the whole change is left for the stages to say so.
    let Ok(Texts::Text(text)) = reader.read(new, change.hunks(), Side::New) else { return Some(change) };
    Some(rebuilt(&change, &own, &text))
}

/// The lines of a change that differ from all parents.
struct OwnLines {
    added: LineSet,
    /// Those that all of them had, in order, each before a line of the new side.
    removed: Vec<(u32, Box<str>)>,
}

impl OwnLines {
    fn new(change: &FileChange, others: &[&FileChange]) -> Self {
        let sets: Vec<LineSet> = others.iter().map(|other| other.changed(Side::New)).collect();
        let lines = change.hunks().iter().flat_map(|hunk| hunk.changed(Side::New));
        let added = lines.filter(|line| sets.iter().all(|set| set.contains(*line))).collect();
        let mut counts: Vec<HashMap<(u32, Box<str>), usize>> = Vec::new();
        for other in others {
            let mut count = HashMap::new();
            for removed in removed_lines(other) {
                *count.entry(removed).or_default() += 1;
            }
            counts.push(count);
        }
        let mut removed = Vec::new();
        for line in removed_lines(change) {
            let left = counts.iter_mut().map(|count| count.get_mut(&line).filter(|left| **left > 0));
            let Some(left) = left.collect::<Option<Vec<_>>>() else { continue };
            for left in left {
                *left -= 1;
            }
            removed.push(line);
        }
        Self { added, removed }
    }

    fn is_all_of(&self, change: &FileChange) -> bool {
        self.added == change.changed(Side::New) && self.removed.len() == removed_lines(change).len()
    }
}

/// The lines that a change removes, each before a line of the new side.
fn removed_lines(change: &FileChange) -> Vec<(u32, Box<str>)> {
    let mut removed = Vec::new();
    for hunk in change.hunks() {
        let mut next = if hunk.new_lines == 0 { hunk.new_start + 1 } else { hunk.new_start };
        for line in &hunk.lines {
            match line.new {
                Some(Line(number)) => next = number + 1,
                None => removed.push((next, line.text.clone())),
            }
        }
    }
    removed
}

/// The change as if the parents had agreed on all but these lines: its old side is what they would have agreed on.
fn rebuilt(change: &FileChange, own: &OwnLines, text: &str) -> FileChange {
    let lines = lines(own, text);
    let mut old = String::new();
    for line in lines.iter().filter(|line| line.old.is_some()) {
        old.push_str(&line.text);
        old.push('\n');
    }
    let path = change.old.as_ref().map_or_else(|| change.path().to_owned(), |old| old.path.clone());
    let status = if change.status == Status::Added { Status::Modified } else { change.status };
    FileChange {
        status,
        old: Some(FileSide { path, size: old.len() as u64, source: Source::Text(old) }),
        extent: Extent::Hunks(hunks(&lines)),
        ..change.clone()
    }
}

/// Every line of both sides.
fn lines(own: &OwnLines, text: &str) -> Vec<HunkLine> {
    let mut removed = own.removed.iter().peekable();
    let mut lines = Vec::new();
    let mut old = 0;
    let mut number = 0;
    let mut push = |origin: Origin, new: Option<u32>, text: &str| {
        old += u32::from(origin != Origin::Added);
        let own = (origin != Origin::Added).then_some(Line(old));
        lines.push(HunkLine { origin, old: own, new: new.map(Line), text: text.into() });
    };
    for line in text.lines() {
        number += 1;
        while let Some((_, text)) = removed.next_if(|(before, _)| *before <= number) {
            push(Origin::Removed, None, text);
        }
        let origin = if own.added.contains(Line(number)) { Origin::Added } else { Origin::Context };
        push(origin, Some(number), line.trim_end_matches('\r'));
    }
    for (_, text) in removed {
        push(Origin::Removed, None, text);
    }
    lines
}

/// The changed lines with the context around them.
fn hunks(lines: &[HunkLine]) -> Vec<Hunk> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (index, _) in lines.iter().enumerate().filter(|(_, line)| line.origin != Origin::Context) {
        let (start, end) = (index.saturating_sub(CONTEXT), (index + CONTEXT + 1).min(lines.len()));
        match ranges.last_mut() {
            Some((_, last)) if start <= *last => *last = end,
            _ => ranges.push((start, end)),
        }
    }
    ranges.into_iter().map(|(start, end)| hunk(&lines[..start], &lines[start..end])).collect()
}

fn hunk(before: &[HunkLine], lines: &[HunkLine]) -> Hunk {
    let count =
        |side| u32::try_from(lines.iter().filter(|line| line.number(side).is_some()).count()).unwrap_or(u32::MAX);
    // A side without lines starts after the line before it.
    let start = |side| {
        let first = lines.iter().find_map(|line| line.number(side)).map(|Line(number)| number);
        first.unwrap_or_else(|| before.iter().rev().find_map(|line| line.number(side)).map_or(0, |Line(number)| number))
    };
    Hunk {
        old_start: start(Side::Old),
        old_lines: count(Side::Old),
        new_start: start(Side::New),
        new_lines: count(Side::New),
        lines: lines.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::apply;

    fn change(hunks: &[(u32, &[&str])]) -> FileChange {
        let side = || Some(FileSide { path: "a".into(), size: 0, source: Source::HunksOnly });
        let mut read = Vec::new();
        for (new_start, texts) in hunks {
            let mut next = *new_start;
            let mut lines = Vec::new();
            for text in *texts {
                let (origin, new) = match text.split_at(1).0 {
                    "-" => (Origin::Removed, None),
                    "+" => (Origin::Added, Some(Line(next))),
                    _ => (Origin::Context, Some(Line(next))),
                };
                next += u32::from(new.is_some());
                lines.push(HunkLine { origin, old: None, new, text: text[1..].into() });
            }
            read.push(Hunk { new_start: *new_start, new_lines: next - new_start, lines, ..Hunk::default() });
        }
        let extent = Extent::Hunks(read);
        FileChange { status: Status::Modified, kind: Kind::Text, old: side(), new: side(), extent }
    }

    /// What is left of a change, as the lines of its hunks.
    fn left(text: &str, first: &FileChange, others: &[&FileChange]) -> Option<Vec<String>> {
        let mut first = first.clone();
        first.new.as_mut().unwrap().source = Source::Text(text.to_owned());
        let part = own_part(&Reader::new(None), first, others)?;
        if let Source::Text(old) = &part.old.as_ref().unwrap().source {
            assert_eq!(apply(old, part.hunks(), Side::New).as_deref(), Some(text), "the sides and the hunks fit");
        }
        let lines = part.hunks().iter().flat_map(|hunk| &hunk.lines);
        Some(lines.map(|line| format!("{}{}", line.origin.mark(), line.text)).collect())
    }

    #[test]
    fn only_lines_that_no_parent_has_are_left() {
        let text = "one\nours\ntwo\ntheirs\nthree\nboth\n";
        let first = change(&[(1, &[" one", " ours", " two", "+theirs", " three", "-x", "+both"])]);
        let other = change(&[(1, &[" one", "+ours", " two", " theirs", " three", "-y", "+both"])]);
        let expected = ["+both"].map(str::to_owned);
        let left = left(text, &first, &[&other]).unwrap();
        assert_eq!(left.iter().filter(|line| !line.starts_with(' ')).cloned().collect::<Vec<_>>(), expected);
        assert_eq!(left.len(), 4, "with its context: {left:?}");
    }

    #[test]
    fn a_file_that_is_put_together_of_its_parents_is_gone() {
        let first = change(&[(1, &[" ours", "+theirs"])]);
        let other = change(&[(1, &["+ours", " theirs"])]);
        assert_eq!(left("ours\ntheirs\n", &first, &[&other]), None);
    }

    #[test]
    fn a_line_that_all_parents_had_is_removed_and_one_that_some_had_is_not() {
        let first = change(&[(1, &[" a", "-all", "-some", " b"])]);
        let other = change(&[(1, &[" a", "-all", " b"])]);
        assert_eq!(left("a\nb\n", &first, &[&other]).unwrap(), [" a", "-all", " b"]);
    }

    #[test]
    fn what_differs_from_all_parents_alike_stays_as_it_was() {
        let first = change(&[(1, &["-a", "+b"])]);
        let other = change(&[(1, &["-a", "+b"])]);
        assert_eq!(left("b\n", &first, &[&other]).unwrap(), ["-a", "+b"]);
    }
}
