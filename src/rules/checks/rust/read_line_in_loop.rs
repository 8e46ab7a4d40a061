//! `rust/read-line-past-end` and `rust/read-line-appends`: a loop of `read_line` that does not see the end of the
//! input, or that keeps the lines before in the same buffer.

use super::syntax::{is_function, words};
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors};

/// The loop directly around a node, in the same function.
fn loop_around(node: Node<'_>) -> Option<Node<'_>> {
    ancestors(node)
        .take_while(|node| !is_function(*node))
        .find(|node| matches!(node.kind(), "loop_expression" | "while_expression" | "for_expression"))
}

/// Nothing looks at how many bytes were read, and the loop has no end of its own.
pub(super) fn past_end(m: &mut Match<'_>) -> bool {
    let (Some(call), Some(buffer)) = (m.node("report"), m.text("buffer")) else { return false };
    let Some(around) = loop_around(call).filter(|node| node.kind() == "loop_expression") else { return false };
    let whole = ancestors(call)
        .take_while(|node| {
            matches!(node.kind(), "try_expression" | "await_expression" | "field_expression" | "call_expression")
        })
        .last()
        .unwrap_or(call);
    let statement = whole.parent().filter(|node| node.kind() == "expression_statement");
    let is_direct = statement.and_then(|node| node.parent()?.parent()).is_some_and(|node| node.id() == around.id());
    let body = m.file.text_of(around);
    let asks = [".is_empty()", ".len()", "== \"\"", "\"\" =>", ".ends_with("].iter().any(|word| body.contains(word));
    is_direct && !asks && !buffer.is_empty()
}

/// The buffer is made before the loop and never emptied in it.
pub(super) fn appends(m: &mut Match<'_>) -> bool {
    let (Some(call), Some(buffer)) = (m.node("report"), m.text("buffer")) else { return false };
    let Some(around) = loop_around(call) else { return false };
    let body = m.file.text_of(around);
    let emptied = words(body, buffer).any(|at| {
        let before = body[..at].trim_end();
        let after = body[at + buffer.len()..].trim_start();
        let own = before.ends_with("let mut") || before.ends_with("let");
        let assigned = after.starts_with('=') && !after.starts_with("==");
        let methods =
            [".clear()", ".truncate(", ".drain(", ".split_off(", ".ends_with(", ".remove(", ".pop()", ".len()"];
        let taken = before.ends_with("take(&mut") || before.ends_with("replace(&mut") || before.ends_with("swap(&mut");
        let moved = before.ends_with(['(', ',']) && after.starts_with([')', ',']);
        own || assigned || taken || moved || methods.iter().any(|method| after.starts_with(method))
    });
    let leaves = body.contains("return") || body.contains("break");
    !emptied && (around.kind() != "for_expression" || !leaves)
}
