//! `rust/future-never-polled` and `rust/result-dropped`: what a function of the same file returns is thrown away,
//! though it is a future that nothing awaits, or a `Result` that may hold an error.

use tree_sitter::Node;

use super::rust_syntax::words;
use crate::rules::query::Match;
use crate::syntax::SourceFile;

/// The call that is thrown away makes a future, and a future does nothing until it is awaited.
pub(super) fn never_polled(m: &mut Match<'_>) -> bool {
    let Some(call) = m.node("report") else { return false };
    let Some(name) = called(m.file, call) else { return false };
    if !signatures(m.file, &name).all(|signature| signature.is_async) || signatures(m.file, &name).next().is_none() {
        return false;
    }
    m.set("function", name);
    true
}

/// The call that is thrown away returns a `Result`.
pub(super) fn result_dropped(m: &mut Match<'_>) -> bool {
    let Some(call) = m.node("report") else { return false };
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
