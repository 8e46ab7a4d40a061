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
    let digits: String = literal.chars().filter(|sign| *sign != '_').take_while(char::is_ascii_digit).collect();
    let is_decimal = !literal.starts_with("0x") && !literal.starts_with("0b") && !literal.starts_with("0o");
    digits.parse().ok().filter(|_| is_decimal)
}
