//! `rust/open-without-truncate`: options that create a file for writing say neither that old content goes nor that
//! it stays.

use super::syntax::{MethodCall, compact};
use crate::rules::matched::Match;
use crate::syntax::{Node, ancestors};

/// Options that say what becomes of old content, or that the file is not simply written anew.
const SAID: &[&str] = &[
    ".truncate(",
    ".append(",
    ".create_new(",
    ".read(true)",
    "custom_flags",
    "lock",
    "Lock",
    ".create(false)",
    "device",
];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(create) = m.node("_create") else { return false };
    // Up to the end of the chain: call -> field_expression -> call.
    let mut whole = create;
    while let Some(next) =
        whole.parent().filter(|node| node.kind() == "field_expression").and_then(|node| node.parent())
    {
        if next.kind() != "call_expression" {
            break;
        }
        whole = next;
        if MethodCall::of(m.file, whole).is_some_and(|call| call.method == "open") {
            break;
        }
    }
    let is_opened = MethodCall::of(m.file, whole).is_some_and(|call| call.method == "open");
    let chain = compact(m.file, whole);
    is_opened
        && is_options(m, whole)
        && chain.contains(".write(true)")
        && !SAID.iter().any(|word| chain.contains(word))
        && is_kept(whole)
        && !seeks(m, whole)
}

/// Where files with such options come from.
const CRATES: [&str; 5] = ["std::", "tokio::", "async_std::", "fs_err::", "cap_std::"];

/// Whether a chain of calls starts with the options of a file.
fn is_options<'t>(m: &Match<'t>, open: Node<'t>) -> bool {
    m.facts.names(open).iter().any(|name| {
        let path = CRATES.iter().find_map(|own| name.path.strip_prefix(own)).unwrap_or(&name.path);
        let path = path.trim_start_matches("fs::");
        path.starts_with("OpenOptions::new()") || path.starts_with("File::options()")
    })
}

/// Whether the file is used once it is open; to make sure that a file is there needs no more than opening it.
fn is_kept(open: Node<'_>) -> bool {
    let user = ancestors(open).find(|node| {
        !matches!(node.kind(), "try_expression" | "await_expression" | "call_expression" | "field_expression")
    });
    user.is_some_and(|node| !matches!(node.kind(), "expression_statement" | "let_condition" | "match_expression"))
}

/// Whether the function goes on to write at places of the file, so that old content is meant to stay.
fn seeks(m: &Match<'_>, node: Node<'_>) -> bool {
    let function = ancestors(node).find(|node| node.kind() == "function_item");
    function.is_some_and(|function| {
        let code = m.file.text_of(function);
        [".seek(", "set_len(", "write_at(", "mmap", "Mmap", "lock"].iter().any(|word| code.contains(word))
    })
}
