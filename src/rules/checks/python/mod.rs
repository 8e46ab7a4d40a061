//! Checks of Python.

mod changed_while_iterated;
mod code;
mod dropped_comparison;
mod dropped_result;
mod duplicate_dict_key;
mod else_without_break;
mod except_name_after;
mod exit_from_finally;
mod file_left_open;
mod format;
mod format_arity;
mod html_built_as_safe;
mod is_literal;
mod late_bound_closure;
mod lock_left_held;
mod logging_arity;
mod loop_variable_reused;
mod method_not_called;
mod missing_await;
mod missing_comma;
mod mutable_default;
mod none_result;
mod nullable_lookup;
mod pipe_wait_deadlock;
mod print_left;
mod request_trusted;
mod shared_inner_list;
mod shell_with_built_command;
mod signature_compared_with_equals;
mod sql_built_from_text;
mod strip_substring;
mod swallowed_exception;
mod tls_unverified;
mod traceback_in_response;
mod undefined_name;
mod unreachable_except;
mod values;
mod wrong_arguments;
mod wrong_super;
mod yield_without_finally;

use super::{At, Check, NodeCheck};
use crate::syntax::Role;

/// Every check, by the id of its rule.
pub(super) static CHECKS: &[(&str, Check)] = &[
    ("python/changed-while-iterated", Check::Confirm(changed_while_iterated::confirm)),
    ("python/dropped-comparison", Check::Confirm(dropped_comparison::confirm)),
    ("python/dropped-result", Check::Confirm(dropped_result::confirm)),
    (
        "python/duplicate-dict-key",
        Check::Node(NodeCheck { at: At::Kinds(&["dictionary"]), visit: duplicate_dict_key::visit }),
    ),
    ("python/else-without-break", Check::Confirm(else_without_break::confirm)),
    ("python/eval-of-request", Check::Confirm(request_trusted::eval)),
    ("python/eval-of-variable", Check::Confirm(request_trusted::eval_of_variable)),
    ("python/except-name-after", Check::Confirm(except_name_after::confirm)),
    ("python/exit-from-finally", Check::Confirm(exit_from_finally::confirm)),
    ("python/fetch-of-request-address", Check::Confirm(request_trusted::fetch)),
    ("python/file-left-open", Check::Confirm(file_left_open::confirm)),
    ("python/format-arity", Check::Confirm(format_arity::confirm)),
    ("python/get-unchecked", Check::Confirm(nullable_lookup::confirm)),
    ("python/html-built-as-safe", Check::Confirm(html_built_as_safe::confirm)),
    ("python/is-literal", Check::Confirm(is_literal::confirm)),
    ("python/late-bound-closure", Check::Confirm(late_bound_closure::confirm)),
    ("python/lock-left-held", Check::Confirm(lock_left_held::confirm)),
    ("python/logging-arity", Check::Confirm(logging_arity::confirm)),
    ("python/loop-variable-reused", Check::Confirm(loop_variable_reused::confirm)),
    ("python/match-unchecked", Check::Confirm(nullable_lookup::confirm)),
    ("python/method-not-called", Check::Confirm(method_not_called::confirm)),
    ("python/missing-await", Check::Confirm(missing_await::confirm)),
    ("python/missing-comma", Check::Confirm(missing_comma::confirm)),
    ("python/mutable-default", Check::Confirm(mutable_default::confirm)),
    ("python/none-result", Check::Confirm(none_result::confirm)),
    ("python/path-from-request", Check::Confirm(request_trusted::path)),
    ("python/pipe-wait-deadlock", Check::Confirm(pipe_wait_deadlock::confirm)),
    ("python/print-left", Check::Confirm(print_left::confirm)),
    ("python/redirect-to-request", Check::Confirm(request_trusted::redirect)),
    ("python/shared-inner-list", Check::Confirm(shared_inner_list::confirm)),
    ("python/shell-with-built-command", Check::Confirm(shell_with_built_command::confirm)),
    ("python/leaky-comparison", Check::Confirm(signature_compared_with_equals::confirm)),
    ("python/sql-built-from-text", Check::Confirm(sql_built_from_text::confirm)),
    ("python/strip-substring", Check::Confirm(strip_substring::confirm)),
    ("python/swallowed-error", Check::Confirm(swallowed_exception::confirm)),
    ("python/template-from-request", Check::Confirm(request_trusted::template)),
    ("python/tls-unverified", Check::Confirm(tls_unverified::confirm)),
    ("python/traceback-in-response", Check::Confirm(traceback_in_response::confirm)),
    (
        "python/undefined-name",
        Check::NodeOnce(NodeCheck { at: At::Roles(&[Role::Identifier]), visit: undefined_name::visit }),
    ),
    ("python/unpickled-from-outside", Check::Confirm(request_trusted::unpickled)),
    ("python/unreachable-except", Check::Confirm(unreachable_except::confirm)),
    ("python/wrong-arguments", Check::Node(NodeCheck { at: At::Roles(&[Role::Call]), visit: wrong_arguments::visit })),
    ("python/wrong-super", Check::Confirm(wrong_super::confirm)),
    ("python/yield-without-finally", Check::Confirm(yield_without_finally::confirm)),
];
