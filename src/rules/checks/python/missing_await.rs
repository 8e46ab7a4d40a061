//! `python/missing-await`: a statement that calls an `async def` of this file, or one of asyncio's own, and
//! drops the coroutine.

use super::code::{class_of, class_of_self, function_around};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, descendants};

const OF_ASYNCIO: [&str; 8] = [
    "sleep",
    "wait",
    "wait_for",
    "to_thread",
    "open_connection",
    "start_server",
    "create_subprocess_exec",
    "timeout_at",
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(call), Some(name)) = (found.node("report"), found.text("name")) else { return false };
    match found.text("object") {
        Some("asyncio") => OF_ASYNCIO[..7].contains(&name),
        Some("self" | "cls") => {
            let class = class_of_self(call);
            class.is_some() && is_coroutine(found.file, name, |function| class_of(function) == class)
        }
        Some(_) => false,
        None => is_coroutine(found.file, name, |function| {
            class_of(function).is_none()
                && (function_around(function).is_none() || function_around(call) == function_around(function))
        }),
    }
}

/// Whether the name stands for `async def`s alone, and one of them is within reach.
fn is_coroutine(file: &SourceFile, name: &str, in_reach: impl Fn(Node<'_>) -> bool) -> bool {
    if !file.text.contains(&format!("async def {name}(")) {
        return false;
    }
    let Some(tree) = file.tree() else { return false };
    let is_named = |node: &Node<'_>| {
        node.kind() == "function_definition"
            && node.child_by_field_name("name").is_some_and(|own| file.text_of(own) == name)
    };
    let mut reached = false;
    for function in descendants(tree.root_node()).filter(is_named) {
        let is_async = file.text_of(function).starts_with("async");
        let is_decorated = function.parent().is_some_and(|parent| parent.kind() == "decorated_definition");
        if !is_async || is_decorated {
            return false;
        }
        reached = reached || in_reach(function);
    }
    reached
}
