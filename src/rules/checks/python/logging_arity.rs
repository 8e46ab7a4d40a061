//! `python/logging-arity`: a logging call whose values do not fit its message.

use super::code::children;
use super::format::Percent;
use super::format_arity::literal;
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(arguments), Some(method)) = (found.node("arguments"), found.text("method")) else { return false };
    let file = found.file;
    // Other loggers have other formats.
    if ["loguru", "structlog", "style=", "getStyle"].iter().any(|word| file.text.contains(word)) {
        return false;
    }
    let mut values = children(arguments);
    values.retain(|value| value.kind() != "keyword_argument");
    if values.iter().any(|value| matches!(value.kind(), "list_splat" | "dictionary_splat")) {
        return false;
    }
    let skip = usize::from(method == "log");
    let Some(message) = values.get(skip) else { return false };
    let given = values.len() - skip - 1;
    let Some(text) = literal(file, *message) else { return false };
    let Some(format) = Percent::read(&text) else { return false };
    let fits = if format.names.is_empty() {
        // Without values nothing is formatted, so that a lone `%` is text; a plain `%s` is a value forgotten.
        format.count == given || (given == 0 && !text.contains("%s") && !text.contains("%r")) || text.contains('{')
    } else {
        true
    };
    if !fits {
        found.set("wanted", format.count.to_string());
        found.set("given", given.to_string());
    }
    !fits
}
