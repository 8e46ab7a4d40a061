//! `python/loop-variable-reused`: an inner loop that takes the outer loop's variable, which is read after it.

use super::code::{around, beneath, bound_names, opens_scope};
use crate::rules::matched::Match;
use crate::syntax::Node;

/// Whether a later node runs after an earlier one, and not in another branch.
fn is_reached(earlier: Node<'_>, later: Node<'_>) -> bool {
    let common = around(later).find(|outer| outer.start_byte() <= earlier.start_byte());
    common.is_some_and(|common| !matches!(common.kind(), "if_statement" | "try_statement" | "match_statement"))
}

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(target), Some(inner)) = (found.node("report"), found.node("loop")) else { return false };
    let file = found.file;
    let names = bound_names(file, target);
    let mut below = inner;
    for outer in around(inner) {
        if opens_scope(outer) {
            return false;
        }
        let body = outer.child_by_field_name("body");
        if outer.kind() == "for_statement" && body == Some(below) {
            let outer_names = outer.child_by_field_name("left").map(|left| bound_names(file, left)).unwrap_or_default();
            for name in names.iter().filter(|name| **name != "_" && outer_names.contains(name)) {
                let later = beneath(below).find(|node| {
                    node.start_byte() >= inner.end_byte()
                        && node.kind() == "identifier"
                        && file.text_of(*node) == *name
                        && is_reached(inner, *node)
                });
                let reads = later.filter(|node| {
                    node.parent().is_some_and(|parent| {
                        !matches!(parent.kind(), "for_statement" | "for_in_clause" | "assignment" | "keyword_argument")
                            || parent.child_by_field_name("right") == Some(*node)
                            || parent.child_by_field_name("value") == Some(*node)
                    })
                });
                if let Some(read) = reads {
                    found.set("name", *name);
                    found.set("line", (file.line_at(read.start_byte()).0).to_string());
                    return true;
                }
            }
        }
        below = outer;
    }
    false
}
