//! Checks of Java.

mod format;
mod format_arity;
mod logging_arity;
mod stream_used_twice;

use super::Check;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("java/format-arity", Check::Confirm(format_arity::confirm)),
    ("java/logging-arity", Check::Confirm(logging_arity::confirm)),
    ("java/stream-used-twice", Check::Confirm(stream_used_twice::confirm)),
];
