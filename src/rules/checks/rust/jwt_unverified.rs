//! `rust/jwt-unverified` and `rust/hardcoded-key`: a check of a token that is skipped on purpose, as its function says, or
//! that the function makes itself, is no mistake; nor is the key of a decoding that checks no signature.

use crate::rules::matched::Match;
use crate::syntax::{Node, Role, ancestors, descendants};

/// Parts of the name of a function that returns what was not checked.
const SAYS_SO: [&str; 8] =
    ["unverified", "insecure", "unchecked", "without_verif", "without_valid", "no_verif", "dangerous", "peek"];
/// What a comment says of a check that is skipped on purpose.
const ON_PURPOSE: [&str; 10] = [
    "on purpose",
    "intentional",
    "deliberate",
    "by hand",
    "manually",
    "ourselves",
    "verified below",
    "verified above",
    "already verified",
    "checked below",
];
/// What turns the check of a signature off.
const OFF: [&str; 3] = ["insecure_disable_signature_validation", "dangerous_insecure_decode", "insecure_decode"];

/// Whether a check of a token is skipped and made nowhere else.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    let Some(call) = m.node("call") else { return true };
    let Some(function) = function_of(call) else { return true };
    if says_so(m, function) {
        return false;
    }
    if m.text("call") == Some("validate_exp") { !compares_expiry(m, function) } else { !verifies(m, function) }
}

/// Whether a literal is a key that something rests on.
pub(super) fn is_key(m: &mut Match<'_>) -> bool {
    let literal = &m.file.text[m.report.clone()];
    if literal.starts_with("\"\"") || literal.starts_with("b\"\"") {
        return false;
    }
    let decodes = m.text("function").is_some_and(|function| function.contains("DecodingKey"));
    let Some(function) = m.node("function").and_then(function_of) else { return true };
    !decodes || !names(m, function).any(|name| OFF.contains(&name))
}

fn function_of(node: Node<'_>) -> Option<Node<'_>> {
    ancestors(node).find(|node| node.kind() == "function_item")
}

/// Whether the function's name, or a comment in it, says that the check is skipped on purpose.
fn says_so(m: &Match<'_>, function: Node<'_>) -> bool {
    let name = function.child_by_field_name("name").map_or("", |name| m.file.text_of(name));
    let comments = descendants(function).filter(|node| node.is(Role::Comment));
    let mut told = comments.map(|comment| m.file.text_of(comment).to_lowercase());
    SAYS_SO.iter().any(|part| name.contains(part)) || told.any(|text| ON_PURPOSE.iter().any(|part| text.contains(part)))
}

/// Whether the function compares the time that a token expires at.
fn compares_expiry(m: &Match<'_>, function: Node<'_>) -> bool {
    let compares = |node: Node<'_>| {
        node.kind() == "binary_expression"
            && node.child_by_field_name("operator").is_some_and(|sign| sign.kind().starts_with(['<', '>']))
            && names(m, node).any(|name| name == "exp" || name.contains("expir"))
    };
    descendants(function).any(compares) || names(m, function).any(|name| name.contains("is_expired"))
}

/// Whether the function verifies a signature itself, or decodes once more.
fn verifies(m: &Match<'_>, function: Node<'_>) -> bool {
    let decodes = names(m, function).filter(|name| *name == "decode").count();
    decodes >= 2 || names(m, function).any(|name| name.starts_with("verify"))
}

fn names<'t>(m: &'t Match<'_>, node: Node<'t>) -> impl Iterator<Item = &'t str> + 't {
    let file = m.file;
    descendants(node).filter(|node| node.is(Role::Identifier)).map(|node| file.text_of(node))
}
