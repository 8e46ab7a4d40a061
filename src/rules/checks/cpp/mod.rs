//! Checks of C++.

mod changed_while_iterated;
mod move_of_forwarded;
mod use_after_move;

use super::{At, Check, NodeCheck};
use crate::syntax::Role;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    (
        "cpp/changed-while-iterated",
        Check::Node(NodeCheck {
            at: At::Kinds(&["for_range_loop", "for_statement"]),
            visit: changed_while_iterated::visit,
        }),
    ),
    ("cpp/move-of-forwarded", Check::Node(NodeCheck { at: At::Roles(&[Role::Call]), visit: move_of_forwarded::visit })),
    ("cpp/use-after-move", Check::Node(NodeCheck { at: At::Roles(&[Role::Call]), visit: use_after_move::visit })),
];
