//! `rust/panic-instead-of-error`: the innermost function returns a `Result`.

use crate::rules::query::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let inner = ancestors(call).find(|node| {
        matches!(node.kind(), "function_item" | "closure_expression" | "async_block" | "macro_definition")
    });
    let Some(function) = inner.filter(|node| node.kind() == "function_item") else { return false };
    let returns = function.child_by_field_name("return_type").map_or("", |kind| found.file.text_of(kind));
    let name = function.child_by_field_name("name").map_or("", |name| found.file.text_of(name));
    let fails = returns.split(['<', ' ']).next().is_some_and(|head| head == "Result" || head.ends_with("::Result"));
    if fails && name != "main" {
        found.set("function", name);
        return true;
    }
    false
}
