//! `python/missing-await`: a statement that calls an `async def` of this file, or one of asyncio's own, and
//! drops the coroutine.

use super::code::class_of_self;
use crate::facts::By;
use crate::rules::matched::Match;
use crate::syntax::Node;

const OF_ASYNCIO: [&str; 7] = [
    "asyncio.sleep",
    "asyncio.wait",
    "asyncio.wait_for",
    "asyncio.to_thread",
    "asyncio.open_connection",
    "asyncio.start_server",
    "asyncio.create_subprocess_exec",
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(name)) = (found.node("report"), found.node("name")) else { return false };
    let facts = found.facts;
    if facts.calls(call, &OF_ASYNCIO) {
        return true;
    }
    let word = facts.file.text_of(name);
    let scope = match found.text("object") {
        Some("self" | "cls") => class_of_self(call).and_then(|class| facts.bindings().of_node(class)),
        Some(_) => None,
        None => facts.bindings().resolve(word, name),
    };
    let bindings = scope.map(|scope| scope.get(word)).unwrap_or_default();
    !bindings.is_empty() && bindings.iter().all(|binding| binding.by == By::Function && is_coroutine(binding.name))
}

/// Whether a name is that of an `async def` without decorators.
fn is_coroutine(name: Node<'_>) -> bool {
    let Some(function) = name.parent() else { return false };
    let is_decorated = function.parent().is_some_and(|parent| parent.kind() == "decorated_definition");
    function.child(0).is_some_and(|first| first.kind() == "async") && !is_decorated
}
