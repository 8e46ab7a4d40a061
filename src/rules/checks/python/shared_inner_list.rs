//! `python/shared-inner-list`: speaks where one of the shared values is changed in place, or all are handed out.

use super::code::{CHANGING, around, beneath, function_around, squeezed};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(whole) = found.node("report") else { return false };
    let file = found.file;
    let Some(holder) = whole.parent() else { return false };
    if holder.kind() == "return_statement" {
        return true;
    }
    let target = holder.child_by_field_name("left").filter(|_| holder.kind() == "assignment");
    let Some(target) = target else { return false };
    let owner = squeezed(file, target);
    let scope = match target.kind() {
        "identifier" => function_around(whole),
        _ => around(whole).find(|outer| outer.kind() == "class_definition"),
    };
    let Some(scope) = scope.or_else(|| file.tree().map(crate::syntax::Tree::root_node)) else { return false };
    beneath(scope)
        .filter(|node| node.kind() == "subscript")
        .filter(|item| item.child_by_field_name("value").is_some_and(|value| squeezed(file, value) == owner))
        .any(|item| is_changed(file, item))
}

/// Whether an item is itself changed: `rows[0].append(x)`, `rows[0][1] = x`, `rows[0] += x`.
fn is_changed(file: &SourceFile, item: Node<'_>) -> bool {
    let Some(outer) = item.parent() else { return false };
    match outer.kind() {
        "attribute" => {
            let method = outer.child_by_field_name("attribute").map_or("", |method| file.text_of(method));
            CHANGING.contains(&method)
        }
        "augmented_assignment" => outer.child_by_field_name("left") == Some(item),
        "subscript" => {
            outer.child_by_field_name("value") == Some(item)
                && outer.parent().is_some_and(|holder| match holder.kind() {
                    "assignment" | "augmented_assignment" => holder.child_by_field_name("left") == Some(outer),
                    "delete_statement" => true,
                    _ => false,
                })
        }
        _ => false,
    }
}
