//! Checks: what one query or pattern cannot state. One file each; what a check says stands in the same TOML
//! as for any rule.

mod added_file;
mod characters;
mod home_path;
mod merge_conflict;
mod paths;
mod secret;
mod workflow;

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

/// Every check, by the id of its rule.
static CHECKS: &[(&str, Check)] = &[
    ("any/absolute-home-path", Check::Scan(home_path::scan)),
    ("any/action-not-pinned", Check::Scan(workflow::moving_actions)),
    ("any/bidirectional-character", Check::Scan(characters::bidirectional)),
    ("any/environment-file", Check::Change(added_file::environment)),
    ("any/generated-file-added", Check::Change(added_file::generated)),
    ("any/invisible-character", Check::Scan(characters::invisible)),
    ("any/large-file", Check::Change(added_file::large)),
    ("any/merge-conflict-marker", Check::Scan(merge_conflict::scan)),
    ("any/private-key", Check::Scan(secret::private_keys)),
    ("any/pull-request-target-checkout", Check::Scan(workflow::untrusted_checkouts)),
    ("any/script-injection-in-workflow", Check::Scan(workflow::injections)),
    ("any/secret", Check::Scan(secret::secrets)),
    (super::inspect::UNUSED_SUPPRESSION, Check::Suppressions),
];

/// The check of a rule.
pub(super) fn named(id: &str) -> Option<Check> {
    CHECKS.iter().find(|(own, _)| *own == id).map(|(_, check)| *check)
}

/// The ids that have a check.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(id, _)| *id)
}
