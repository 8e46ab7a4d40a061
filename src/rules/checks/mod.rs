//! Checks: what one query or pattern cannot state. One file each; what a check says stands in the same TOML
//! as for any rule.

mod archive_path_escape;
mod busy_wait;
mod const_reference_to_mut;
mod constant_assertion;
mod debug_print_left;
mod empty_test;
mod environment_changed;
mod exists_then_act;
mod ignored_test_without_reason;
mod open_without_truncate;
mod panic_in_extern_fn;
mod panic_instead_of_error;
mod path_ends_with_extension;
mod safety;
mod secret_in_log;
mod set_len_uninitialized;
mod shift_in_loop;
mod transmute_to_static;
mod unbounded_unsafe_send;
mod unescaped_regex_input;
mod uninit_assume_init;
mod unsafe_fn_without_safety_doc;
mod unsafe_without_safety_comment;
mod unsound_transmute;
mod words;
mod world_writable_file;

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
    ("rust/archive-path-escape", Check::Confirm(archive_path_escape::confirm)),
    ("rust/busy-wait", Check::Confirm(busy_wait::confirm)),
    ("rust/const-reference-to-mut", Check::Confirm(const_reference_to_mut::confirm)),
    ("rust/constant-assertion", Check::Confirm(constant_assertion::confirm)),
    ("rust/debug-print-left", Check::Confirm(debug_print_left::confirm)),
    ("rust/empty-test", Check::Confirm(empty_test::confirm)),
    ("rust/environment-changed", Check::Confirm(environment_changed::confirm)),
    ("rust/exists-then-act", Check::Confirm(exists_then_act::confirm)),
    ("rust/ignored-test-without-reason", Check::Confirm(ignored_test_without_reason::confirm)),
    ("rust/open-without-truncate", Check::Confirm(open_without_truncate::confirm)),
    ("rust/panic-in-extern-fn", Check::Confirm(panic_in_extern_fn::confirm)),
    ("rust/panic-instead-of-error", Check::Confirm(panic_instead_of_error::confirm)),
    ("rust/path-ends-with-extension", Check::Confirm(path_ends_with_extension::confirm)),
    ("rust/secret-in-log", Check::Confirm(secret_in_log::confirm)),
    ("rust/set-len-uninitialized", Check::Confirm(set_len_uninitialized::confirm)),
    ("rust/shift-in-loop", Check::Confirm(shift_in_loop::confirm)),
    ("rust/transmute-to-static", Check::Confirm(transmute_to_static::confirm)),
    ("rust/unbounded-unsafe-send", Check::Confirm(unbounded_unsafe_send::confirm)),
    ("rust/unescaped-regex-input", Check::Confirm(unescaped_regex_input::confirm)),
    ("rust/uninit-assume-init", Check::Confirm(uninit_assume_init::confirm)),
    ("rust/unsafe-fn-without-safety-doc", Check::Confirm(unsafe_fn_without_safety_doc::confirm)),
    ("rust/unsafe-without-safety-comment", Check::Confirm(unsafe_without_safety_comment::confirm)),
    ("rust/unsound-transmute", Check::Confirm(unsound_transmute::confirm)),
    ("rust/world-writable-file", Check::Confirm(world_writable_file::confirm)),
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
