//! Checks of Go.

mod code;
mod lock_left_held;
mod nil_map_written;
mod other_field_checked;
mod range_copy_written;
mod range_of_rest_indexes_whole;
mod unreceived_result;

use super::Check;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("go/lock-left-held", Check::Confirm(lock_left_held::confirm)),
    ("go/nil-map-written", Check::Confirm(nil_map_written::confirm)),
    ("go/other-field-checked", Check::Confirm(other_field_checked::confirm)),
    ("go/range-copy-written", Check::Confirm(range_copy_written::confirm)),
    ("go/range-of-rest-indexes-whole", Check::Confirm(range_of_rest_indexes_whole::confirm)),
    ("go/unreceived-result", Check::Confirm(unreceived_result::confirm)),
];
