//! `rust/panic-instead-of-error`: the innermost function returns a `Result`, and the panic
//! does not say that the program itself is broken.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

/// Words of a panic that reports a mistake in the program itself.
const INVARIANT: [&str; 9] =
    ["BUG", "bug", "unreachable", "impossible", "never", "invariant", "internal error", "must ", "should "];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let inner = ancestors(call).find(|node| {
        matches!(node.kind(), "function_item" | "closure_expression" | "async_block" | "macro_definition")
    });
    let Some(function) = inner.filter(|node| node.kind() == "function_item") else { return false };
    let returns = function.child_by_field_name("return_type").map_or("", |kind| found.file.text_of(kind));
    let name = function.child_by_field_name("name").map_or("", |name| found.file.text_of(name));
    let fails = returns.split(['<', ' ']).next().is_some_and(|head| head == "Result" || head.ends_with("::Result"));
    let invocation = call.parent().unwrap_or(call);
    let text = found.file.text_of(invocation);
    let line_start = found.file.text[..invocation.start_byte()].rfind('\n').unwrap_or(0);
    let above = found.file.text[..line_start].lines().next_back().unwrap_or_default();
    let is_invariant = INVARIANT.iter().any(|word| text.contains(word)) || above.trim_start().starts_with("//");
    if fails && !is_invariant && !matches!(name, "main" | "fmt") {
        found.set("function", name);
        return true;
    }
    false
}
