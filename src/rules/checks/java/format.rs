//! Java's format strings, and the values that are given for them.

use crate::facts::Facts;
use crate::syntax::{Node, Role};

/// Types of which a value is certainly one value: neither an array of several nor an exception.
const SINGLE: [&str; 12] =
    ["String", "Integer", "Long", "Double", "Boolean", "int", "long", "short", "byte", "double", "boolean", "char"];

/// How many values a format asks for; `None` where it is none that Java would take.
pub(super) fn percents(text: &str) -> Option<usize> {
    let mut in_order = 0;
    let mut numbered = 0;
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        rest = &rest[at + 1..];
        let digits = rest.len() - rest.trim_start_matches(|sign: char| sign.is_ascii_digit()).len();
        let mut number = None;
        if rest[digits..].starts_with('$') {
            number = rest[..digits].parse::<usize>().ok();
        }
        if number.is_some() {
            rest = &rest[digits + 1..];
        }
        let after = rest.trim_start_matches(|sign: char| "-#+ 0,(<.".contains(sign) || sign.is_ascii_digit());
        let is_relative = rest[..rest.len() - after.len()].contains('<');
        let kind = after.chars().next()?;
        rest = &after[kind.len_utf8()..];
        match kind {
            '%' | 'n' => {}
            'b' | 'B' | 'h' | 'H' | 's' | 'S' | 'c' | 'C' | 'd' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'g' | 'G'
            | 'a' | 'A' | 't' | 'T' => {
                if matches!(kind, 't' | 'T') {
                    rest = rest.get(1..)?;
                }
                match number {
                    Some(number) => numbered = numbered.max(number),
                    None if is_relative => {}
                    None => in_order += 1,
                }
            }
            _ => return None,
        }
    }
    Some(in_order.max(numbered))
}

/// How often `{}` stands in a message for a value.
pub(super) fn braces(text: &str) -> usize {
    let all = text.match_indices("{}");
    all.filter(|(at, _)| !text[..*at].ends_with('\\')).count()
}

/// A literal text, or several that are joined; `None` where a part of it is evaluated.
pub(super) fn literal<'t>(facts: &Facts<'t>, node: Node<'t>) -> Option<String> {
    let built = facts.built(node);
    built.holes.is_empty().then_some(built.text)
}

/// The values in a list of arguments after the format, if it is in it. `None` where one may stand for several: an array
/// alone.
pub(super) fn values<'t>(facts: &Facts<'t>, list: Node<'t>, format: Node<'t>) -> Option<Vec<Node<'t>>> {
    let values = list.named_children().filter(|value| !value.is(Role::Comment) && *value != format);
    let values: Vec<_> = values.collect();
    match values[..] {
        [only] if !is_single(facts, only) => None,
        _ => Some(values),
    }
}

/// Whether an expression is certainly one value.
pub(super) fn is_single<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    node.is(Role::Literal) || node.is(Role::Binary) || facts.is_made_by(node, &SINGLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_asks_for_values_in_order_or_by_number() {
        for (text, expected) in [
            ("%s is %5.2f%% of %,d%n", Some(3)),
            ("%1$s %2$s %1$s", Some(2)),
            ("%s %<s", Some(1)),
            ("%tY-%<tm", Some(1)),
            ("%-10s|%08x", Some(2)),
            ("50 %", None),
            ("%q", None),
            ("nothing", Some(0)),
        ] {
            assert_eq!(percents(text), expected, "{text}");
        }
    }

    #[test]
    fn escaped_braces_stand_for_themselves() {
        assert_eq!(braces("{} of {}, not \\\\{}"), 2);
    }
}
