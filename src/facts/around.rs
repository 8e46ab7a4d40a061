//! What is around a piece of code, in its function and beyond: loops, functions, what a function is given to; and the
//! comments that speak for it.

use super::{Call, Facts};
use crate::syntax::{Field, Node, Role, ancestors, descendants};

/// The nodes around a node that have a role, innermost first: in the same function, of functions up to the first that has
/// a name, and all classes.
pub(crate) fn around(node: Node<'_>, role: Role) -> impl Iterator<Item = Node<'_>> {
    let mut is_over = false;
    let own = ancestors(node).take_while(move |outer| {
        let is_in_reach = !is_over;
        is_over |= ends_reach(*outer, role);
        is_in_reach
    });
    own.filter(move |outer| outer.is(role))
}

fn ends_reach(outer: Node<'_>, role: Role) -> bool {
    let is_function = outer.is(Role::Function) && role != Role::Class;
    is_function && (role != Role::Function || outer.part(Field::Name).is_some())
}

/// The type that the innermost function around a node says that it returns.
pub(crate) fn returned(node: Node<'_>) -> Option<Node<'_>> {
    around(node, Role::Function).next()?.part(Field::Returned)
}

impl<'f> Facts<'f> {
    /// The call that the innermost function around a node is an argument of.
    pub(crate) fn given_to(&self, node: Node<'f>) -> Option<Call<'f>> {
        let function = around(node, Role::Function).next()?;
        let call = function.parent()?.parent()?;
        self.call(call).filter(|call| call.arguments == function.parent())
    }

    /// Whether a comment speaks for a piece of code.
    pub(crate) fn is_explained(&self, node: Node<'f>) -> bool {
        self.notes(node).iter().any(|note| note.is(Role::Comment))
    }

    /// The comments and annotations that speak for a piece of code: in it, before it in its statement or item, on its
    /// last line, and directly above the statement.
    pub(crate) fn notes(&self, node: Node<'f>) -> Vec<Node<'f>> {
        let statement = statement_of(node);
        let within = descendants(statement).take_while(|inner| inner.start_byte() < node.end_byte());
        let mut notes: Vec<_> = within.filter(is_note).collect();
        notes.extend(self.notes_beside(node));
        notes.extend(self.notes_above(statement));
        notes
    }

    fn notes_beside(&self, node: Node<'f>) -> impl Iterator<Item = Node<'f>> + use<'f> {
        let tree = node.tree();
        let end = self.file.line_range(self.file.line_at(node.end_byte())).end;
        let after = (node.after()..tree.len()).map(|index| tree.node(index));
        after.take_while(move |other| other.start_byte() < end).filter(is_note)
    }

    /// Those that stand in lines of their own, one after the other, up to the statement.
    fn notes_above(&self, statement: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        let mut below = self.file.line_at(statement.start_byte()).0;
        let above = std::iter::successors(statement.prev_sibling(), Node::prev_sibling);
        above.take_while(is_note).take_while(move |note| {
            // The text of some comments ends with the line.
            let length = self.file.text_of(*note).trim_end().len();
            let is_next = self.file.line_at(note.start_byte() + length).0 + 1 >= below;
            below = self.file.line_at(note.start_byte()).0;
            is_next
        })
    }
}

fn is_note(node: &Node<'_>) -> bool {
    node.is(Role::Comment) || node.is(Role::Annotation)
}

/// The statement, item or arm that a node is in. What is in a block that is itself an expression is a part of the statement
/// around; of a bare block what it starts with.
fn statement_of(node: Node<'_>) -> Node<'_> {
    let mut statement = node;
    while let Some(parent) = statement.parent() {
        let is_arm = statement.is(Role::Branch) && statement.part(Field::Condition).is_none();
        if is_arm || statement.is(Role::Handler) || (parent.is(Role::Block) && !is_of_expression(statement, parent)) {
            break;
        }
        statement = parent;
    }
    statement
}

fn is_of_expression<'t>(statement: Node<'t>, block: Node<'t>) -> bool {
    let mut before = std::iter::successors(statement.prev_named_sibling(), Node::prev_named_sibling);
    let is_expression =
        block.field_id() == 0 && block.parent().is_some_and(|around| !around.is_part(Field::Alternative));
    // A word opens it, as in `unsafe { .. }`: what is said above is said of all that is in it.
    let is_opened = block.prev_sibling().is_some();
    is_expression && (is_opened || before.all(|other| other.is(Role::Comment)))
}
