//! `use-after-move`: a variable whose insides were moved away, and that is read below in the same block.

use super::super::c::flow::{Deed, Mention, below, is_own, leaves, may_not_run, mentions, statement_of};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role};

/// Methods that give an object a new value, or ask what is left of it.
const RENEW: [&str; 17] = [
    "assign",
    "begin",
    "clear",
    "emplace",
    "emplace_back",
    "empty",
    "get",
    "has_value",
    "insert",
    "open",
    "push_back",
    "reserve",
    "reset",
    "resize",
    "swap",
    "valid",
    "joinable",
];

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some((statement, moved)) = moved(facts, node) else { return };
    for next in below(facts, statement) {
        if let Some(first) = mentions(facts, next, moved).into_iter().next() {
            if is_read(facts, first) {
                let line = facts.file.line_at(node.start_byte()).to_string();
                let hit = Hit::at(first.node.byte_range()).with("name", facts.file.text_of(moved));
                found(hit.with("line", line));
            }
            return;
        }
        if leaves(next) {
            return;
        }
    }
}

/// The variable that a statement moves from in any case, once.
fn moved<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let call = facts.call_at(node).filter(|call| facts.is_named(call.callee, &["std::move"]))?;
    let mut arguments = call.arguments?.named_children();
    let moved = arguments.next().filter(|moved| moved.is(Role::Identifier))?;
    if arguments.next().is_some() || !is_own(facts, moved) {
        return None;
    }
    let statement = statement_of(node)?;
    // A base class takes its own part alone.
    let text = facts.file.text_of(statement);
    let is_part = text.contains("static_cast") || text.contains("operator=");
    let is_bound_again = mentions(facts, statement, moved).len() > 1;
    let is_kept = is_reference(facts, moved) || is_number(facts, moved);
    (!may_not_run(facts, node, statement) && !is_part && !is_bound_again && !is_kept).then_some((statement, moved))
}

fn is_reference<'t>(facts: &Facts<'t>, name: Node<'t>) -> bool {
    facts.declaration(name).is_some_and(|text| text.starts_with("const ") || text.contains("auto"))
}

fn is_number<'t>(facts: &Facts<'t>, name: Node<'t>) -> bool {
    let declared = facts.declared(name).and_then(|binding| binding.declared);
    declared.is_some_and(|declared| matches!(declared.kind(), "primitive_type" | "sized_type_specifier"))
}

fn is_read<'t>(facts: &Facts<'t>, mention: Mention<'t>) -> bool {
    let parent = mention.node.parent();
    match mention.deed {
        Deed::Followed => {
            let is_written = parent.and_then(|member| member.parent()?.part(Field::Left)) == parent;
            let member = parent.and_then(|parent| facts.member(parent)).map(|(_, name)| facts.file.text_of(name));
            !is_written && !member.is_some_and(|name| RENEW.contains(&name))
        }
        Deed::Passed => false,
        Deed::Replaced => false,
        Deed::Read => parent.is_some_and(|parent| parent.is(Role::Return)),
    }
}
