//! Messages with places for the text of captures: ``default value `{default}` is shared``.

use crate::text::{one_line, shortened};

/// A text with `{name}` places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Template<'t>(&'t str);

/// How much of a captured text a message shows, in characters.
const SHOWN: usize = 60;
/// How long a message is at most, in characters.
const MESSAGE: usize = 4_000;
/// How long what a fix writes is at most, in bytes.
const REPLACEMENT: usize = 1024 * 1024;

impl<'t> Template<'t> {
    /// A template from its text.
    pub fn new(text: &'t str) -> Self {
        Self(text)
    }

    /// The names that have a place in the text.
    pub fn names(self) -> impl Iterator<Item = &'t str> {
        self.parts().filter_map(Result::err)
    }

    /// For people: captured texts on one line, cut where they are long.
    pub fn message<'v>(self, value: impl Fn(&str) -> Option<&'v str>) -> String {
        // The mark of a cut comes on top.
        let mut message = String::new();
        // A name may come any number of times: the parts that are not shown are not made.
        for part in self.filled(value, |text| shortened(&one_line(text), SHOWN + 1)) {
            message.push_str(&part);
            if message.len() > 4 * MESSAGE {
                break;
            }
        }
        shortened(&message, MESSAGE)
    }

    /// For the file: captured texts as they are; `None` where that would be too long.
    pub fn replacement<'v>(self, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
        let mut replacement = String::new();
        for part in self.filled(value, str::to_owned) {
            replacement.push_str(&part);
            if replacement.len() > REPLACEMENT {
                return None;
            }
        }
        Some(replacement)
    }

    fn filled<'v>(
        self,
        value: impl Fn(&str) -> Option<&'v str>,
        show: impl Fn(&str) -> String,
    ) -> impl Iterator<Item = String> {
        self.parts().map(move |part| match part {
            Ok(text) => text.to_owned(),
            Err(name) => value(name).map_or_else(|| format!("{{{name}}}"), &show),
        })
    }

    /// Literal text as `Ok`, names as `Err`. Braces around anything but a name are literal.
    fn parts(self) -> impl Iterator<Item = Result<&'t str, &'t str>> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            if let Some(name) = place_at_start(rest) {
                rest = &rest[name.len() + 2..];
                return Some(Err(name));
            }
            let next = rest.char_indices().skip(1).find(|&(index, _)| place_at_start(&rest[index..]).is_some());
            let (text, after) = rest.split_at(next.map_or(rest.len(), |(index, _)| index));
            rest = after;
            Some(Ok(text))
        })
    }
}

fn place_at_start(text: &str) -> Option<&str> {
    let name = &text.strip_prefix('{')?[..text.find('}')?.checked_sub(1)?];
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str) -> Option<&'static str> {
        match name {
            "x" => Some("a\n  b"),
            "long" => Some("0123456789012345678901234567890123456789012345678901234567890123456789"),
            _ => None,
        }
    }

    #[test]
    fn messages_put_captures_on_one_line_and_cut_long_ones() {
        assert_eq!(Template::new("`{x}` {} {X} {").message(value), "`a b` {} {X} {");
        assert!(Template::new("{long}!").message(value).ends_with("0123456789…!"));
    }

    #[test]
    fn replacements_keep_captures_as_they_are_and_unknown_names_stay_visible() {
        assert_eq!(Template::new("[{x}] {what}").replacement(value).unwrap(), "[a\n  b] {what}");
    }

    #[test]
    fn a_text_that_is_filled_in_again_and_again_is_cut_in_messages_and_makes_no_fix() {
        let often = "{long}".repeat(REPLACEMENT / 70 + 1);
        let message = Template::new(&often).message(value);
        assert!(message.chars().count() == MESSAGE && message.ends_with('…'));
        assert_eq!(Template::new(&often).replacement(value), None);
    }

    #[test]
    fn names_are_those_in_braces() {
        assert_eq!(Template::new("{x} and {a_b} not {1} or {}").names().collect::<Vec<_>>(), ["x", "a_b"]);
    }
}
