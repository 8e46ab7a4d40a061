//! `python/method-not-called`: a method or function of this file that stands for a condition without its call.

use super::code::{children, class_of_self, function_around, only_definition};
use crate::facts::{Facts, Names, ScopeKind};
use crate::rules::matched::Match;
use crate::syntax::Node;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(condition) = found.node("report") else { return false };
    let facts = found.facts;
    let Some(function) = operands(condition).into_iter().find(|operand| is_always_true(facts, *operand)) else {
        return false;
    };
    found.set("function", facts.file.text_of(function));
    found.report = function.byte_range();
    true
}

/// What a condition is made of by `and`, `or`, `not` and parentheses.
fn operands(condition: Node<'_>) -> Vec<Node<'_>> {
    const MOST: usize = 50;
    let mut operands = Vec::new();
    let mut next = vec![condition];
    while operands.len() < MOST
        && let Some(node) = next.pop()
    {
        match node.kind() {
            "boolean_operator" | "not_operator" | "parenthesized_expression" => next.extend(children(node)),
            _ => operands.push(node),
        }
    }
    operands
}

fn is_always_true<'t>(facts: &Facts<'t>, operand: Node<'t>) -> bool {
    let file = facts.file;
    if operand.kind() == "identifier" {
        let name = file.text_of(operand);
        // At the top of a module a condition mostly asks which of several definitions there is.
        let scope = facts.bindings().resolve(name, operand).filter(|scope| scope.kind == ScopeKind::Module);
        return function_around(operand).is_some() && scope.is_some_and(|scope| is_function(scope, name));
    }
    if operand.kind() != "attribute" {
        return false;
    }
    let object = operand.child_by_field_name("object");
    let method = operand.child_by_field_name("attribute");
    let (Some("self"), Some(method)) = (object.map(|object| file.text_of(object)), method) else { return false };
    let name = file.text_of(method);
    let class = class_of_self(operand).and_then(|class| facts.bindings().of_node(class));
    class.is_some_and(|class| is_function(class, name)) && !facts.sets_member(name) && !facts.is_spelled(name)
}

fn is_function(scope: &Names<'_>, name: &str) -> bool {
    only_definition(scope, name).is_some_and(|definition| definition.kind() == "function_definition")
}
