//! `python/mutable-default`: speaks only where the function changes its default or hands it out.

use super::code::{CHANGING, beneath, children, function_around};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(name), Some(parameter)) = (found.text("name"), found.node("name")) else { return false };
    // A default that is called a cache is shared on purpose.
    if ["cache", "memo", "registry"].iter().any(|word| name.contains(word)) {
        return false;
    }
    let Some(body) = function_around(parameter).and_then(|function| function.child_by_field_name("body")) else {
        return false;
    };
    let file = found.file;
    let uses = || beneath(body).filter(|node| node.kind() == "identifier" && file.text_of(*node) == name);
    // Where the name is bound anew, what is changed may be the new value.
    !uses().any(|node| is_rebound(node)) && uses().any(|node| is_changed_or_kept(file, node))
}

fn is_rebound(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| {
        (parent.kind() == "assignment" && parent.child_by_field_name("left") == Some(node))
            || matches!(parent.kind(), "pattern_list" | "named_expression" | "for_statement" | "default_parameter")
                && parent.child_by_field_name("right") != Some(node)
                && parent.child_by_field_name("value") != Some(node)
    })
}

fn is_changed_or_kept(file: &SourceFile, node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return false };
    let grand = parent.parent();
    match parent.kind() {
        "return_statement" | "yield" => true,
        "augmented_assignment" => parent.child_by_field_name("left") == Some(node),
        "assignment" => {
            let left = parent.child_by_field_name("left");
            parent.child_by_field_name("right") == Some(node) && left.is_some_and(|left| left.kind() == "attribute")
        }
        "attribute" => {
            let method = parent.child_by_field_name("attribute").map(|method| file.text_of(method));
            grand.is_some_and(|call| call.kind() == "call" && call.child_by_field_name("function") == Some(parent))
                && method.is_some_and(|method| CHANGING.contains(&method))
        }
        "subscript" => {
            parent.child_by_field_name("value") == Some(node)
                && grand.is_some_and(|outer| match outer.kind() {
                    "delete_statement" => true,
                    "assignment" | "augmented_assignment" => outer.child_by_field_name("left") == Some(parent),
                    _ => false,
                })
        }
        "expression_list" => {
            grand.is_some_and(|outer| outer.kind() == "return_statement") && children(parent).len() > 1
        }
        _ => false,
    }
}
