//! Checks of Go.

mod code;
mod lock_left_held;
mod nil_map_written;
mod range_copy_written;

use super::Check;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("go/lock-left-held", Check::Confirm(lock_left_held::confirm)),
    ("go/nil-map-written", Check::Confirm(nil_map_written::confirm)),
    ("go/range-copy-written", Check::Confirm(range_copy_written::confirm)),
];
