//! `python/else-without-break`: the `else` of a loop that no `break` leaves, and that hence always runs.

use super::code::{beneath, same_scope};
use crate::facts::loop_of;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(outer), Some(clause)) = (found.node("loop"), found.node("report")) else { return false };
    let Some(body) = outer.child_by_field_name("body") else { return false };
    found.report = clause.start_byte()..clause.start_byte() + "else".len();
    let breaks =
        same_scope(body).filter(|node| node.kind() == "break_statement").any(|node| loop_of(node) == Some(outer));
    let found_in_loop = assigned(found.file, body);
    let lost = clause.child_by_field_name("body").map(|body| assigned(found.file, body)).unwrap_or_default();
    let Some(name) = lost.iter().find(|name| found_in_loop.contains(name)) else { return false };
    found.set("name", *name);
    !breaks && !outer.has_error()
}

/// The names that a block assigns without reading them first.
fn assigned<'t>(file: &'t SourceFile, block: Node<'t>) -> Vec<&'t str> {
    let is_plain = |node: &Node<'_>| node.kind() == "assignment";
    let targets = same_scope(block).filter(is_plain).filter_map(|node| {
        let target = node.child_by_field_name("left")?;
        let value = node.child_by_field_name("right")?;
        let reads_itself = beneath(value).any(|node| file.text_of(node) == file.text_of(target));
        (target.kind() == "identifier" && !reads_itself).then_some(target)
    });
    targets.map(|target| file.text_of(target)).collect()
}
