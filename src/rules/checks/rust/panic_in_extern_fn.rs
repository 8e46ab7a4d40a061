//! `rust/panic-in-extern-fn`: the innermost function is called by C, and nothing in between catches the panic.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(call) = found.node("report") else { return false };
    let file = found.file;
    let around: Vec<_> = ancestors(call).take_while(|node| node.kind() != "source_file").collect();
    let Some(index) = around.iter().position(|node| matches!(node.kind(), "function_item" | "closure_expression"))
    else {
        return false;
    };
    let function = around[index];
    function.kind() == "function_item"
        && function.named_children().any(|node| {
            let modifiers = file.text_of(node);
            node.kind() == "function_modifiers"
                && (modifiers.contains("extern \"C\"") || modifiers.contains("extern \"system\""))
        })
        && !file.text_of(function).contains("catch_unwind")
}
