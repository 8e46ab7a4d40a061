//! What is around a piece of code, in its function and beyond: loops, functions, types, conditions, the calls that it is
//! given to; and the comments that speak for it.

use std::ops::Range;

use super::Facts;
use crate::syntax::{Field, Node, Role, ancestors, descendants};

/// How much of a function's text counts, before and after the code.
const REACH: usize = 6_000;

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
    /// The conditions that decide whether a node is evaluated.
    pub(crate) fn conditions(&self, node: Node<'f>) -> impl Iterator<Item = Node<'f>> {
        ancestors(node).filter_map(|outer| {
            let mut condition = None;
            self.at_value(outer, |capture| condition = condition.or_else(|| capture("condition")));
            condition
        })
    }

    /// Whether a node is, at any depth, in the arguments of a call whose callee fits: in the same statement, or in a
    /// function without a name that is itself in them.
    pub(crate) fn is_argument_of(&self, node: Node<'f>, fits: impl Fn(Node<'f>) -> bool) -> bool {
        let mut next = Some(node);
        while let Some(inner) = next {
            let expression = ancestors(inner).take_while(|outer| !outer.is(Role::Block) && !outer.is(Role::Function));
            let calls = expression.filter(|outer| outer.is(Role::Call)).filter_map(|outer| self.call(outer));
            if calls.into_iter().any(|call| fits(call.callee)) {
                return true;
            }
            let function = ancestors(inner).find(|outer| outer.is(Role::Function));
            next = function.filter(|function| function.part(Field::Name).is_none());
        }
        false
    }

    /// Whether a type around a node derives from one of these, or implements it.
    pub(crate) fn is_implementing<S: AsRef<str>>(&self, node: Node<'f>, wanted: &[S]) -> bool {
        around(node, Role::Class).any(|class| self.bases(class).into_iter().any(|base| self.is_named(base, wanted)))
    }

    /// What a type derives from or implements.
    fn bases(&self, class: Node<'f>) -> Vec<Node<'f>> {
        let mut bases = Vec::new();
        self.at_call_with("base", class, |capture| bases.extend(capture("base")));
        if let Some(own) = class.part(Field::Trait) {
            bases.push(own);
            if self.file.text_of(own).starts_with('(') {
                bases.extend(own.named_children());
            }
        }
        bases
    }

    /// The text of the function around a node, or of the file, as far as it is near.
    pub(crate) fn function_text(&self, node: Node<'f>) -> &'f str {
        let text = &self.file.text;
        let function = self.file.scopes().function(&node.byte_range()).unwrap_or(0..text.len());
        let start = function.start.max(node.start_byte().saturating_sub(REACH));
        let end = function.end.min(node.end_byte() + REACH);
        &text[text.ceil_char_boundary(start)..text.floor_char_boundary(end)]
    }

    /// The text of a function's decorators.
    pub(crate) fn decorators(&self, function: Node<'f>) -> Option<&'f str> {
        self.decorator_bytes(function).map(|bytes| &self.file.text[bytes])
    }

    /// Where the decorators of a function are: at its start, or before it from the first one on.
    pub(super) fn decorator_bytes(&self, function: Node<'f>) -> Option<Range<usize>> {
        let mut own = None;
        self.at_value(function, |capture| own = own.or_else(|| capture("decorators")));
        if let Some(own) = own {
            return Some(own.byte_range());
        }
        let outer = function.parent()?;
        let mut is_decorated = false;
        self.at_value(outer, |capture| is_decorated |= capture("decorated") == Some(function));
        is_decorated.then(|| outer.start_byte()..function.start_byte())
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

    /// The texts of the annotations and decorators of what a name stands for in the file.
    pub(crate) fn annotations(&self, name: Node<'f>) -> Vec<&'f str> {
        let word = self.file.text_of(name);
        let bindings = self.bindings().resolve(word, name).map(|scope| scope.get(word)).unwrap_or_default();
        let mut texts = Vec::new();
        for definition in bindings.iter().filter_map(|own| own.name.parent()) {
            if definition.is(Role::Definition) {
                let above = std::iter::successors(definition.prev_sibling(), Node::prev_sibling).take_while(is_note);
                texts.extend(above.filter(|note| note.is(Role::Annotation)).map(|note| self.file.text_of(note)));
            }
            // The name of a variable may be in a node of its own in the declaration.
            texts.extend(self.decorators(definition));
            texts.extend(definition.parent().and_then(|declaration| self.decorators(declaration)));
        }
        texts
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

/// The siblings of a node, without comments.
pub(crate) fn siblings(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let all = node.parent().into_iter().flat_map(|parent| parent.named_children());
    all.filter(move |other| *other != node && !other.is(Role::Comment))
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
