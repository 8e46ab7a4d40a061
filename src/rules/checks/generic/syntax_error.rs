//! `<language>/syntax-error`: changed lines on which the code does not parse. Of one file's findings the review keeps the
//! first that is new: one error makes others after it.

use crate::diff::LineSet;
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::{SourceFile, SyntaxError};
use crate::text::shortened;

/// The longest text of an error that is quoted, in characters.
const QUOTED: usize = 40;

pub(super) fn scan(file: &SourceFile, lines: &LineSet, found: &mut dyn FnMut(Hit)) {
    for error in file.syntax_errors() {
        let Some(line) = changed_line(file, &error, lines) else { continue };
        if error.excuse.is_some() {
            continue;
        }
        let first = file.line_at(error.bytes.start);
        let start = if first == line { error.bytes.start } else { file.line_range(line).start };
        let end = error.bytes.end.min(file.line_range(line).end).max(start);
        let problem = match error.missing {
            Some(missing) => format!("`{missing}` is missing"),
            None if first == line => format!("unexpected `{}`", quoted(&file.text[start..end])),
            None => format!("the code around this line does not parse, from line {first} on"),
        };
        found(Hit::at(start..end).with("problem", problem));
    }
}

/// The first line of an error that changed.
fn changed_line(file: &SourceFile, error: &SyntaxError, lines: &LineSet) -> Option<Line> {
    let span = file.span(&error.bytes).lines();
    lines.first_within(&span)
}

fn quoted(text: &str) -> String {
    shortened(text.trim(), QUOTED)
}
