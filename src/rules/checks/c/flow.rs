//! What runs after a statement, as far as the text alone tells: the statements below it in its block, up to one that a jump
//! may lead to; and what these do with a variable.

use crate::facts::{Facts, is_pure};
use crate::syntax::{Node, Role, ancestors, walk};

/// How many statements below one are looked at, and how much of each.
const STATEMENTS: usize = 60;
const BENEATH: usize = 4_000;

/// What code does with a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules::checks) enum Deed {
    /// It is given another value, or may be.
    Replaced,
    /// Something that it leads to is read or written: `p->x`, `*p`, `p[0]`.
    Followed,
    /// It is an argument of a call.
    Passed,
    /// Anything else: it is compared, copied.
    Read,
}

/// A mention of a place, and what is done with it there.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules::checks) struct Mention<'t> {
    pub node: Node<'t>,
    pub deed: Deed,
}

/// The statement that a node is, or is the expression of, where it is one of a block.
pub(in crate::rules::checks) fn statement_of(node: Node<'_>) -> Option<Node<'_>> {
    let inner = std::iter::once(node).chain(ancestors(node));
    let statement = inner.into_iter().find(|outer| outer.is(Role::Statement) || outer.kind() == "declaration")?;
    statement.parent().filter(|block| block.is(Role::Block) && block.parent().is_some())?;
    Some(statement)
}

/// The statements below one in its block, up to one that a jump may lead to.
pub(in crate::rules::checks) fn below<'t>(facts: &Facts<'t>, statement: Node<'t>) -> impl Iterator<Item = Node<'t>> {
    let next = std::iter::successors(statement.next_named_sibling(), Node::next_named_sibling);
    let code = next.filter(|next| !next.is(Role::Comment)).take(STATEMENTS);
    code.take_while(move |next| !next.has_error() && !facts.is_entry(*next))
}

/// Where a statement mentions a place, in the order in which it is evaluated as far as that matters: what is assigned comes
/// before the assignment.
pub(in crate::rules::checks) fn mentions<'t>(
    facts: &Facts<'t>,
    statement: Node<'t>,
    place: Node<'t>,
) -> Vec<Mention<'t>> {
    let nodes = walk(statement, |node| !node.is(Role::Lambda)).take(BENEATH);
    let same = nodes.filter(|node| node.kind_id() == place.kind_id() && facts.is_same(*node, place));
    let mut mentions: Vec<_> =
        same.filter(|node| facts.is_variable(*node)).map(|node| Mention { node, deed: deed(facts, node) }).collect();
    mentions.sort_by_key(|mention| moment(mention));
    mentions
}

/// When a mention is evaluated: the target of an assignment is given its value behind all that the value is made of.
fn moment(mention: &Mention<'_>) -> usize {
    match mention.node.parent() {
        Some(assignment) if mention.deed == Deed::Replaced => assignment.end_byte(),
        _ => mention.node.start_byte(),
    }
}

fn deed<'t>(facts: &Facts<'t>, node: Node<'t>) -> Deed {
    let Some(parent) = node.parent() else { return Deed::Read };
    let is_first = parent.named_child(0) == Some(node);
    match parent.kind() {
        "assignment_expression" if is_first => Deed::Replaced,
        "update_expression" => Deed::Replaced,
        "pointer_expression" if facts.file.text_of(parent).starts_with('&') => Deed::Replaced,
        "pointer_expression" => Deed::Followed,
        "field_expression" | "subscript_expression" if is_first => Deed::Followed,
        "argument_list" if parent.parent().is_some_and(|call| call.is(Role::Call)) => Deed::Passed,
        "sizeof_expression" => Deed::Read,
        kind if kind.ends_with("declarator") => Deed::Replaced,
        "binary_expression" if facts.file.text_of(parent).contains(">>") && !is_first => Deed::Replaced,
        _ => Deed::Read,
    }
}

/// Whether nothing but what is seen in the function can give a place another value: a variable of its own, by its name.
pub(in crate::rules::checks) fn is_own<'t>(facts: &Facts<'t>, place: Node<'t>) -> bool {
    let declared = facts.declared(place);
    declared.is_some_and(|binding| {
        ancestors(binding.name).any(|outer| outer.is(Role::Function)) && !is_static(facts, place)
    })
}

fn is_static<'t>(facts: &Facts<'t>, place: Node<'t>) -> bool {
    facts.declaration(place).is_some_and(|text| text.split_whitespace().any(|word| matches!(word, "static" | "extern")))
}

/// Whether a statement may change what a path of members leads to: it gives its start another value, or hands it to a call.
pub(in crate::rules::checks) fn may_change<'t>(facts: &Facts<'t>, statement: Node<'t>, place: Node<'t>) -> bool {
    let Some(start) = walk(place, |_| true).find(|node| node.is(Role::Identifier)) else { return true };
    if !is_own(facts, start) {
        return walk(statement, |_| true).take(BENEATH).any(|node| node.is(Role::Call) || node.is(Role::Effect));
    }
    start != place
        && mentions(facts, statement, start).iter().any(|own| matches!(own.deed, Deed::Replaced | Deed::Passed))
}

/// A variable or a path of members, which is the same place whenever it is evaluated.
pub(in crate::rules::checks) fn is_place(node: Node<'_>) -> bool {
    (node.is(Role::Identifier) || node.is(Role::Member)) && is_pure(node)
}

/// Whether a statement leaves its block in any case.
pub(in crate::rules::checks) fn leaves(statement: Node<'_>) -> bool {
    let roles = [Role::Return, Role::Raise, Role::Break, Role::Continue];
    statement.kind() == "goto_statement" || roles.iter().any(|role| statement.is(*role))
}

/// The statement that only gives a variable the result of a call, and the variable.
pub(in crate::rules::checks) fn kept_in<'t>(facts: &Facts<'t>, call: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let mut value = call;
    while let Some(outer) = value.parent().filter(|outer| facts.inside(*outer) == call) {
        value = outer;
    }
    let outer = value.parent()?;
    let pointer = match outer.kind() {
        "assignment_expression" => outer.child_by_field_name("left")?,
        "init_declarator" => outer.child_by_field_name("declarator")?.child_by_field_name("declarator")?,
        _ => return None,
    };
    let statement = statement_of(outer).filter(|statement| outer.parent() == Some(*statement))?;
    pointer.is(Role::Identifier).then_some((statement, pointer))
}

/// Whether a node may not be evaluated though the statement around it is, or not then.
pub(in crate::rules::checks) fn may_not_run<'t>(facts: &Facts<'t>, node: Node<'t>, statement: Node<'t>) -> bool {
    let roles = [Role::Branch, Role::Loop, Role::Lambda];
    let is_choice = |outer: Node<'t>| {
        let is_logical = facts.operation(outer).is_some_and(|own| matches!(own.operator, "&&" | "||"));
        is_logical || outer.kind() == "sizeof_expression" || roles.iter().any(|role| outer.is(*role))
    };
    is_choice(statement) || ancestors(node).take_while(|outer| *outer != statement).any(is_choice)
}
