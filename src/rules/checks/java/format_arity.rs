//! `java/format-arity`: a format string and values that do not fit it.

use super::format::{literal, percents, values};
use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let (Some(format), Some(list)) = (found.node("format"), found.node("values")) else { return false };
    let Some(given) = values(found.facts, list, format) else { return false };
    let Some(wanted) = literal(found.facts, format).and_then(|text| percents(&text)) else { return false };
    let s = if wanted == 1 { "" } else { "s" };
    found.set("problem", format!("it takes {wanted} value{s} and gets {}", given.len()));
    wanted != given.len()
}
