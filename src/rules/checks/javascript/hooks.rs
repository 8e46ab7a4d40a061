//! `javascript/conditional-hook`: a hook of React that not every render of its component calls.

use crate::facts::Facts;
use crate::rules::matched::Hit;
use crate::syntax::{Field, Node, Role, ancestors, walk};

/// React's own hooks that keep something from one render to the next. Others may be functions of another library.
const HOOKS: [&str; 14] = [
    "useCallback",
    "useDeferredValue",
    "useEffect",
    "useId",
    "useImperativeHandle",
    "useInsertionEffect",
    "useLayoutEffect",
    "useMemo",
    "useReducer",
    "useRef",
    "useState",
    "useSyncExternalStore",
    "useTransition",
    "useOptimistic",
];
/// Functions that make a component of the one that they are given.
const WRAPPERS: [&str; 4] = ["forwardRef", "memo", "React.forwardRef", "React.memo"];

pub(super) fn visit<'t>(facts: &Facts<'t>, call: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some(hook) = hook_name(facts, call) else { return };
    let Some(function) = ancestors(call).find(|outer| outer.is(Role::Function)) else { return };
    if !is_component(facts, function) {
        return;
    }
    let reason = decided_by(facts, call, function).or_else(|| left_before(facts, call, function));
    if let Some(reason) = reason {
        let end = call.child_by_field_name("function").map_or(call.end_byte(), |callee| callee.end_byte());
        found(Hit::at(call.start_byte()..end).with("hook", hook).with("reason", reason));
    }
}

/// The name of the hook that is called.
pub(super) fn hook_name<'t>(facts: &Facts<'t>, call: Node<'t>) -> Option<&'t str> {
    let name = facts.file.text_of(call.child_by_field_name("function")?);
    let name = name.strip_prefix("React.").unwrap_or(name);
    HOOKS.contains(&name).then_some(name)
}

/// Whether a function is a component or a hook, by its name or by what it is given to.
fn is_component<'t>(facts: &Facts<'t>, function: Node<'t>) -> bool {
    let parent = function.parent();
    let named = function.part(Field::Name).or_else(|| {
        let declarator = parent.filter(|parent| parent.kind() == "variable_declarator")?;
        declarator.part(Field::Name)
    });
    if let Some(name) = named.map(|name| facts.file.text_of(name)) {
        let is_hook = name.strip_prefix("use").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        return is_hook || name.starts_with(char::is_uppercase);
    }
    let wrapper = parent.filter(|parent| parent.kind() == "arguments").and_then(|list| list.parent());
    let callee = wrapper.and_then(|call| call.child_by_field_name("function"));
    callee.is_some_and(|callee| WRAPPERS.contains(&facts.file.text_of(callee)))
}

/// What around a call decides whether, or how often, it is made.
fn decided_by<'t>(facts: &Facts<'t>, call: Node<'t>, function: Node<'t>) -> Option<String> {
    let mut inner = call;
    for outer in ancestors(call).take_while(|outer| *outer != function) {
        let is_condition = outer.part(Field::Condition) == Some(inner);
        let line = facts.file.line_at(outer.start_byte());
        let is_second = outer.is(Role::Binary)
            && outer.part(Field::Right) == Some(inner)
            && matches!(operator(facts, outer), "&&" | "||" | "??");
        if is_second || (outer.is(Role::Branch) && !is_condition) {
            return Some(format!("the condition on line {line} decides about it"));
        }
        if outer.is(Role::Loop) {
            return Some(format!("the loop on line {line} repeats it"));
        }
        inner = outer;
    }
    None
}

fn operator<'t>(facts: &Facts<'t>, binary: Node<'t>) -> &'t str {
    binary.child_by_field_name("operator").map_or("", |operator| facts.file.text_of(operator))
}

/// A `return` in a statement before the one that a call is in.
fn left_before(facts: &Facts<'_>, call: Node<'_>, function: Node<'_>) -> Option<String> {
    let body = function.part(Field::Body)?;
    let statement = std::iter::once(call).chain(ancestors(call)).find(|outer| outer.parent() == Some(body))?;
    let before = std::iter::successors(statement.prev_named_sibling(), Node::prev_named_sibling);
    let own = before.flat_map(|other| walk(other, |node| !node.is(Role::Function) && !node.is(Role::Class)));
    let left = own.into_iter().find(|node| node.is(Role::Return))?;
    Some(format!("the `return` on line {} comes first", facts.file.line_at(left.start_byte())))
}
