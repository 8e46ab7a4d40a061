//! `checked-after-use`: a variable is compared with null after a statement that fails where it is null and always runs
//! before.

use crate::facts::{Facts, ScopeKind};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, ancestors, descendants};

/// How many statements before the check are looked at, and how much of each.
const STATEMENTS: usize = 20;
const BENEATH: usize = 500;
/// What languages call nothing.
const NULLS: [&str; 3] = ["null", "nil", "NULL"];
/// What is around code that may not run, or not at once.
const DECIDING: [Role; 6] = [Role::Branch, Role::Loop, Role::Try, Role::Function, Role::Class, Role::Assertion];

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(variable) = compared_with_null(facts, node) else { return };
    let Some(used) = used_before(facts, node, variable) else { return };
    let line = facts.file.line_at(used.start_byte()).to_string();
    found(Hit::at(node.byte_range()).with("value", facts.file.text_of(variable)).with("line", line));
}

/// The variable that a comparison with null is about.
fn compared_with_null<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<Node<'t>> {
    let operation = facts.operation(node).filter(|own| matches!(own.operator, "==" | "!="))?;
    let is_null = |side: Node<'t>| NULLS.contains(&facts.file.text_of(side));
    let variable = match (is_null(operation.left), is_null(operation.right)) {
        (true, false) => facts.inside(operation.right),
        (false, true) => facts.inside(operation.left),
        _ => return None,
    };
    variable.is(Role::Identifier).then_some(variable)
}

/// Where the variable was used before: in a statement of a block around the check, with no other value since.
fn used_before<'t>(facts: &Facts<'t>, check: Node<'t>, variable: Node<'t>) -> Option<Node<'t>> {
    let name = facts.file.text_of(variable);
    let scope = facts.bindings().resolve(name, variable)?;
    // Others may change a member between the two.
    if !matches!(scope.kind, ScopeKind::Function | ScopeKind::Expression) {
        return None;
    }
    let given: Vec<_> = scope.get(name).iter().map(|binding| binding.name.id()).collect();
    let is_given_in = |node: Node<'t>| given.iter().any(|id| node.id() <= *id && *id < node.after());
    let mut inner = check;
    for outer in ancestors(check) {
        if outer.is(Role::Function) || outer.is(Role::Class) || (outer.is(Role::Loop) && is_given_in(outer)) {
            return None;
        }
        if outer.is(Role::Block) {
            let before = std::iter::successors(inner.prev_named_sibling(), Node::prev_named_sibling);
            for statement in before.take(STATEMENTS) {
                // A declaration binds the variable itself, and is none of the places after it.
                if is_given_in(statement) {
                    return None;
                }
                if let Some(used) = use_in(facts, statement, variable) {
                    return Some(used);
                }
            }
        }
        inner = outer;
    }
    None
}

/// Where a statement reads a member of the variable in any case.
fn use_in<'t>(facts: &Facts<'t>, statement: Node<'t>, variable: Node<'t>) -> Option<Node<'t>> {
    if DECIDING.iter().any(|role| statement.is(*role)) {
        return None;
    }
    let same =
        descendants(statement).take(BENEATH).filter(|node| node.is(Role::Identifier) && facts.is_same(*node, variable));
    same.filter(|name| is_object(facts, *name)).find(|name| always_runs(*name, statement))
}

fn is_object<'t>(facts: &Facts<'t>, name: Node<'t>) -> bool {
    name.parent().and_then(|parent| facts.member(parent)).is_some_and(|(object, _)| object == name)
}

/// Whether a part of a statement is evaluated whenever the statement is.
fn always_runs(part: Node<'_>, statement: Node<'_>) -> bool {
    let mut inner = part;
    for outer in ancestors(part).take_while(|outer| outer.id() >= statement.id()) {
        let is_second = outer.is(Role::Logical) && outer.child(0) != Some(inner);
        if is_second || DECIDING.iter().any(|role| outer.is(*role)) {
            return false;
        }
        inner = outer;
    }
    true
}
