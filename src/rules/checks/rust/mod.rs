//! Checks of Rust.

mod char_index_as_byte_offset;
mod const_reference_to_mut;
mod hash_disagrees;
mod jwt_unverified;
mod lock_held_across_await;
mod lock_taken_twice;
mod open_without_truncate;
mod range_never_runs;
mod secret_in_log;
mod shift_in_loop;
mod syntax;
mod unbounded_unsafe_send;
mod unsafe_without_safety_comment;
mod unsound_transmute;

use super::Check;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("rust/char-index-as-byte-offset", Check::Confirm(char_index_as_byte_offset::confirm)),
    ("rust/const-reference-to-mut", Check::Confirm(const_reference_to_mut::confirm)),
    ("rust/hardcoded-key", Check::Confirm(jwt_unverified::is_key)),
    ("rust/hash-disagrees-with-eq", Check::Confirm(hash_disagrees::confirm)),
    ("rust/jwt-unverified", Check::Confirm(jwt_unverified::confirm)),
    ("rust/lock-held-across-await", Check::Confirm(lock_held_across_await::confirm)),
    ("rust/lock-taken-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/open-without-truncate", Check::Confirm(open_without_truncate::confirm)),
    ("rust/range-never-runs", Check::Confirm(range_never_runs::confirm)),
    ("rust/refcell-borrowed-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/secret-logged", Check::Confirm(secret_in_log::confirm)),
    ("rust/shift-in-loop", Check::Confirm(shift_in_loop::confirm)),
    ("rust/unbounded-unsafe-send", Check::Confirm(unbounded_unsafe_send::confirm)),
    ("rust/unsafe-without-safety-comment", Check::Confirm(unsafe_without_safety_comment::confirm)),
    ("rust/unsound-transmute", Check::Confirm(unsound_transmute::confirm)),
];
