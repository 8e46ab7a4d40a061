//! Checks: what one query or pattern cannot state. One file each, in the folder of its language; what a
//! check says stands in the same TOML as for any rule.

mod any;
mod python;
mod rust;

use crate::diff::{FileChange, LineSet};
use crate::rules::query::Match;
use crate::syntax::SourceFile;

/// Looks closer at what the rule's query matched; may set names for the message and move the report.
pub(super) type Confirm = fn(&mut Match<'_>) -> bool;
/// Searches the given lines of a text.
pub(super) type Scan = fn(&SourceFile, &LineSet, &mut dyn FnMut(Hit));
/// Looks at a changed file as a whole, without its text.
pub(super) type Change = fn(&FileChange) -> Option<Hit>;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// The bytes of the text.
    pub bytes: std::ops::Range<usize>,
    /// The names of the message and their texts.
    pub values: Vec<(String, String)>,
}

impl Hit {
    /// A hit at these bytes.
    fn at(bytes: std::ops::Range<usize>) -> Self {
        Self { bytes, values: Vec::new() }
    }

    /// The same with a text for a name of the message.
    fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), text.into()));
        self
    }
}

/// A check by the hook that it needs.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Confirm(Confirm),
    Scan(Scan),
    Change(Change),
    Suppressions,
}

/// The check of a rule.
pub(super) fn named(id: &str) -> Option<Check> {
    let tables = [any::CHECKS, python::CHECKS, rust::CHECKS];
    let mut all = tables.into_iter().flatten().chain(&[(super::inspect::UNUSED_SUPPRESSION, Check::Suppressions)]);
    all.find(|(own, _)| *own == id).map(|(_, check)| *check)
}

/// The ids that have a check.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    [any::CHECKS, python::CHECKS, rust::CHECKS].into_iter().flatten().map(|(id, _)| *id)
}
