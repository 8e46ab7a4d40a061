//! `python/missing-comma`: two texts in a list of words with nothing between them but a line's end.

use super::code::{children, plain_text};
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(joined) = found.node("report") else { return false };
    let Some(list) = joined.parent().filter(|list| matches!(list.kind(), "list" | "tuple" | "set")) else {
        return false;
    };
    let file = found.file;
    let items = children(list);
    let parts = children(joined);
    let words = items.iter().filter(|item| is_word(file, **item)).count();
    let all = items.len() == words + 1 && words >= 2 && parts.iter().all(|part| is_word(file, *part));
    let (Some(first), Some(second)) = (parts.first(), parts.get(1)) else { return false };
    found.set("first", file.text_of(*first));
    found.set("second", file.text_of(*second));
    all && parts.len() == 2
}

/// A short text without blanks: a name or an option, not a sentence that goes on.
fn is_word(file: &SourceFile, node: Node<'_>) -> bool {
    const LONGEST: usize = 40;
    plain_text(file, node).is_some_and(|text| {
        !text.is_empty() && text.len() <= LONGEST && !text.contains(char::is_whitespace) && !text.contains('\\')
    })
}
