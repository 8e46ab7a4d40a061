//! Checks of C, for C++ too.

mod after_free;
pub(super) mod flow;
mod left_on_return;
mod null_check_after_use;
mod past_end;
mod prefix_length;
mod unchecked_allocation;
mod wrong_loop_variable;

use super::{At, Check, NodeCheck, Visit};

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("c/double-free", at(&["call_expression", "delete_expression"], after_free::visit_freed)),
    ("c/leak-on-return", at(&["call_expression"], left_on_return::visit_memory)),
    ("c/lock-left-held", at(&["call_expression"], left_on_return::visit_locks)),
    ("c/loop-past-end", at(&["for_statement"], past_end::visit_loop)),
    ("c/null-check-after-use", at(&["if_statement"], null_check_after_use::visit)),
    ("c/prefix-length", at(&["call_expression"], prefix_length::visit)),
    ("c/terminator-past-end", at(&["assignment_expression"], past_end::visit_terminator)),
    ("c/unchecked-allocation", at(&["call_expression"], unchecked_allocation::visit)),
    ("c/use-after-free", at(&["call_expression", "delete_expression"], after_free::visit_used)),
    ("c/wrong-loop-variable", at(&["for_statement"], wrong_loop_variable::visit)),
];

const fn at(kinds: &'static [&'static str], visit: Visit) -> Check {
    Check::Node(NodeCheck { at: At::Kinds(kinds), visit })
}
