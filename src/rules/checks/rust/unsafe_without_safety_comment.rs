//! `rust/unsafe-without-safety-comment`: a block without the comment that its neighbours have.

use super::safety;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

/// So many comments, for at least half of the blocks, make it a habit of the file.
const HABIT: usize = 2;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(block) = found.node("report") else { return false };
    let text = &found.file.text;
    let comments = text.matches("SAFETY:").count() + text.matches("Safety:").count();
    let is_habit = comments >= HABIT && comments * 2 >= text.matches("unsafe {").count();
    if !is_habit || in_unsafe_function(found.file, block) || safety::is_explained(found.file, block) {
        return false;
    }
    found.report = block.start_byte()..block.start_byte() + "unsafe".len();
    true
}

/// Whether the function around it is unsafe, so that its own conditions speak for the block.
fn in_unsafe_function(file: &SourceFile, block: Node<'_>) -> bool {
    let function = ancestors(block).find(|node| node.kind() == "function_item");
    function.is_some_and(|function| {
        function
            .named_children()
            .any(|node| node.kind() == "function_modifiers" && file.text_of(node).contains("unsafe"))
    })
}
