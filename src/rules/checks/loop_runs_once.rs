//! `rust/loop-runs-once`: the last statement of a loop's body leaves the loop, and nothing goes on to the next round.

use tree_sitter::Node;

use super::rust_syntax::{SEARCH_LIMIT, nodes_of_function, words};
use crate::rules::query::Match;

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(body) = m.node("_body") else { return false };
    let Some(last) = last_statement(body) else { return false };
    let leaves = if last.kind() == "expression_statement" { last.named_child(0) } else { Some(last) };
    let Some(leaves) = leaves.filter(|node| matches!(node.kind(), "return_expression" | "break_expression")) else {
        return false;
    };
    // A block that is left early in several places is what `loop { ... break }` is also used for.
    let is_block = body.parent().is_some_and(|node| node.kind() == "loop_expression")
        && nodes_of_function(body).take(SEARCH_LIMIT).filter(|node| node.kind() == "break_expression").count() > 1;
    let labelled = leaves.named_child(0).is_some_and(|node| node.kind() == "label");
    if is_block || labelled || words(m.file.text_of(body), "continue").next().is_some() {
        return false;
    }
    let leaves = m.file.text_of(leaves).split_whitespace().next().unwrap_or("break").trim_end_matches(';').to_owned();
    m.set("leaves", leaves);
    true
}

fn last_statement(body: Node<'_>) -> Option<Node<'_>> {
    let from_last = (0..body.named_child_count()).rev().filter_map(|index| body.named_child(index.try_into().ok()?));
    from_last.into_iter().find(|node| !node.kind().ends_with("comment"))
}
