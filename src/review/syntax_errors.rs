//! Where the new side of a file does not parse: what of that the change brought, and what was so before.

use std::collections::HashSet;

use crate::diff::{FileChange, Reader, Texts};
use crate::finding::{Finding, Gap, GapReason, Line, Side};
use crate::syntax::{SourceFile, SyntaxError};

/// The slug of the rules that report them.
const SLUG: &str = "syntax-error";

/// The errors of a file's new side.
#[derive(Default)]
pub(super) struct Broken {
    errors: Vec<(Line, SyntaxError)>,
    /// The lines with errors before the change, by their texts.
    before: HashSet<String>,
}

impl Broken {
    /// The errors of a new side; the old one is only parsed where there are any.
    pub fn new(reader: &Reader, change: &FileChange, new: &SourceFile) -> Self {
        let errors = new.syntax_errors();
        if errors.is_empty() {
            return Self::default();
        }
        let errors = errors.into_iter().map(|error| (new.line_at(error.bytes.start), error)).collect();
        Self { errors, before: before(reader, change).unwrap_or_default() }
    }

    /// Keeps the first finding about an error that is new: one error makes others after it.
    pub fn settle(&self, file: &SourceFile, findings: &mut Vec<Finding>) {
        let mut has_one = false;
        findings.retain(|finding| {
            if !finding.rule.ends_with(SLUG) {
                return true;
            }
            let is_first = !has_one && !self.was_before(file, finding.start.line);
            has_one |= is_first;
            is_first
        });
    }

    /// What the coverage says of it. Errors that were there before, and what only the grammar takes for one, are not the
    /// change's.
    pub fn gap(&self, file: &SourceFile, change: &FileChange) -> Option<Gap> {
        let changed = change.changed(Side::New);
        let is_own = |(line, error): &&(Line, SyntaxError)| {
            let lines = file.span(&error.bytes).lines();
            error.excuse.is_none() && changed.touches(lines) && !self.was_before(file, *line)
        };
        let own = self.errors.iter().find(is_own);
        let (line, error) = own.or(self.errors.first())?;
        let excuse = error.excuse.as_ref().map(|what| format!(": {what}")).unwrap_or_default();
        Some(Gap::part(GapReason::SyntaxError).with_detail(format!("line {line}{excuse}")).by_change(own.is_some()))
    }

    fn was_before(&self, file: &SourceFile, line: Line) -> bool {
        self.before.contains(file.line(line).trim())
    }
}

fn before(reader: &Reader, change: &FileChange) -> Option<HashSet<String>> {
    let side = change.old.as_ref()?;
    let Ok(Texts::Text(text)) = reader.read(side, change.hunks(), Side::Old) else { return None };
    let old = SourceFile::new(side.path.clone(), text);
    let errors = old.syntax_errors().into_iter();
    Some(errors.map(|error| old.line(old.line_at(error.bytes.start)).trim().to_owned()).collect())
}
