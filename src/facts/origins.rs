//! Where the value of a variable comes from, and which function of the file a call is of.

use std::ops::Range;

use super::names::HOPS;
use super::{Binding, By, Facts};
use crate::syntax::{Field, Node, Role};

impl<'f> Facts<'f> {
    /// What binds the variable that is read at a node, if that is one place.
    pub(crate) fn binding(&self, node: Node<'f>) -> Option<&Binding<'f>> {
        let node = self.inside(node);
        let name = self.file.text_of(node);
        let scope = self.bindings().resolve(name, node).filter(|_| node.is(Role::Identifier))?;
        match self.bindings().seen(scope, name, node)[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// What an expression is made of: itself, and for a variable the value that it was given and its declared type.
    pub(crate) fn origins(&self, node: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        let binding = self.binding(node);
        let given = binding.into_iter().flat_map(|binding| [binding.value.or(binding.source()), binding.declared]);
        std::iter::once(node).chain(given.flatten())
    }

    /// Where nodes of a range of positions mention the variable that a node mentions or binds, also in the tokens of macros.
    pub(crate) fn mentions(&self, node: Node<'f>, within: Range<usize>) -> impl Iterator<Item = Node<'f>> {
        let name = self.file.text_of(node);
        let bound = self.binding(node).map(|binding| binding.name);
        let nodes = within.map(move |index| node.tree().node(index));
        let is_variable = |node: &Node<'f>| node.is(Role::Identifier) && !is_member_name(*node);
        let same = nodes.filter(move |other| is_variable(other) && self.file.text_of(*other) == name);
        same.filter(move |other| self.binding(*other).map(|binding| binding.name) == bound)
    }

    /// Whether nothing between where a variable is bound and a node that reads it mentions it.
    pub(crate) fn is_fresh(&self, node: Node<'f>) -> bool {
        let Some(binding) = self.binding(node) else { return false };
        let bound = binding.source().unwrap_or(binding.name).after();
        self.mentions(node, bound..node.id()).next().is_none()
    }

    /// The functions of the file that a call may be of, by the name of what is called.
    pub(crate) fn definitions(&self, callee: Node<'f>) -> Vec<Node<'f>> {
        self.definitions_within(callee, HOPS)
    }

    pub(super) fn definitions_within(&self, callee: Node<'f>, hops: usize) -> Vec<Node<'f>> {
        let callee = self.inside(callee);
        if callee.is(Role::Identifier) {
            let own = self.binding(callee).filter(|binding| binding.by == By::Function);
            return own.into_iter().filter_map(|binding| binding.name.parent()).collect();
        }
        let mut found = Vec::new();
        for name in self.names_within(callee, hops).iter() {
            let Some((class, method)) = self.own_method(&name.path) else { continue };
            // Of a trait's methods there may be others of the same name; within its own block one is meant.
            let own = self.bindings().of_type(class).filter(|scope| {
                let is_around = scope.node.id() <= callee.id() && callee.id() < scope.node.after();
                is_around || scope.node.part(Field::Trait).is_none()
            });
            let bound = own.flat_map(|scope| scope.get(method));
            let functions = bound.filter(|binding| binding.by == By::Function);
            found.extend(functions.filter_map(|binding| binding.name.parent()));
        }
        found
    }

    /// The text of a function's head.
    pub(crate) fn signature(&self, function: Node<'f>) -> &'f str {
        let body = function.part(Field::Body).map_or(function.end_byte(), |body| body.start_byte());
        &self.file.text[function.start_byte()..body]
    }
}

/// Whether a name is that of a member of something.
fn is_member_name(node: Node<'_>) -> bool {
    node.prev_sibling().is_some() && node.parent().is_some_and(|parent| parent.is(Role::Member))
}
