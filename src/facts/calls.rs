//! Calls with their arguments. `queries/<lang>/calls.scm` says where: `@call` with its `@callee` and `@arguments`; an
//! argument by `@keyword` with its `@value`; a `@splat` that stands for any number of them. Where a grammar has no node
//! for a member that is called, the `@callee` is its name, and the `@object` is captured with it.

use super::Facts;
use crate::syntax::{Node, Role};

/// A call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'f> {
    /// The whole call.
    pub node: Node<'f>,
    /// What is called.
    pub callee: Node<'f>,
    /// The list of arguments, if there is one.
    pub arguments: Option<Node<'f>>,
}

/// An argument of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Argument<'f> {
    /// The parameter that it names.
    pub keyword: Option<&'f str>,
    pub value: Node<'f>,
    /// Whether it stands for any number of arguments.
    pub is_splat: bool,
}

impl<'f> Facts<'f> {
    /// The call that a node is, seen through parentheses and the like.
    pub(crate) fn call(&self, node: Node<'f>) -> Option<Call<'f>> {
        self.call_at(self.inside(node))
    }

    /// The call that a node itself is.
    pub(crate) fn call_at(&self, node: Node<'f>) -> Option<Call<'f>> {
        let mut call = None;
        self.at_call_with("call", node, |capture| {
            call = capture("callee").map(|callee| Call { node, callee, arguments: capture("arguments") });
        });
        call
    }

    /// The object and the name of a member.
    pub(crate) fn member(&self, node: Node<'f>) -> Option<(Node<'f>, Node<'f>)> {
        let mut member = None;
        self.at_call(node, |capture| {
            member = member.or_else(|| capture("object").zip(capture("name").or_else(|| capture("callee"))));
        });
        member
    }

    /// The object whose method a name is, where a call is made of the two.
    pub(crate) fn called_on(&self, name: Node<'f>) -> Option<Node<'f>> {
        let call = name.parent().filter(|parent| parent.is(Role::Call))?;
        let mut object = None;
        self.at_call_with("object", call, |capture| {
            if object.is_none() && capture("callee") == Some(name) {
                object = capture("object");
            }
        });
        object
    }

    /// A node as an argument: what its value is, and the parameter that it names.
    pub(crate) fn argument(&self, node: Node<'f>) -> Argument<'f> {
        let mut argument = Argument { keyword: None, value: node, is_splat: false };
        self.at_call(node, |capture| {
            if let (Some(keyword), Some(value)) = (capture("keyword"), capture("value")) {
                argument.keyword = Some(self.file.text_of(keyword));
                argument.value = value;
            }
            argument.is_splat |= capture("splat").is_some();
        });
        argument
    }
}
