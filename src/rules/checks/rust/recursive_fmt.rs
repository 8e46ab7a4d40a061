//! `rust/recursive-fmt`: the `fmt` of a type formats the value itself in the same way, and so calls itself.

use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(node) = m.node("report") else { return false };
    let Some(item) = ancestors(node).find(|node| node.kind() == "impl_item") else { return false };
    let Some(name) = item.child_by_field_name("trait") else { return false };
    let is_debug = m.facts.is_named(name, &["std::fmt::Debug"]);
    if !is_debug && !m.facts.is_named(name, &["std::fmt::Display"]) {
        return false;
    }
    let recurses = match node.kind() {
        "macro_invocation" => node.named_child(1).is_some_and(|tokens| formats_self(m.file, tokens, is_debug)),
        _ => !is_debug,
    };
    if recurses {
        m.set("trait", if is_debug { "Debug" } else { "Display" });
    }
    recurses
}

/// Whether the tokens of `write!` and the like give `self` as a whole to a placeholder of this kind.
fn formats_self(file: &SourceFile, tokens: Node<'_>, is_debug: bool) -> bool {
    let Some(format) = tokens.named_children().find(|node| node.kind().ends_with("string_literal")) else {
        return false;
    };
    let text = file.text_of(format);
    let inline = if is_debug { ["{self:?}", "{self:#?}"] } else { ["{self}", "{self:}"] };
    if inline.iter().any(|placeholder| text.contains(placeholder)) {
        return true;
    }
    // One argument, which is `self`, and one placeholder.
    let arguments: Vec<_> = std::iter::successors(format.next_sibling(), Node::next_sibling).take(4).collect();
    let kinds: Vec<_> = arguments.iter().map(Node::kind).collect();
    let placeholder = if is_debug { ["{:?}", "{:#?}"] } else { ["{}", "{0}"] };
    matches!(kinds[..], [",", "self", ")"] | [",", "self", ",", ")"])
        && placeholder.iter().any(|placeholder| text.contains(placeholder))
}
