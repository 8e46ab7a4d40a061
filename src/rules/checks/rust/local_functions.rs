//! `rust/missing-await` and `rust/result-dropped`: what a function of the same file returns is thrown away,
//! though it is a future that nothing awaits, or a `Result` that may hold an error.

use super::syntax::words;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile, ancestors};

/// Files of more bytes are not searched for a signature at each call.
const LARGE_FILE: usize = 300_000;

/// The call that is thrown away makes a future, and a future does nothing until it is awaited.
pub(super) fn never_polled(m: &mut Match<'_>) -> bool {
    let Some(call) = m.node("report") else { return false };
    let Some(name) = called(m.file, call) else { return false };
    let is_method = call.child_by_field_name("function").is_some_and(|function| function.kind() != "identifier");
    let Some(items) = (if is_method { inherent_methods(call) } else { call_scope(call) }) else { return false };
    let is_async = items
        .named_children()
        .filter(|item| item.kind() == "function_item")
        .find(|item| item.child_by_field_name("name").is_some_and(|own| m.file.text_of(own) == name))
        .is_some_and(|item| is_async(m.file, item));
    if is_async {
        m.set("function", name);
    }
    is_async
}

/// The methods of the `impl` around a call, if it is not that of a trait: no other method can be meant by its names.
fn inherent_methods(call: Node<'_>) -> Option<Node<'_>> {
    let item = ancestors(call).find(|node| node.kind() == "impl_item")?;
    if item.child_by_field_name("trait").is_some() { None } else { item.child_by_field_name("body") }
}

/// The items of the module that a call is in.
fn call_scope(call: Node<'_>) -> Option<Node<'_>> {
    ancestors(call).find(|node| {
        node.kind() == "source_file"
            || (node.kind() == "declaration_list" && node.parent().is_some_and(|node| node.kind() == "mod_item"))
    })
}

fn is_async(file: &SourceFile, function: Node<'_>) -> bool {
    let modifiers = function.named_children().find(|node| node.kind() == "function_modifiers");
    modifiers.is_some_and(|node| words(file.text_of(node), "async").next().is_some())
}

/// The call that is thrown away returns a `Result`.
pub(super) fn result_dropped(m: &mut Match<'_>) -> bool {
    let Some(call) = m.node("report").filter(|_| m.file.text.len() <= LARGE_FILE) else { return false };
    let is_awaited = call.kind() == "await_expression";
    let Some(call) = (if is_awaited { call.named_child(0) } else { Some(call) }) else { return false };
    let Some(name) = called(m.file, call) else { return false };
    let fails = |signature: Signature| signature.is_async == is_awaited && signature.returns_result;
    if !signatures(m.file, &name).all(fails) || signatures(m.file, &name).next().is_none() {
        return false;
    }
    m.set("function", name);
    true
}

/// The name of the function in `name(..)`, `self.name(..)` and `Self::name(..)`.
fn called(file: &SourceFile, call: Node<'_>) -> Option<String> {
    let function = call.child_by_field_name("function")?;
    let name = match function.kind() {
        "identifier" => function,
        "field_expression" if file.text_of(function.child_by_field_name("value")?) == "self" => {
            function.child_by_field_name("field")?
        }
        "scoped_identifier" if file.text_of(function.child_by_field_name("path")?) == "Self" => {
            function.child_by_field_name("name")?
        }
        _ => return None,
    };
    Some(file.text_of(name).to_owned())
}

#[derive(Clone, Copy)]
struct Signature {
    is_async: bool,
    returns_result: bool,
}

/// The signatures of the functions of a name, as the text has them.
fn signatures<'f>(file: &'f SourceFile, name: &'f str) -> impl Iterator<Item = Signature> {
    words(&file.text, name).filter_map(|at| {
        let before = file.text[..at].strip_suffix("fn ")?;
        let line = before.rsplit('\n').next().unwrap_or(before);
        let rest = &file.text[at..];
        let head = &rest[..rest.find(['{', ';'])?];
        let returned = head.rsplit_once("->").map(|(_, returned)| returned.trim_start()).unwrap_or_default();
        let returned = returned.split_once('<').map_or(returned, |(outer, _)| outer).trim();
        Some(Signature {
            is_async: words(line, "async").next().is_some(),
            returns_result: returned.rsplit("::").next().is_some_and(|last| last.ends_with("Result")),
        })
    })
}
