//! `python/logging-arity`: a logging call whose values do not fit its message.

use super::code::children;
use super::format::Percent;
use super::format_arity::literal;
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::{Node, Tree};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(arguments), Some(callee)) = (found.node("arguments"), found.node("callee")) else { return false };
    let facts = found.facts;
    let file = facts.file;
    let mut values = children(arguments);
    values.retain(|value| value.kind() != "keyword_argument");
    if values.iter().any(|value| matches!(value.kind(), "list_splat" | "dictionary_splat")) {
        return false;
    }
    let skip = usize::from(found.text("method") == Some("log") || facts.calls(callee, &["logging.log"]));
    let Some(message) = values.get(skip) else { return false };
    let given = values.len() - skip - 1;
    let Some(text) = literal(file, *message) else { return false };
    let Some(format) = Percent::read(&text) else { return false };
    let fits = if format.names.is_empty() {
        // Without values nothing is formatted, so that a lone `%` is text; a plain `%s` is a value forgotten.
        let may_be_braces = text.contains('{') && !is_of_logging(facts, callee);
        format.count == given || (given == 0 && !text.contains("%s") && !text.contains("%r")) || may_be_braces
    } else {
        true
    };
    if fits || has_other_format(facts) {
        return false;
    }
    found.set("wanted", format.count.to_string());
    found.set("given", given.to_string());
    true
}

/// Whether it is a function of `logging` itself or of a logger that this made, and none that wraps one.
fn is_of_logging<'t>(facts: &Facts<'t>, callee: Node<'t>) -> bool {
    let logger = callee.child_by_field_name("object");
    logger.is_some_and(|logger| {
        facts.is_named(logger, &["logging"]) || facts.is_made_by(logger, &["logging.getLogger", "logging.Logger"])
    })
}

/// Whether loggers of the file may have another format than `%`.
fn has_other_format(facts: &Facts<'_>) -> bool {
    let has_style = |tree: &Tree| {
        let mut names = tree.nodes().filter(|node| node.kind() == "identifier").map(|node| facts.file.text_of(node));
        names.any(|name| name == "style" || name == "getStyle")
    };
    ["loguru", "structlog"].iter().any(|module| facts.whole().bindings().import(module))
        || facts.whole().file.tree().is_some_and(has_style)
}
