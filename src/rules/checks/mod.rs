//! Checks: what one query or pattern cannot state. One file each; what a check says stands in the same TOML
//! as for any rule.

mod added_file;
mod archive_path_escape;
mod busy_wait;
mod changed_while_iterated;
mod char_index_as_byte_offset;
mod characters;
mod closed_channel_spin;
mod const_reference_to_mut;
mod constant_assertion;
mod debug_print_left;
mod derive_disagrees;
mod dropped_comparison;
mod duplicate_condition;
mod duplicate_dict_key;
mod else_without_break;
mod empty_test;
mod environment_changed;
mod error_swallowed;
mod except_name_after;
mod exists_then_act;
mod exit_from_finally;
mod file_left_open;
mod float_equality;
mod format_arity;
mod home_path;
mod html_built_as_safe;
mod identical_branches;
mod identical_operands;
mod ignored_test_without_reason;
mod is_literal;
mod late_bound_closure;
mod length_underflow;
mod local_functions;
mod lock_held_across_await;
mod lock_left_held;
mod lock_not_released;
mod lock_taken_twice;
mod logging_arity;
mod loop_runs_once;
mod loop_variable_reused;
mod merge_conflict;
mod method_not_called;
mod missing_await;
mod missing_comma;
mod mutable_default;
mod none_result;
mod nullable_lookup;
mod open_without_truncate;
mod panic_in_drop;
mod panic_in_extern_fn;
mod panic_instead_of_error;
mod path_ends_with_extension;
mod paths;
mod pipe_wait_deadlock;
mod print_left;
mod python_code;
mod python_duplicate_condition;
mod python_format;
mod python_names;
mod python_values;
mod read_line_in_loop;
mod recursive_fmt;
mod regex_in_loop;
mod request_trusted;
mod rust_syntax;
mod safety;
mod secret;
mod secret_in_log;
mod self_assignment;
mod set_len_uninitialized;
mod shell_with_built_command;
mod shift_in_loop;
mod signature_compared_with_equals;
mod sql_built_from_text;
mod str_sliced_by_length;
mod strip_substring;
mod swallowed_exception;
mod tls_unverified;
mod traceback_in_response;
mod transmute_to_static;
mod unbounded_unsafe_send;
mod undefined_name;
mod unescaped_regex_input;
mod uninit_assume_init;
mod unreachable_code;
mod unreachable_except;
mod unsafe_fn_without_safety_doc;
mod unsafe_without_safety_comment;
mod unsound_transmute;
mod words;
mod workflow;
mod world_writable_file;
mod wrong_arguments;
mod wrong_super;
mod yield_without_finally;

use crate::diff::{FileChange, LineSet};
use crate::rules::query::Match;
use crate::syntax::SourceFile;

/// Looks closer at what the rule's query matched; may set names for the message and move the report.
pub(super) type Confirm = fn(&mut Match<'_>) -> bool;
/// Searches the given lines of a text.
pub(super) type Scan = fn(&SourceFile, &LineSet, &mut dyn FnMut(Hit));
/// Looks at a changed file as a whole, without its text.
pub(super) type Change = fn(&FileChange) -> Option<Hit>;

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// The bytes of the text.
    pub bytes: std::ops::Range<usize>,
    /// The names of the message and their texts.
    pub values: Vec<(String, String)>,
}

impl Hit {
    /// A hit at these bytes.
    fn at(bytes: std::ops::Range<usize>) -> Self {
        Self { bytes, values: Vec::new() }
    }

    /// The same with a text for a name of the message.
    fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), text.into()));
        self
    }
}

/// A check by the hook that it needs.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Confirm(Confirm),
    Scan(Scan),
    Change(Change),
    Suppressions,
}

/// Every check, by the id of its rule.
static CHECKS: &[(&str, Check)] = &[
    (super::inspect::UNUSED_SUPPRESSION, Check::Suppressions),
    ("any/absolute-home-path", Check::Scan(home_path::scan)),
    ("any/action-not-pinned", Check::Scan(workflow::moving_actions)),
    ("any/bidirectional-character", Check::Scan(characters::bidirectional)),
    ("any/environment-file", Check::Change(added_file::environment)),
    ("any/generated-file-added", Check::Change(added_file::generated)),
    ("any/invisible-character", Check::Scan(characters::invisible)),
    ("any/large-file", Check::Change(added_file::large)),
    ("any/merge-conflict-marker", Check::Scan(merge_conflict::scan)),
    ("any/private-key", Check::Scan(secret::private_keys)),
    ("any/pull-request-target-checkout", Check::Scan(workflow::untrusted_checkouts)),
    ("any/script-injection-in-workflow", Check::Scan(workflow::injections)),
    ("any/secret", Check::Scan(secret::secrets)),
    ("python/changed-while-iterated", Check::Confirm(changed_while_iterated::confirm)),
    ("python/dropped-comparison", Check::Confirm(dropped_comparison::confirm)),
    ("python/dropped-result", Check::Confirm(dropped_comparison::confirm)),
    ("python/duplicate-condition", Check::Confirm(python_duplicate_condition::confirm)),
    ("python/duplicate-dict-key", Check::Scan(duplicate_dict_key::scan)),
    ("python/else-without-break", Check::Confirm(else_without_break::confirm)),
    ("python/eval-of-request", Check::Confirm(request_trusted::eval)),
    ("python/eval-of-variable", Check::Confirm(request_trusted::eval_of_variable)),
    ("python/except-name-after", Check::Confirm(except_name_after::confirm)),
    ("python/exit-from-finally", Check::Confirm(exit_from_finally::confirm)),
    ("python/fetch-of-request-address", Check::Confirm(request_trusted::fetch)),
    ("python/file-left-open", Check::Confirm(file_left_open::confirm)),
    ("python/float-equality", Check::Confirm(float_equality::confirm)),
    ("python/format-arity", Check::Confirm(format_arity::confirm)),
    ("python/get-unchecked", Check::Confirm(nullable_lookup::confirm)),
    ("python/html-built-as-safe", Check::Confirm(html_built_as_safe::confirm)),
    ("python/identical-branches", Check::Confirm(identical_branches::confirm)),
    ("python/identical-operands", Check::Confirm(identical_operands::confirm)),
    ("python/is-literal", Check::Confirm(is_literal::confirm)),
    ("python/late-bound-closure", Check::Confirm(late_bound_closure::confirm)),
    ("python/lock-left-held", Check::Confirm(lock_left_held::confirm)),
    ("python/lock-not-released", Check::Confirm(lock_not_released::confirm)),
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
    ("python/self-assignment", Check::Confirm(self_assignment::confirm)),
    ("python/shell-with-built-command", Check::Confirm(shell_with_built_command::confirm)),
    ("python/signature-compared-with-equals", Check::Confirm(signature_compared_with_equals::confirm)),
    ("python/sql-built-from-text", Check::Confirm(sql_built_from_text::confirm)),
    ("python/strip-substring", Check::Confirm(strip_substring::confirm)),
    ("python/swallowed-exception", Check::Confirm(swallowed_exception::confirm)),
    ("python/template-from-request", Check::Confirm(request_trusted::template)),
    ("python/tls-unverified", Check::Confirm(tls_unverified::confirm)),
    ("python/traceback-in-response", Check::Confirm(traceback_in_response::confirm)),
    ("python/undefined-name", Check::Scan(undefined_name::scan)),
    ("python/unpickled-from-outside", Check::Confirm(request_trusted::unpickled)),
    ("python/unreachable-code", Check::Confirm(unreachable_code::confirm)),
    ("python/unreachable-except", Check::Confirm(unreachable_except::confirm)),
    ("python/wrong-arguments", Check::Scan(wrong_arguments::scan)),
    ("python/wrong-super", Check::Confirm(wrong_super::confirm)),
    ("python/yield-without-finally", Check::Confirm(yield_without_finally::confirm)),
    ("rust/archive-path-escape", Check::Confirm(archive_path_escape::confirm)),
    ("rust/busy-wait", Check::Confirm(busy_wait::confirm)),
    ("rust/char-index-as-byte-offset", Check::Confirm(char_index_as_byte_offset::confirm)),
    ("rust/closed-channel-spin", Check::Confirm(closed_channel_spin::confirm)),
    ("rust/const-reference-to-mut", Check::Confirm(const_reference_to_mut::confirm)),
    ("rust/constant-assertion", Check::Confirm(constant_assertion::confirm)),
    ("rust/debug-print-left", Check::Confirm(debug_print_left::confirm)),
    ("rust/duplicate-condition", Check::Confirm(duplicate_condition::confirm)),
    ("rust/empty-test", Check::Confirm(empty_test::confirm)),
    ("rust/environment-changed", Check::Confirm(environment_changed::confirm)),
    ("rust/error-swallowed", Check::Confirm(error_swallowed::confirm)),
    ("rust/exists-then-act", Check::Confirm(exists_then_act::confirm)),
    ("rust/future-never-polled", Check::Confirm(local_functions::never_polled)),
    ("rust/hash-disagrees-with-eq", Check::Confirm(derive_disagrees::confirm)),
    ("rust/ignored-test-without-reason", Check::Confirm(ignored_test_without_reason::confirm)),
    ("rust/length-underflow", Check::Confirm(length_underflow::confirm)),
    ("rust/lock-held-across-await", Check::Confirm(lock_held_across_await::confirm)),
    ("rust/lock-taken-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/loop-runs-once", Check::Confirm(loop_runs_once::confirm)),
    ("rust/open-without-truncate", Check::Confirm(open_without_truncate::confirm)),
    ("rust/ord-disagrees-with-partial-ord", Check::Confirm(derive_disagrees::confirm)),
    ("rust/panic-in-drop", Check::Confirm(panic_in_drop::confirm)),
    ("rust/panic-in-extern-fn", Check::Confirm(panic_in_extern_fn::confirm)),
    ("rust/panic-instead-of-error", Check::Confirm(panic_instead_of_error::confirm)),
    ("rust/path-ends-with-extension", Check::Confirm(path_ends_with_extension::confirm)),
    ("rust/read-line-appends", Check::Confirm(read_line_in_loop::appends)),
    ("rust/read-line-past-end", Check::Confirm(read_line_in_loop::past_end)),
    ("rust/recursive-fmt", Check::Confirm(recursive_fmt::confirm)),
    ("rust/refcell-borrowed-twice", Check::Confirm(lock_taken_twice::confirm)),
    ("rust/regex-in-loop", Check::Confirm(regex_in_loop::confirm)),
    ("rust/result-dropped", Check::Confirm(local_functions::result_dropped)),
    ("rust/secret-in-log", Check::Confirm(secret_in_log::confirm)),
    ("rust/set-len-uninitialized", Check::Confirm(set_len_uninitialized::confirm)),
    ("rust/shift-in-loop", Check::Confirm(shift_in_loop::confirm)),
    ("rust/str-sliced-by-length", Check::Confirm(str_sliced_by_length::confirm)),
    ("rust/transmute-to-static", Check::Confirm(transmute_to_static::confirm)),
    ("rust/unbounded-unsafe-send", Check::Confirm(unbounded_unsafe_send::confirm)),
    ("rust/unescaped-regex-input", Check::Confirm(unescaped_regex_input::confirm)),
    ("rust/uninit-assume-init", Check::Confirm(uninit_assume_init::confirm)),
    ("rust/unsafe-fn-without-safety-doc", Check::Confirm(unsafe_fn_without_safety_doc::confirm)),
    ("rust/unsafe-without-safety-comment", Check::Confirm(unsafe_without_safety_comment::confirm)),
    ("rust/unsound-transmute", Check::Confirm(unsound_transmute::confirm)),
    ("rust/world-writable-file", Check::Confirm(world_writable_file::confirm)),
];

/// The check of a rule.
pub(super) fn named(id: &str) -> Option<Check> {
    CHECKS.iter().find(|(own, _)| *own == id).map(|(_, check)| *check)
}

/// The ids that have a check.
#[cfg(test)]
pub(super) fn ids() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|(id, _)| *id)
}
