//! `python/except-name-after`: the name of a caught exception read after its clause, where it is gone.

use super::code::{beneath, function_around, is_value, same_scope};
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(target), Some(clause)) = (found.node("name"), found.node("clause")) else { return false };
    let (Some(function), Some(tried)) = (function_around(clause), clause.parent()) else { return false };
    let Some(alias) = beneath(target).find(|node| node.kind() == "identifier") else { return false };
    let facts = found.facts;
    if !is_bound_there_alone(facts, alias, function) {
        return false;
    }
    let name = facts.file.text_of(alias);
    let reads = same_scope(function).filter(|node| node.kind() == "identifier" && facts.file.text_of(*node) == name);
    let mut later = reads.filter(|node| node.start_byte() >= tried.end_byte() && is_value(*node));
    let is_same = |node: &Node<'_>| facts.bindings().resolve(name, *node).is_some_and(|scope| scope.node == function);
    let Some(read) = later.find(is_same) else { return false };
    found.set("exception", name);
    found.report = read.byte_range();
    true
}

/// Whether the clause alone binds the name in the function.
fn is_bound_there_alone<'t>(facts: &Facts<'t>, alias: Node<'t>, function: Node<'t>) -> bool {
    let name = facts.file.text_of(alias);
    let Some(scope) = facts.bindings().of_node(function) else { return false };
    let is_inside = |node: Node<'t>| function.id() <= node.id() && node.id() < function.after();
    let module = facts.bindings().scopes().first();
    let is_global = module.is_some_and(|module| module.get(name).iter().any(|binding| is_inside(binding.name)));
    scope.get(name).len() == 1 && scope.get(name)[0].name == alias && !is_global
}
