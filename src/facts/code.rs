//! What code says beside its names: whether two pieces are the same, whether evaluating one has effects.

use super::Facts;
use crate::syntax::{Node, Role, descendants};

/// How much beneath a node is looked at, so that no code makes a check slow.
const BENEATH: usize = 20_000;

impl<'f> Facts<'f> {
    /// Whether two pieces of code are the same but for white space and comments.
    pub(crate) fn is_same(&self, one: Node<'f>, other: Node<'f>) -> bool {
        let leaves = |node| {
            let nodes = descendants(node).filter(|node| node.child_count() == 0 && !node.is(Role::Comment));
            nodes.map(|node| (node.kind_id(), self.file.text_of(node)))
        };
        one.kind_id() == other.kind_id() && leaves(one).eq(leaves(other))
    }

    /// Whether evaluating an expression changes nothing and gives the same again: names, members, literals, operators.
    pub(crate) fn is_pure(&self, node: Node<'f>) -> bool {
        let has_effect = |node: Node<'f>| {
            let roles = [Role::Call, Role::Effect, Role::Comprehension, Role::Lambda, Role::Interpolation];
            roles.iter().any(|role| node.is(*role)) || node.is_error()
        };
        !descendants(node).filter(Node::is_named).take(BENEATH).any(has_effect)
    }
}
