//! `python/method-not-called`: a method or function of this file that stands for a condition without its call.

use super::code::{children, class_of_self, function_around};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, descendants};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(condition) = found.node("report") else { return false };
    let file = found.file;
    let Some(function) = operands(condition).into_iter().find(|operand| is_always_true(file, *operand)) else {
        return false;
    };
    found.set("function", file.text_of(function));
    found.report = function.byte_range();
    true
}

/// What a condition is made of by `and`, `or`, `not` and parentheses.
fn operands(condition: Node<'_>) -> Vec<Node<'_>> {
    const MOST: usize = 50;
    let mut operands = Vec::new();
    let mut next = vec![condition];
    while let Some(node) = next.pop().filter(|_| operands.len() < MOST) {
        match node.kind() {
            "boolean_operator" | "not_operator" | "parenthesized_expression" => next.extend(children(node)),
            _ => operands.push(node),
        }
    }
    operands
}

fn is_always_true(file: &SourceFile, operand: Node<'_>) -> bool {
    let object = operand.child_by_field_name("object").map(|object| file.text_of(object));
    let name = match (operand.kind(), object) {
        ("identifier", _) => file.text_of(operand),
        ("attribute", Some("self")) => operand.child_by_field_name("attribute").map_or("", |name| file.text_of(name)),
        _ => return false,
    };
    if !file.text.contains(&format!("def {name}(")) {
        return false;
    }
    match object {
        Some(_) => class_of_self(operand).is_some_and(|class| is_method(file, class, name)),
        None => is_function(file, operand, name),
    }
}

/// Whether the class has a plain method of the name, and nothing else of it.
fn is_method(file: &SourceFile, class: Node<'_>, name: &str) -> bool {
    let Some(body) = class.child_by_field_name("body") else { return false };
    let is_set = |node: &Node<'_>| {
        node.kind() == "identifier"
            && file.text_of(*node) == name
            && node.parent().is_some_and(|parent| match parent.kind() {
                "attribute" => parent.parent().is_some_and(|outer| {
                    matches!(outer.kind(), "assignment" | "augmented_assignment" | "pattern_list" | "delete_statement")
                        && outer.child_by_field_name("right") != Some(parent)
                }),
                "assignment" => parent.child_by_field_name("left") == Some(*node),
                _ => false,
            })
    };
    let mut methods =
        children(body).into_iter().filter(|child| child.kind() == "function_definition" && defines(file, *child, name));
    methods.next().is_some()
        && !descendants(class).any(|node| is_set(&node))
        && !file.text.contains(&format!("\"{name}\""))
        && !file.text.contains(&format!("'{name}'"))
        && !descendants(class).any(|node| {
            node.kind() == "decorated_definition"
                && node.child_by_field_name("definition").is_some_and(|inner| defines(file, inner, name))
        })
}

fn defines(file: &SourceFile, definition: Node<'_>, name: &str) -> bool {
    definition.child_by_field_name("name").is_some_and(|own| file.text_of(own) == name)
}

/// Whether the name is a plain function of the module, and bound nowhere else in the file.
fn is_function(file: &SourceFile, condition: Node<'_>, name: &str) -> bool {
    let Some(tree) = file.tree() else { return false };
    let at_top = children(tree.root_node())
        .into_iter()
        .any(|child| child.kind() == "function_definition" && defines(file, child, name));
    let bound = |node: Node<'_>| {
        node.kind() == "identifier"
            && file.text_of(node) == name
            && node.parent().is_some_and(|parent| match parent.kind() {
                "call" | "argument_list" | "binary_operator" | "not_operator" | "boolean_operator" | "if_statement"
                | "return_statement" | "elif_clause" | "while_statement" | "decorator" | "interpolation"
                | "attribute" => false,
                "function_definition" => parent.parent().is_none_or(|outer| outer.kind() != "module"),
                "assignment" => parent.child_by_field_name("right") != Some(node),
                _ => true,
            })
    };
    at_top && function_around(condition).is_some() && !descendants(tree.root_node()).any(bound)
}
