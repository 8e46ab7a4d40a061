//! `python/float-equality`: `==` with a decimal fraction that no float holds exactly.

use crate::rules::matched::Match;

/// Halves, quarters and so on down to this part are exact, and so are whole numbers.
const GRID: f64 = 1024.0;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(literal) = found.text("literal") else { return false };
    let Ok(value) = literal.replace('_', "").parse::<f64>() else { return false };
    (value * GRID).fract() != 0.0
}
