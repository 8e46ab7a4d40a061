//! `python/method-not-called`: a method or function of this file that stands for a condition without its call.

use tree_sitter::Node;

use super::python_code::{around, class_of_self, function_around};
use crate::rules::query::Match;
use crate::syntax::{SourceFile, descendants};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(condition), Some(name)) = (found.node("report"), found.node("name")) else { return false };
    let file = found.file;
    let name = file.text_of(name);
    if !is_condition(condition) {
        return false;
    }
    if !file.text.contains(&format!("def {name}(")) {
        return false;
    }
    match found.text("object") {
        Some("self") => class_of_self(condition).is_some_and(|class| is_method(file, class, name)),
        Some(_) => false,
        None => is_function(file, condition, name),
    }
}

/// Whether only the truth of an expression counts: `f or default` as a value is an idiom.
fn is_condition(expression: Node<'_>) -> bool {
    let joins =
        |node: &Node<'_>| matches!(node.kind(), "boolean_operator" | "parenthesized_expression" | "not_operator");
    let negated = around(expression).take_while(joins).any(|outer| outer.kind() == "not_operator");
    let holder = around(expression).find(|outer| !joins(outer));
    negated
        || holder.is_some_and(|holder| {
            matches!(
                holder.kind(),
                "if_statement" | "elif_clause" | "while_statement" | "assert_statement" | "if_clause"
            )
        })
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
    let mut methods = super::python_code::children(body)
        .into_iter()
        .filter(|child| child.kind() == "function_definition" && defines(file, *child, name));
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
    let at_top = super::python_code::children(tree.root_node())
        .into_iter()
        .any(|child| child.kind() == "function_definition" && defines(file, child, name));
    let bound = |node: Node<'_>| {
        node.kind() == "identifier"
            && file.text_of(node) == name
            && node.parent().is_some_and(|parent| match parent.kind() {
                "call" | "argument_list" | "binary_operator" | "not_operator" | "boolean_operator" | "if_statement"
                | "return_statement" | "elif_clause" | "while_statement" | "decorator" | "interpolation" => false,
                "function_definition" => parent.parent().is_none_or(|outer| outer.kind() != "module"),
                "attribute" => false,
                "assignment" => parent.child_by_field_name("right") != Some(node),
                _ => true,
            })
    };
    at_top && function_around(condition).is_some() && !descendants(tree.root_node()).any(bound)
}
