//! `use-after-free` and `double-free`: a pointer that is freed, and below it in the same block followed, handed on or freed
//! again, with nothing that may have given it another value in between.

use super::flow::{Deed, Mention, below, is_place, leaves, may_change, mentions, statement_of};
use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role};

const FREE: [&str; 3] = ["free", "std::free", "cfree"];

/// Functions that show or compare an address, and macros that may do anything.
const HARMLESS: [&str; 4] = ["assert", "UNUSED", "sizeof", "(void)"];

pub(super) fn visit_used<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    if let Some((freed, used)) = first_use(facts, node)
        && freed_by(facts, used).is_none()
    {
        report(facts, node, freed, used, found);
    }
}

pub(super) fn visit_freed<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    if let Some((freed, used)) = first_use(facts, node)
        && freed_by(facts, used).is_some()
    {
        report(facts, node, freed, used, found);
    }
}

fn report<'t>(facts: &Facts<'t>, node: Node<'t>, freed: Node<'t>, used: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let line = facts.file.line_at(node.start_byte()).to_string();
    found(Hit::at(used.byte_range()).with("pointer", facts.file.text_of(freed)).with("line", line));
}

/// What a call or a `delete` frees, and the first place below that uses it.
fn first_use<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let freed = freed_at(facts, node).filter(|freed| is_place(*freed))?;
    let statement = statement_of(node).filter(|statement| statement.named_child(0) == Some(node))?;
    for next in below(facts, statement) {
        let mentions = mentions(facts, next, freed);
        if let Some(first) = mentions.first() {
            return is_use(facts, *first).then_some((freed, first.node));
        }
        if leaves(next) || may_change(facts, next, freed) {
            return None;
        }
    }
    None
}

fn is_use<'t>(facts: &Facts<'t>, mention: Mention<'t>) -> bool {
    match mention.deed {
        Deed::Followed => true,
        Deed::Passed => {
            let call = mention.node.parent().and_then(|list| list.parent()).and_then(|call| facts.call_at(call));
            let name = call.map(|call| facts.file.text_of(call.callee)).unwrap_or_default();
            // What is written in capitals is a macro, which may set it.
            name.contains(char::is_lowercase)
                && !HARMLESS.iter().any(|word| name.contains(word))
                && !shows_address(facts, mention)
        }
        Deed::Replaced | Deed::Read => freed_by(facts, mention.node).is_some(),
    }
}

/// Whether a call prints the pointer itself.
fn shows_address<'t>(facts: &Facts<'t>, mention: Mention<'t>) -> bool {
    mention.node.parent().is_some_and(|list| facts.file.text_of(list).contains("%p"))
}

/// The call or `delete` that frees a node.
fn freed_by<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Node<'t>> {
    let mut outer = node.parent()?;
    if outer.kind() == "argument_list" {
        outer = outer.parent()?;
    }
    freed_at(facts, outer).filter(|freed| *freed == node).map(|_| outer)
}

fn freed_at<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Node<'t>> {
    if !node.is(Role::Call) {
        return if node.kind() == "delete_expression" { node.named_child(0) } else { None };
    }
    let call = facts.call_at(node).filter(|call| facts.is_named(call.callee, &FREE))?;
    let mut arguments = call.arguments?.named_children().filter(|argument| !argument.is(Role::Comment));
    let only = arguments.next()?;
    if arguments.next().is_some() { None } else { Some(facts.inside(only)) }
}
