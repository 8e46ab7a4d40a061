//! `python/changed-while-iterated`: a loop that takes from or adds to the collection that it goes through.

use super::code::{around, bound_names, leaves_after, opens_scope, same_scope, squeezed};
use crate::facts::is_pure;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(collection), Some(change)) = (found.node("collection"), found.node("report")) else { return false };
    if !is_pure(collection) || !matches!(collection.kind(), "identifier" | "attribute" | "subscript") {
        return false;
    }
    let text = squeezed(found.file, collection);
    // `clear` with arguments is none of a list, dict or set; `self` is a collection of its own kind.
    let own_kind = text == "self"
        || (found.text("method") == Some("clear") && !found.file.text_of(change).trim_end().ends_with("()"));
    if own_kind {
        return false;
    }
    let mut inner = change;
    for outer in around(change) {
        if opens_scope(outer) {
            return false;
        }
        if outer.kind() == "for_statement"
            && outer.child_by_field_name("body") == Some(inner)
            && goes_through(found.file, outer, &text)
        {
            return !leaves_after(change, outer) && !is_rebound(found.file, outer, &text);
        }
        inner = outer;
    }
    false
}

/// Whether the loop goes through the collection itself, not through a copy.
fn goes_through(file: &SourceFile, outer: Node<'_>, collection: &str) -> bool {
    let Some(right) = outer.child_by_field_name("right") else { return false };
    let right = squeezed(file, right);
    let views = ["", ".items()", ".keys()", ".values()"];
    views.iter().any(|view| {
        right.strip_suffix(view).is_some_and(|rest| {
            rest == collection
                || rest.strip_prefix("enumerate(").and_then(|rest| rest.strip_suffix(')')) == Some(collection)
        })
    })
}

/// Whether the name gets another value within the loop.
fn is_rebound(file: &SourceFile, outer: Node<'_>, collection: &str) -> bool {
    same_scope(outer).filter(|node| node.kind() == "assignment").any(|assignment| {
        assignment
            .child_by_field_name("left")
            .is_some_and(|left| squeezed(file, left) == collection || bound_names(file, left).contains(&collection))
    }) || outer.child_by_field_name("left").is_some_and(|left| bound_names(file, left).contains(&collection))
}
