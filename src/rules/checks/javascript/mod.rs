//! Checks of JavaScript and TypeScript.

mod callback_error;
mod callback_twice;
mod duplicates;
mod fallthrough;
mod hooks;
mod null_is_object;
mod state;
mod unbound_method;
mod undefined_name;

use super::{At, Check, NodeCheck, Visit};

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("javascript/callback-error-ignored", Check::Confirm(callback_error::confirm)),
    ("javascript/callback-called-twice", at(&["if_statement"], callback_twice::visit)),
    ("javascript/conditional-hook", at(&["call_expression"], hooks::visit)),
    ("javascript/duplicate-case", at(&["switch_body"], duplicates::visit_cases)),
    ("javascript/duplicate-object-key", at(&["object"], duplicates::visit_keys)),
    (
        "javascript/implicit-global",
        Check::NodeOnce(NodeCheck { at: At::Kinds(&["program"]), visit: undefined_name::visit_assigned }),
    ),
    ("javascript/null-is-object", at(&["binary_expression"], null_is_object::visit)),
    ("javascript/stale-state", at(&["call_expression"], state::visit_stale)),
    ("javascript/state-changed-in-place", at(&["call_expression"], state::visit_unchanged)),
    ("javascript/switch-fallthrough", at(&["switch_case"], fallthrough::visit)),
    ("javascript/unbound-method", at(&["member_expression"], unbound_method::visit)),
    (
        "javascript/undefined-name",
        Check::NodeOnce(NodeCheck { at: At::Kinds(&["program"]), visit: undefined_name::visit }),
    ),
];

const fn at(kinds: &'static [&'static str], visit: Visit) -> Check {
    Check::Node(NodeCheck { at: At::Kinds(kinds), visit })
}
