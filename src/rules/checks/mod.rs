//! Checks: what one query or pattern cannot state. One file each; what a check says stands in the same TOML
//! as for any rule.

mod changed_while_iterated;
mod dropped_comparison;
mod dropped_result;
mod duplicate_condition;
mod duplicate_dict_key;
mod else_without_break;
mod except_name_after;
mod exit_from_finally;
mod float_equality;
mod format_arity;
mod identical_branches;
mod identical_operands;
mod is_literal;
mod late_bound_closure;
mod lock_not_released;
mod logging_arity;
mod loop_variable_reused;
mod method_not_called;
mod missing_await;
mod missing_comma;
mod mutable_default;
mod none_result;
mod nullable_lookup;
mod python_code;
mod python_format;
mod python_names;
mod self_assignment;
mod shared_inner_list;
mod strip_substring;
mod swallowed_exception;
mod undefined_name;
mod unreachable_code;
mod unreachable_except;
mod wrong_arguments;
mod wrong_super;
mod yield_without_finally;

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
    ("python/changed-while-iterated", Check::Confirm(changed_while_iterated::confirm)),
    ("python/dropped-comparison", Check::Confirm(dropped_comparison::confirm)),
    ("python/dropped-result", Check::Confirm(dropped_result::confirm)),
    ("python/duplicate-condition", Check::Scan(duplicate_condition::scan)),
    ("python/duplicate-dict-key", Check::Scan(duplicate_dict_key::scan)),
    ("python/else-without-break", Check::Confirm(else_without_break::confirm)),
    ("python/except-name-after", Check::Confirm(except_name_after::confirm)),
    ("python/exit-from-finally", Check::Confirm(exit_from_finally::confirm)),
    ("python/float-equality", Check::Confirm(float_equality::confirm)),
    ("python/format-arity", Check::Confirm(format_arity::confirm)),
    ("python/get-unchecked", Check::Confirm(nullable_lookup::confirm)),
    ("python/identical-branches", Check::Confirm(identical_branches::confirm)),
    ("python/identical-operands", Check::Scan(identical_operands::scan)),
    ("python/is-literal", Check::Confirm(is_literal::confirm)),
    ("python/late-bound-closure", Check::Confirm(late_bound_closure::confirm)),
    ("python/lock-not-released", Check::Confirm(lock_not_released::confirm)),
    ("python/logging-arity", Check::Confirm(logging_arity::confirm)),
    ("python/loop-variable-reused", Check::Confirm(loop_variable_reused::confirm)),
    ("python/match-unchecked", Check::Confirm(nullable_lookup::confirm)),
    ("python/method-not-called", Check::Confirm(method_not_called::confirm)),
    ("python/missing-await", Check::Confirm(missing_await::confirm)),
    ("python/missing-comma", Check::Confirm(missing_comma::confirm)),
    ("python/mutable-default", Check::Confirm(mutable_default::confirm)),
    ("python/none-result", Check::Confirm(none_result::confirm)),
    ("python/self-assignment", Check::Confirm(self_assignment::confirm)),
    ("python/shared-inner-list", Check::Confirm(shared_inner_list::confirm)),
    ("python/strip-substring", Check::Confirm(strip_substring::confirm)),
    ("python/swallowed-exception", Check::Confirm(swallowed_exception::confirm)),
    ("python/undefined-name", Check::Scan(undefined_name::scan)),
    ("python/unreachable-code", Check::Confirm(unreachable_code::confirm)),
    ("python/unreachable-except", Check::Confirm(unreachable_except::confirm)),
    ("python/wrong-arguments", Check::Scan(wrong_arguments::scan)),
    ("python/wrong-super", Check::Confirm(wrong_super::confirm)),
    ("python/yield-without-finally", Check::Confirm(yield_without_finally::confirm)),
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
