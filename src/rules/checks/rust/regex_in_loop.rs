//! `rust/regex-in-loop`: in a loop, or in a closure that an iterator calls for each element; not where a
//! `static` or a cell keeps what was made.

use crate::rules::matched::Match;
use crate::syntax::{Scope, ancestors};

/// Methods that call their closure once for each element.
const FOR_EACH: [&str; 12] = [
    "map",
    "filter",
    "filter_map",
    "flat_map",
    "for_each",
    "any",
    "all",
    "find",
    "find_map",
    "position",
    "retain",
    "take_while",
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let file = found.file;
    let around = ancestors(call).find(|node| {
        matches!(
            node.kind(),
            "static_item" | "const_item" | "function_item" | "closure_expression" | "macro_definition"
        )
    });
    let Some(around) = around.filter(|node| matches!(node.kind(), "function_item" | "closure_expression")) else {
        return false;
    };
    if file.scopes().inside(Scope::Loop, &found.report) {
        return true;
    }
    let adapter = Some(around)
        .filter(|closure| closure.kind() == "closure_expression")
        .and_then(|closure| closure.parent())
        .and_then(|arguments| arguments.parent())
        .and_then(|call| call.child_by_field_name("function"));
    adapter.is_some_and(|adapter| {
        let text = file.text_of(adapter);
        adapter.kind() == "field_expression"
            && text.rsplit('.').next().is_some_and(|name| FOR_EACH.contains(&name))
            && text.contains("iter()")
    })
}
