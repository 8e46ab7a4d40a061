//! `go/nil-map-written`: a map that is only declared, and written to before anything else can have made it.

use super::code::{function_of, write_to};
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(name) = found.node("map") else { return false };
    let Some(write) = first_write(found.facts, name) else { return false };
    found.report = write.byte_range();
    true
}

/// The write that comes before all but reads.
fn first_write<'t>(facts: &Facts<'t>, name: Node<'t>) -> Option<Node<'t>> {
    let function = function_of(name)?;
    for mention in facts.mentions(name, name.after()..function.after()) {
        let parent = mention.parent()?;
        let is_own = function_of(mention) == Some(function);
        if is_own && parent.is(Role::Subscript) && parent.named_child(0) == Some(mention) {
            if let Some(write) = write_to(parent) {
                return Some(write);
            }
        } else if !facts.form(mention).starts_with("len(") {
            return None;
        }
    }
    None
}
