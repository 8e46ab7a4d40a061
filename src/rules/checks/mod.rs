//! Checks: what one query or pattern cannot state. One file each; what a check says stands in the same TOML
//! as for any rule.

mod char_index_as_byte_offset;
mod closed_channel_spin;
mod derive_disagrees;
mod duplicate_condition;
mod error_swallowed;
mod length_underflow;
mod local_functions;
mod lock_held_across_await;
mod lock_taken_twice;
mod loop_runs_once;
mod open_without_truncate;
mod panic_in_drop;
mod read_line_in_loop;
mod recursive_fmt;
mod rust_syntax;
mod str_sliced_by_length;

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
    (super::inspect::UNUSED_SUPPRESSION, Check::Suppressions),
    ("rust/char-index-as-byte-offset", Check::Confirm(char_index_as_byte_offset::confirm)),
    ("rust/closed-channel-spin", Check::Confirm(closed_channel_spin::confirm)),
    ("rust/duplicate-condition", Check::Confirm(duplicate_condition::confirm)),
    ("rust/error-swallowed", Check::Confirm(error_swallowed::confirm)),
    ("rust/future-never-polled", Check::Confirm(local_functions::never_polled)),
    ("rust/hash-disagrees-with-eq", Check::Confirm(derive_disagrees::confirm)),
    ("rust/length-underflow", Check::Confirm(length_underflow::confirm)),
    ("rust/lock-held-across-await", Check::Confirm(lock_held_across_await::confirm)),
    ("rust/lock-taken-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/loop-runs-once", Check::Confirm(loop_runs_once::confirm)),
    ("rust/open-without-truncate", Check::Confirm(open_without_truncate::confirm)),
    ("rust/ord-disagrees-with-partial-ord", Check::Confirm(derive_disagrees::confirm)),
    ("rust/panic-in-drop", Check::Confirm(panic_in_drop::confirm)),
    ("rust/read-line-appends", Check::Confirm(read_line_in_loop::appends)),
    ("rust/read-line-past-end", Check::Confirm(read_line_in_loop::past_end)),
    ("rust/recursive-fmt", Check::Confirm(recursive_fmt::confirm)),
    ("rust/refcell-borrowed-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/result-dropped", Check::Confirm(local_functions::result_dropped)),
    ("rust/str-sliced-by-length", Check::Confirm(str_sliced_by_length::confirm)),
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
