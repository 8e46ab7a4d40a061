//! Checks of Python.

mod code;
mod duplicate_dict_key;
mod else_without_break;
mod except_name_after;
mod format;
mod format_arity;
mod late_bound_closure;
mod lock_left_held;
mod logging_arity;
mod loop_variable_reused;
mod method_not_called;
mod strip_substring;
mod undefined_name;
mod unreachable_except;
mod wrong_arguments;
mod wrong_super;

use super::{At, Check, NodeCheck};
use crate::syntax::Role;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    (
        "python/duplicate-dict-key",
        Check::Node(NodeCheck { at: At::Kinds(&["dictionary"]), visit: duplicate_dict_key::visit }),
    ),
    ("python/else-without-break", Check::Confirm(else_without_break::confirm)),
    ("python/except-name-after", Check::Confirm(except_name_after::confirm)),
    ("python/format-arity", Check::Confirm(format_arity::confirm)),
    ("python/late-bound-closure", Check::Confirm(late_bound_closure::confirm)),
    ("python/lock-left-held", Check::Confirm(lock_left_held::confirm)),
    ("python/logging-arity", Check::Confirm(logging_arity::confirm)),
    ("python/loop-variable-reused", Check::Confirm(loop_variable_reused::confirm)),
    ("python/method-not-called", Check::Confirm(method_not_called::confirm)),
    ("python/strip-substring", Check::Confirm(strip_substring::confirm)),
    (
        "python/undefined-name",
        Check::NodeOnce(NodeCheck { at: At::Roles(&[Role::Identifier]), visit: undefined_name::visit }),
    ),
    ("python/unreachable-except", Check::Confirm(unreachable_except::confirm)),
    ("python/wrong-arguments", Check::Node(NodeCheck { at: At::Roles(&[Role::Call]), visit: wrong_arguments::visit })),
    ("python/wrong-super", Check::Confirm(wrong_super::confirm)),
];
