//! `rust/range-never-runs`: of a range between two numbers, whether the first is the larger.

use crate::rules::matched::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    match (found.text("_first"), found.text("_last")) {
        (Some(first), Some(last)) => number(first) > number(last) && number(last).is_some(),
        _ => true,
    }
}

/// The value of a literal in decimal, with any suffix.
fn number(literal: &str) -> Option<u128> {
    if ["0x", "0b", "0o"].iter().any(|prefix| literal.starts_with(prefix)) {
        return None;
    }
    let digits: String = literal.chars().filter(|sign| *sign != '_').take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
