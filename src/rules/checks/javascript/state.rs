//! `javascript/stale-state` and `javascript/state-changed-in-place`: the state of a React component, set from what it was
//! in an earlier render, or set to the very object that it was.

use crate::facts::{Effect, Facts};
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, ancestors, descendants};

/// Hooks that keep a function from the render in which their dependencies changed last.
const KEEPING: [&str; 4] = ["useCallback", "useEffect", "useLayoutEffect", "useMemo"];
/// How much of an argument is searched.
const BENEATH: usize = 500;

/// A setter that is called with something made of its state, in a function that keeps the state of an earlier render.
pub(super) fn visit_stale<'t>(facts: &Facts<'t>, call: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some((setter, argument)) = set(facts, call) else { return };
    if argument.is(Role::Function) {
        return;
    }
    let mut inside = descendants(argument).take(BENEATH).filter(|node| node.is(Role::Identifier));
    let Some(state) = inside.find(|name| is_state_of(facts, *name, setter)) else { return };
    let functions: Vec<_> = ancestors(call).filter(|outer| outer.is(Role::Function)).collect();
    let kept = functions.iter().position(|function| dependencies(facts, *function).is_some());
    let Some((depth, hook)) = kept.and_then(|depth| Some((depth, dependencies(facts, functions[depth])?))) else {
        return;
    };
    let name = facts.file.text_of(state);
    let is_listed = descendants(hook.list).any(|node| facts.file.text_of(node) == name);
    // An effect itself runs in the render that made it; what it leaves behind runs later.
    let runs_later = depth > 0 || hook.name == "useCallback";
    if !is_listed && runs_later {
        let setter = facts.file.text_of(setter);
        found(Hit::at(call.byte_range()).with("state", name).with("setter", setter).with("hook", hook.name));
    }
}

/// A setter that is called with its own state, which was changed in place.
pub(super) fn visit_unchanged<'t>(facts: &Facts<'t>, call: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let Some((setter, argument)) = set(facts, call) else { return };
    let is_same = argument.is(Role::Identifier) && is_state_of(facts, argument, setter);
    if is_same && facts.happens(Effect::Changed, argument) {
        let hit = Hit::at(call.byte_range()).with("state", facts.file.text_of(argument));
        found(hit.with("setter", facts.file.text_of(setter)));
    }
}

/// The setter of a state that is called, and what with.
fn set<'t>(facts: &Facts<'t>, call: Node<'t>) -> Option<(Node<'t>, Node<'t>)> {
    let setter = call.child_by_field_name("function").filter(|callee| callee.is(Role::Identifier))?;
    facts.file.text_of(setter).strip_prefix("set").filter(|rest| rest.starts_with(char::is_uppercase))?;
    let argument = call.child_by_field_name("arguments")?.named_child(0)?;
    is_state_hook(facts, facts.binding(setter)?.source()?).then_some((setter, argument))
}

fn is_state_hook<'t>(facts: &Facts<'t>, value: Node<'t>) -> bool {
    let callee = facts.call(value).map(|call| facts.file.text_of(call.callee));
    callee.is_some_and(|callee| matches!(callee, "useState" | "React.useState"))
}

/// Whether a name and a setter come from the same `useState`.
fn is_state_of<'t>(facts: &Facts<'t>, name: Node<'t>, setter: Node<'t>) -> bool {
    let source = |node| facts.binding(node).and_then(|binding| binding.source());
    facts.file.text_of(name) != facts.file.text_of(setter) && source(name).is_some() && source(name) == source(setter)
}

struct Kept<'t> {
    name: &'t str,
    /// The list of the dependencies.
    list: Node<'t>,
}

/// The hook that a function is given to, with its dependencies.
fn dependencies<'t>(facts: &Facts<'t>, function: Node<'t>) -> Option<Kept<'t>> {
    let list = function.parent().filter(|parent| parent.kind() == "arguments")?;
    let name = facts.file.text_of(list.parent()?.child_by_field_name("function")?);
    let name = name.strip_prefix("React.").unwrap_or(name);
    let own = list.named_child(1).filter(|own| own.kind() == "array")?;
    KEEPING.contains(&name).then_some(Kept { name, list: own })
}
