//! `python/none-result`: the value of a method that changes a list, dict or set in place, and gives `None`.

use super::code::{function_around, same_scope};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

const OF_LISTS: [&str; 8] = ["append", "extend", "insert", "remove", "reverse", "sort", "clear", "shuffle"];
const OF_DICTS: [&str; 2] = ["update", "clear"];
const OF_SETS: [&str; 6] = ["add", "update", "remove", "discard", "clear", "intersection_update"];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(owner), Some(method)) = (found.node("report"), found.text("owner"), found.text("method"))
    else {
        return false;
    };
    let file = found.file;
    let Some(scope) = function_around(call).or_else(|| file.tree().map(crate::syntax::Tree::root_node)) else {
        return false;
    };
    let mut kinds = same_scope(scope)
        .filter(|node| node.kind() == "assignment" && node.end_byte() < call.start_byte())
        .filter(|node| node.child_by_field_name("left").is_some_and(|left| file.text_of(left) == owner))
        .filter_map(|node| node.child_by_field_name("right"))
        .map(|value| methods(file, value))
        .peekable();
    kinds.peek().is_some() && kinds.all(|methods| methods.contains(&method))
}

/// The methods of a value that give `None`.
fn methods(file: &SourceFile, value: Node<'_>) -> &'static [&'static str] {
    let called = value.child_by_field_name("function").map(|function| file.text_of(function));
    match (value.kind(), called) {
        ("list" | "list_comprehension", _) | ("call", Some("list" | "sorted")) => &OF_LISTS,
        ("dictionary" | "dictionary_comprehension", _) | ("call", Some("dict")) => &OF_DICTS,
        ("set" | "set_comprehension", _) | ("call", Some("set")) => &OF_SETS,
        _ => &[],
    }
}
