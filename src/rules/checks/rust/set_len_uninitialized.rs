//! `rust/set-len-uninitialized`: between `with_capacity` and `set_len` nobody touches the vector.

use super::words::has_word;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(name)) = (found.node("report"), found.text("name")) else { return false };
    let file = found.file;
    let Some(made) = declaration(file, call, name) else { return false };
    let value = made.child_by_field_name("value").map_or("", |value| file.text_of(value));
    let is_vector = ["Vec::", "Vec<", "BytesMut::"].iter().any(|start| value.starts_with(start));
    is_vector
        && value.contains("with_capacity")
        && !file.text_of(made).contains("MaybeUninit")
        && !has_word(&file.text[made.end_byte()..call.start_byte()], name)
}

/// The last `let` of that name before the call, in one of the blocks around it.
fn declaration<'t>(file: &SourceFile, call: Node<'t>, name: &str) -> Option<Node<'t>> {
    let inner = ancestors(call).take_while(|node| !matches!(node.kind(), "function_item" | "closure_expression"));
    inner
        .flat_map(|node| std::iter::successors(node.prev_named_sibling(), Node::prev_named_sibling))
        .filter(|node| node.kind() == "let_declaration")
        .find(|node| node.child_by_field_name("pattern").is_some_and(|pattern| file.text_of(pattern) == name))
}
