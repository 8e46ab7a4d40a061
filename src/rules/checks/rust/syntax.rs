//! What the checks of Rust code ask of its tree: method calls, the functions around a node, the guards of locks.

use crate::facts::Facts;
use crate::syntax::{Node, SourceFile, ancestors, walk};

/// How many nodes a search looks at before it gives up; more than any function that a person wrote has.
pub(super) const SEARCH_LIMIT: usize = 20_000;
/// How many statements before a given one are looked at.
const LOOK_BACK: usize = 200;

/// A call such as `receiver.method(arguments)`.
pub(super) struct MethodCall<'t> {
    pub receiver: Node<'t>,
    pub method: &'t str,
    pub arguments: Node<'t>,
}

impl<'t> MethodCall<'t> {
    /// The call that a node is.
    pub(super) fn from_node(file: &'t SourceFile, node: Node<'t>) -> Option<Self> {
        if node.kind() != "call_expression" {
            return None;
        }
        let mut function = node.child_by_field_name("function")?;
        if function.kind() == "generic_function" {
            function = function.child_by_field_name("function")?;
        }
        if function.kind() != "field_expression" {
            return None;
        }
        Some(Self {
            receiver: function.child_by_field_name("value")?,
            method: file.text_of(function.child_by_field_name("field")?),
            arguments: node.child_by_field_name("arguments")?,
        })
    }

    /// Whether it is called without arguments.
    pub(super) fn is_bare(&self) -> bool {
        self.arguments.named_child_count() == 0
    }
}

/// What is left of an expression without `.await`, `?`, `.unwrap()` and `.expect(..)` at its end.
pub(super) fn peeled<'t>(file: &'t SourceFile, mut node: Node<'t>) -> Node<'t> {
    loop {
        let inner = match node.kind() {
            "await_expression" | "try_expression" | "parenthesized_expression" => node.named_child(0),
            "call_expression" => MethodCall::from_node(file, node)
                .filter(|call| matches!(call.method, "unwrap" | "expect"))
                .map(|call| call.receiver),
            _ => None,
        };
        match inner {
            Some(inner) => node = inner,
            None => return node,
        }
    }
}

/// Whether a node is code that runs at a time of its own.
pub(super) fn is_function(node: Node<'_>) -> bool {
    matches!(node.kind(), "function_item" | "closure_expression" | "async_block")
}

/// The innermost function, closure or async block around a node.
pub(super) fn function_around(node: Node<'_>) -> Option<Node<'_>> {
    ancestors(node).find(|&node| is_function(node))
}

/// The nodes beneath a node, itself included, in the order of the text, without those of functions and
/// closures inside it.
pub(super) fn nodes_of_function(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    nodes_outside(node, is_function)
}

/// The nodes beneath a node, itself included, in the order of the text, without what lies in closed nodes.
pub(super) fn nodes_outside<'t>(
    node: Node<'t>,
    is_closed: impl Fn(Node<'t>) -> bool,
) -> impl Iterator<Item = Node<'t>> {
    walk(node, move |current| current.id() == node.id() || !is_closed(current))
}

/// The statements before a node in its block, nearest first.
pub(super) fn statements_before(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.prev_named_sibling(), Node::prev_named_sibling).take(LOOK_BACK)
}

/// The statements after a node in its block.
pub(super) fn statements_after(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.next_named_sibling(), Node::next_named_sibling).take(LOOK_BACK)
}

/// The name that a pattern such as `guard`, `mut guard` or `Ok(guard)` binds.
pub(super) fn bound_name(pattern: Node<'_>) -> Option<Node<'_>> {
    let inner = match pattern.kind() {
        "tuple_struct_pattern" if pattern.named_child_count() == 2 => pattern.named_child(1)?,
        _ => pattern,
    };
    let inner = if inner.kind() == "mut_pattern" { inner.named_child(1)? } else { inner };
    (inner.kind() == "identifier").then_some(inner)
}

/// Whether a node between two others gives a variable away or gives it a new value: it is handed on by value, returned
/// or assigned.
pub(super) fn is_given_away<'t>(facts: &Facts<'t>, name: Node<'t>, from: Node<'t>, to: Node<'t>) -> bool {
    facts.mentions(name, from.after()..to.id()).any(|mention| moves(facts.file, mention))
}

/// Whether a variable is a whole value where it stands, or is assigned.
fn moves(file: &SourceFile, mention: Node<'_>) -> bool {
    let Some(parent) = mention.parent() else { return false };
    match parent.kind() {
        "arguments"
        | "assignment_expression"
        | "block"
        | "expression_statement"
        | "field_initializer"
        | "let_declaration"
        | "return_expression"
        | "shorthand_field_initializer"
        | "tuple_expression" => true,
        "token_tree" => {
            let before = mention.prev_sibling().map(|node| file.text_of(node));
            let after = mention.next_sibling().map(|node| file.text_of(node));
            matches!(before, Some("(" | "," | "=" | "{" | "return")) && matches!(after, Some(")" | "," | ";" | "}"))
        }
        _ => false,
    }
}

/// The text of a node with white space taken out.
pub(super) fn compact(file: &SourceFile, node: Node<'_>) -> String {
    file.text_of(node).split_whitespace().collect()
}
