//! Checks of JavaScript and TypeScript.

mod duplicates;
mod fallthrough;
mod hooks;
mod state;
mod unbound_method;
mod undefined_name;

use super::{At, Check, NodeCheck, Visit};
use crate::syntax::Role;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("javascript/conditional-hook", at(&["call_expression"], hooks::visit)),
    ("javascript/duplicate-case", at(&["switch_body"], duplicates::visit_cases)),
    ("javascript/duplicate-object-key", at(&["object"], duplicates::visit_keys)),
    ("javascript/stale-state", at(&["call_expression"], state::visit_stale)),
    ("javascript/state-changed-in-place", at(&["call_expression"], state::visit_unchanged)),
    ("javascript/switch-fallthrough", at(&["switch_case"], fallthrough::visit)),
    ("javascript/unbound-method", at(&["member_expression"], unbound_method::visit)),
    (
        "javascript/undefined-name",
        Check::NodeOnce(NodeCheck { at: At::Roles(&[Role::Identifier]), visit: undefined_name::visit }),
    ),
];

const fn at(kinds: &'static [&'static str], visit: Visit) -> Check {
    Check::Node(NodeCheck { at: At::Kinds(kinds), visit })
}
