//! `wrong-loop-variable`: a loop that asks for one variable and counts another.

use super::flow::mentions;
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, walk};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let part = |name: &str| node.child_by_field_name(name);
    let (Some(start), Some(condition), Some(update), Some(body)) =
        (part("initializer"), part("condition"), part("update"), part("body"))
    else {
        return;
    };
    if update.kind() != "update_expression" || body.has_error() {
        return;
    }
    let Some(counted) = update.named_child(0).filter(|counted| counted.is(Role::Identifier)) else { return };
    let Some(asked) = asked(facts, condition) else { return };
    let is_asked = walk(condition, |_| true).any(|own| own.is(Role::Identifier) && facts.is_same(own, counted));
    let is_started = walk(start, |_| true).any(|own| own.is(Role::Identifier) && facts.is_same(own, asked));
    let is_other_started = walk(start, |_| true).any(|own| own.is(Role::Identifier) && facts.is_same(own, counted));
    if is_asked || !is_started || is_other_started || is_changed(facts, body, asked) {
        return;
    }
    let hit = Hit::at(update.byte_range()).with("counted", facts.file.text_of(counted));
    found(hit.with("asked", facts.file.text_of(asked)));
}

/// The variable that a condition compares with a limit.
fn asked<'t>(facts: &Facts<'t>, condition: Node<'t>) -> Option<Node<'t>> {
    let comparison = facts.operation(condition).filter(|own| matches!(own.operator, "<" | "<=" | ">" | ">=" | "!="))?;
    comparison.left.is(Role::Identifier).then_some(comparison.left)
}

/// Whether the body may give a variable another value, or leave the loop.
fn is_changed<'t>(facts: &Facts<'t>, body: Node<'t>, name: Node<'t>) -> bool {
    use super::flow::Deed;
    let exits = [Role::Return, Role::Break, Role::Raise];
    mentions(facts, body, name).iter().any(|own| own.deed == Deed::Replaced)
        || walk(body, |_| true).any(|node| node.kind() == "goto_statement" || exits.iter().any(|role| node.is(*role)))
}
