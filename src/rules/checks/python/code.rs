//! What several checks ask of Python code: the function and class around a node, the code of one scope,
//! equal code, plain texts.

use crate::facts::Names;
use crate::syntax::{Node, SourceFile, ancestors, descendants, walk};

/// How far up and how much beneath a node a check looks, so that no code makes it slow.
const AROUND: usize = 200;
const BENEATH: usize = 20_000;

/// The nodes around a node, innermost first.
pub(super) fn around(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    ancestors(node).take(AROUND)
}

/// The named nodes beneath a node, itself included.
pub(super) fn beneath(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    descendants(node).filter(Node::is_named).take(BENEATH)
}

/// Whether a node opens a scope of its own: what is bound or left inside concerns nobody outside.
pub(super) fn opens_scope(node: Node<'_>) -> bool {
    matches!(node.kind(), "function_definition" | "lambda" | "class_definition")
}

/// The named nodes beneath a node that run in the same scope: nested functions and classes are there, their code is not.
pub(super) fn same_scope(root: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let nodes = walk(root, move |node| node == root || !opens_scope(node));
    nodes.filter(Node::is_named).take(BENEATH)
}

/// The function or lambda whose code a node is part of.
pub(super) fn function_around(node: Node<'_>) -> Option<Node<'_>> {
    around(node).find(|around| opens_scope(*around)).filter(|scope| scope.kind() != "class_definition")
}

/// The class in whose body a function is defined.
pub(super) fn class_of(function: Node<'_>) -> Option<Node<'_>> {
    around(function)
        .find(|around| !matches!(around.kind(), "block" | "decorated_definition" | "if_statement" | "else_clause"))
        .filter(|around| around.kind() == "class_definition")
}

/// The class that `self` stands for at a node.
pub(super) fn class_of_self(node: Node<'_>) -> Option<Node<'_>> {
    around(node).filter(|around| around.kind() == "function_definition").find_map(class_of)
}

/// The function or class that alone binds a name in a scope, without decorators.
pub(super) fn only_definition<'t>(scope: &Names<'t>, name: &str) -> Option<Node<'t>> {
    let [binding] = scope.get(name) else { return None };
    let definition = binding.name.parent().filter(|parent| parent.child_by_field_name("name") == Some(binding.name))?;
    let is_plain = definition.parent().is_some_and(|parent| parent.kind() != "decorated_definition");
    (matches!(definition.kind(), "function_definition" | "class_definition") && is_plain).then_some(definition)
}

/// Whether an identifier reads the name, not an attribute or a keyword of the name.
pub(super) fn is_value(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| match parent.kind() {
        "attribute" => parent.child_by_field_name("object") == Some(node),
        "keyword_argument" => parent.child_by_field_name("value") == Some(node),
        _ => true,
    })
}

/// The named children without comments.
pub(super) fn children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children().filter(|child| !child.is_extra()).collect()
}

/// The children in a field.
pub(super) fn field<'t>(node: Node<'t>, name: &str) -> Vec<Node<'t>> {
    node.children_by_field_name(name).collect()
}

/// The text of a node without white space.
pub(super) fn squeezed(file: &SourceFile, node: Node<'_>) -> String {
    file.text_of(node).split_whitespace().collect()
}

/// The content of a text literal without interpolations, as it is written between the quotes.
pub(super) fn plain_text<'t>(file: &'t SourceFile, node: Node<'t>) -> Option<&'t str> {
    let parts = (node.kind() == "string").then(|| children(node))?;
    match parts.as_slice() {
        [_, _] => Some(""),
        [_, content, _] if content.kind() == "string_content" => Some(file.text_of(*content)),
        _ => None,
    }
}

/// The prefix of a text literal, in small letters: `rb` of `Rb"..."`.
pub(super) fn prefix(file: &SourceFile, string: Node<'_>) -> String {
    file.text_of(string).chars().take_while(|letter| letter.is_alphabetic()).collect::<String>().to_ascii_lowercase()
}

/// The `for` loops and comprehensions whose code, run again and again, a node is part of, in the same function.
pub(super) fn loops_around(node: Node<'_>) -> Vec<Node<'_>> {
    let mut loops = Vec::new();
    let mut inner = node;
    for outer in around(node) {
        match outer.kind() {
            "for_statement" if outer.child_by_field_name("body") == Some(inner) => loops.push(outer),
            "list_comprehension" | "set_comprehension" | "dictionary_comprehension"
                if outer.child_by_field_name("body") == Some(inner) =>
            {
                loops.push(outer);
            }
            _ if opens_scope(outer) => break,
            _ => {}
        }
        inner = outer;
    }
    loops
}

/// The names that a target binds: of `a, (b, *c)` all three.
pub(super) fn bound_names<'t>(file: &'t SourceFile, target: Node<'t>) -> Vec<&'t str> {
    let is_part = |node: &Node<'_>| {
        node.parent().is_some_and(|parent| !matches!(parent.kind(), "attribute" | "subscript" | "slice"))
            || *node == target
    };
    beneath(target).filter(|node| node.kind() == "identifier").filter(is_part).map(|node| file.text_of(node)).collect()
}

/// Whether the code leaves the loop after a node in any case: its block, or one around it, ends so.
pub(super) fn leaves_after(node: Node<'_>, loop_node: Node<'_>) -> bool {
    let blocks = around(node).take_while(|outer| *outer != loop_node).filter(|outer| outer.kind() == "block");
    let mut ends = blocks.filter_map(|block| block.named_children().last());
    ends.any(|last| matches!(last.kind(), "break_statement" | "return_statement" | "raise_statement"))
}

/// The names of the keyword arguments among the arguments of a call.
pub(super) fn keyword_names<'t>(file: &'t SourceFile, arguments: &[Node<'_>]) -> Vec<&'t str> {
    arguments
        .iter()
        .filter(|argument| argument.kind() == "keyword_argument")
        .filter_map(|argument| argument.child_by_field_name("name"))
        .map(|name| file.text_of(name))
        .collect()
}
