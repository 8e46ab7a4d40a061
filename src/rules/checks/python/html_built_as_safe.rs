//! Text that is declared safe HTML although something unescaped was put into it.

use std::sync::LazyLock;

use regex::Regex;

use super::values::{Built, is_fixed, regex, short};
use crate::rules::matched::Match;

/// The first part that nobody escaped.
pub(super) fn confirm(m: &mut Match<'_>) -> bool {
    static HARMLESS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)escape|html|safe|markup|\burl|_url|reverse\(|gettext|^_\(|static|render|sanitiz|bleach|clean|nonce|dumps|count|size|width|height|\bid\b|_id\b|index|attrs|css|class|icon|svg|\.pk$|flatatt|link|widget|tag|join\(",
        )
    });
    let Some(markup) = m.node("markup") else { return false };
    let built = Built::of(m.file, markup);
    if !built.text.contains('<') {
        return false;
    }
    let open = |text: &str| !HARMLESS.is_match(text);
    let part = built.holes.iter().find(|hole| !is_fixed(m.file, hole.node) && open(m.file.text_of(hole.node)));
    let Some(part) = part.map(|hole| short(m.file.text_of(hole.node))) else { return false };
    m.set("part", part);
    true
}
