//! Where code stands: the conditions around it, the call that it is an argument of, the text of its function.

use super::Facts;
use crate::syntax::{Node, Role, ancestors, descendants};

/// How much of a function's text counts, before and after the code.
const REACH: usize = 6_000;

impl<'f> Facts<'f> {
    /// The conditions that decide whether a node is evaluated.
    pub(crate) fn conditions(&self, node: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        ancestors(node).filter_map(|outer| {
            let mut condition = None;
            self.at_value(outer, |capture| condition = condition.or_else(|| capture("condition")));
            condition
        })
    }

    /// Whether a node is, at any depth, in the arguments of a call in its own statement whose callee fits.
    pub(crate) fn is_argument_of(&self, node: Node<'f>, fits: impl Fn(Node<'f>) -> bool) -> bool {
        let is_statement = |node: &Node<'f>| !node.is(Role::Block) && !node.is(Role::Function);
        let calls = ancestors(node).take_while(is_statement).filter(|outer| outer.is(Role::Call));
        calls.filter_map(|outer| self.call(outer)).any(|call| fits(call.callee))
    }

    /// Where the variable of a name is used after it, in the order of the text.
    pub(crate) fn uses_after(&self, name: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        let text = self.file.text_of(name);
        let scope = self.bindings().resolve(text, name).map(|scope| scope.node);
        let nodes = scope.into_iter().flat_map(descendants).filter(move |node| node.id() > name.id());
        nodes.filter(move |node| {
            let is_same = node.is(Role::Identifier) && self.file.text_of(*node) == text && self.is_variable(*node);
            is_same && self.bindings().resolve(text, *node).map(|scope| scope.node) == scope
        })
    }

    /// Whether an identifier is that of a variable: not the name of a member or of a keyword argument.
    pub(crate) fn is_variable(&self, name: Node<'f>) -> bool {
        let Some(parent) = name.parent() else { return true };
        let is_member = self.member(parent).is_some_and(|(_, member)| member == name);
        let is_keyword = self.argument(parent).keyword.is_some() && self.argument(parent).value != name;
        !is_member && !is_keyword
    }

    /// The text of the function around a node, or of the file, as far as it is near.
    pub(crate) fn function_text(&self, node: Node<'f>) -> &'f str {
        let text = &self.file.text;
        let function = self.file.scopes().function(&node.byte_range()).unwrap_or(0..text.len());
        let start = function.start.max(node.start_byte().saturating_sub(REACH));
        let end = function.end.min(node.end_byte() + REACH);
        &text[text.ceil_char_boundary(start)..text.floor_char_boundary(end)]
    }

    /// The text before a decorated function, from the first decorator on.
    pub(crate) fn decorators(&self, function: Node<'f>) -> Option<&'f str> {
        let outer = function.parent()?;
        let mut is_decorated = false;
        self.at_value(outer, |capture| is_decorated |= capture("decorated") == Some(function));
        is_decorated.then(|| &self.file.text[outer.start_byte()..function.start_byte()])
    }
}
