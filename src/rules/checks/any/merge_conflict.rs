//! Markers that a merge left: one hit for each conflict, at the line that begins it, or else at the one that
//! ends it. A line of `=======` alone underlines titles in prose, and counts for nothing by itself.

use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::SourceFile;

pub(super) fn scan(file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    let mut open = false;
    let mut divided = false;
    let mut fenced = false;
    for row in 0..file.line_count() {
        let place = file.line_range(Line::of_row(row));
        let line = &file.text[place.clone()];
        let marked = if line.starts_with("<<<<<<< ") {
            (open, divided) = (true, false);
            true
        } else if line.starts_with(">>>>>>> ") {
            let lone_end = divided && !open;
            (open, divided) = (false, false);
            lone_end
        } else {
            // Text about conflicts begins with the marker's quote or the like: what follows belongs to it.
            open |= line.contains("<<<<<<< ");
            divided |= line == "=======";
            fenced ^= line.trim_start().starts_with("```");
            false
        };
        if marked && !fenced && lines.contains(Line::of_row(row)) {
            keep(Hit::at(place));
        }
    }
}
