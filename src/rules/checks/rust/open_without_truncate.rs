//! `rust/open-without-truncate`: options that create a file for writing say neither that old content goes nor that
//! it stays.

use super::syntax::MethodCall;
use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

/// Options that say what becomes of old content, or that the file is not simply written anew, with their arguments.
const SAID: [(&str, &str); 6] =
    [("truncate", ""), ("append", ""), ("create_new", ""), ("read", "true"), ("custom_flags", ""), ("create", "false")];
/// Parts of names of what is not simply written anew.
const OTHER: [&str; 3] = ["lock", "Lock", "device"];
/// What writes at places of a file, so that old content is meant to stay.
const SEEKING: [&str; 3] = ["seek", "set_len", "write_at"];

pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(create) = m.node("_create") else { return false };
    let outer = std::iter::once(create).chain(ancestors(create));
    let mut chain = outer.take_while(|node| matches!(node.kind(), "call_expression" | "field_expression"));
    let Some(open) = chain.find(|node| MethodCall::from_node(m.file, *node).is_some_and(|call| call.method == "open"))
    else {
        return false;
    };
    let options: Vec<_> =
        std::iter::successors(MethodCall::from_node(m.file, open), |call| MethodCall::from_node(m.file, call.receiver))
            .collect();
    let says = |(method, argument): (&str, &str)| {
        let is_said = |list: Node<'_>| argument.is_empty() || m.file.text_of(list).contains(argument);
        options.iter().any(|call| call.method == method && is_said(call.arguments))
    };
    is_options(m, open)
        && says(("write", "true"))
        && !SAID.into_iter().any(says)
        && !words(m, open).any(|word| OTHER.iter().any(|part| word.contains(part)))
        && is_kept(open)
        && !seeks(m, open)
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
fn seeks<'t>(m: &Match<'t>, node: Node<'t>) -> bool {
    let function = ancestors(node).find(|node| node.kind() == "function_item");
    function.is_some_and(|function| {
        let is_other = |word: &str| ["mmap", "Mmap", "lock"].iter().any(|part| word.contains(part));
        words(m, function).any(|word| SEEKING.contains(&word) || is_other(word))
    })
}

/// The names and the texts of strings beneath a node.
fn words<'t>(m: &Match<'t>, node: Node<'t>) -> impl Iterator<Item = &'t str> {
    let file = m.file;
    let words = descendants(node).filter(|node| node.is(Role::Identifier) || node.is(Role::String));
    words.map(|node| file.text_of(node))
}
