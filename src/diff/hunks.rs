//! Hunks as values, from the bytes of both sides: neither the repository's word for what is text nor an encoding keeps
//! libgit2 from comparing them.

use git2::{DiffOptions, Patch};

use super::content::Bytes;
use super::text::{self, Texts};
use super::{Hunk, HunkLine, Kind, Origin};
use crate::finding::{Line, Side};

/// What a file is by its bytes, and the hunks between its sides.
///
/// # Errors
/// Sides that libgit2 cannot compare.
pub(super) fn by_content(old: Bytes, new: Option<Bytes>) -> Result<(Kind, Vec<Hunk>), String> {
    let is_deleted = new.is_none();
    let new = new.unwrap_or_default();
    if let (Bytes::All(old), Bytes::All(new)) = (&old, &new)
        && text::is_plain(old)
        && text::is_plain(new)
    {
        let hunks = between(old, new).map_err(|error| error.message().to_owned())?;
        return Ok((Kind::Text, hunks));
    }
    let (old_text, new_text) = (old.clone().decode(), new.clone().decode());
    let (old, old_text) = match old_text {
        Texts::Text(text) => (old, text),
        // Of a file that is text from now on, every line is new.
        _ if !is_deleted => (Bytes::default(), String::new()),
        Texts::Binary => return Ok((Kind::Binary, Vec::new())),
        Texts::TooLarge => return Ok((Kind::TooLarge, Vec::new())),
    };
    let new_text = match new_text {
        Texts::Text(text) => text,
        Texts::Binary => return Ok((Kind::Binary, Vec::new())),
        Texts::TooLarge => return Ok((Kind::TooLarge, Vec::new())),
    };
    let hunks = match (&old, &new) {
        (Bytes::All(old), Bytes::All(new)) if !text::is_wide(old) && !text::is_wide(new) => between(old, new),
        _ => between(old_text.as_bytes(), new_text.as_bytes()),
    };
    let hunks = hunks.map_err(|error| error.message().to_owned())?;
    let lines: [Vec<&str>; 2] = [&old_text, &new_text].map(|text| text.split('\n').collect());
    let text = |side: Side, line: Line| {
        let lines = &lines[usize::from(side == Side::New)];
        lines.get(line.index()).map(|line| line.trim_end_matches('\r'))
    };
    Ok((Kind::Text, hunks.iter().map(|hunk| hunk.with_texts(text)).collect()))
}

fn between(old: &[u8], new: &[u8]) -> Result<Vec<Hunk>, git2::Error> {
    let mut options = DiffOptions::new();
    options.force_text(true).indent_heuristic(true);
    from_patch(&Patch::from_buffers(old, None, new, None, Some(&mut options))?)
}

/// The hunks of a patch.
fn from_patch(patch: &Patch<'_>) -> Result<Vec<Hunk>, git2::Error> {
    (0..patch.num_hunks()).map(|index| hunk_of(patch, index)).collect()
}

fn hunk_of(patch: &Patch<'_>, index: usize) -> Result<Hunk, git2::Error> {
    let (header, count) = patch.hunk(index)?;
    let mut lines = Vec::with_capacity(count);
    for number in 0..count {
        let line = patch.line_in_hunk(index, number)?;
        let origin = match line.origin() {
            ' ' => Origin::Context,
            '+' => Origin::Added,
            '-' => Origin::Removed,
            _ => continue, // a marker for a missing end of line
        };
        let text = String::from_utf8_lossy(line.content());
        lines.push(HunkLine {
            origin,
            old: line.old_lineno().map(Line),
            new: line.new_lineno().map(Line),
            text: text.trim_end_matches(['\n', '\r']).into(),
        });
    }
    Ok(Hunk {
        old_start: header.old_start(),
        old_lines: header.old_lines(),
        new_start: header.new_start(),
        new_lines: header.new_lines(),
        lines,
    })
}
