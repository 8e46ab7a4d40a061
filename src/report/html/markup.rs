//! HTML that cannot be said wrong: markup is known when the program is built, all else is text and escaped here.

use std::fmt::Display;

use crate::report::printable;

/// A page that grows from its start.
#[derive(Default)]
pub(super) struct Markup {
    html: String,
}

impl Markup {
    /// Adds markup in which each `{}` stands for a text, also in quoted attributes.
    pub(super) fn add(&mut self, markup: &'static str, texts: &[&dyn Display]) {
        let mut texts = texts.iter();
        for (nth, part) in markup.split("{}").enumerate() {
            if nth > 0 {
                self.html += &escape(&texts.next().expect("each `{}` has its text").to_string());
            }
            self.html += part;
        }
        debug_assert!(texts.next().is_none(), "each text has its `{{}}`: {markup}");
    }

    /// Adds markup, braces and all.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.html += markup;
    }

    /// The page.
    pub(super) fn finish(self) -> String {
        self.html
    }
}

/// Text that means nothing to a browser, whoever wrote it, with invisible characters made visible.
pub(crate) fn escape(text: &str) -> String {
    let text = printable(text);
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_in_their_places_and_mean_nothing() {
        let mut page = Markup::default();
        page.add("<a title=\"{}\">{}</a>", &[&"\" onclick='x'", &"</a><script>&amp;{}"]);
        let expected = "<a title=\"&quot; onclick=&#39;x&#39;\">&lt;/a&gt;&lt;script&gt;&amp;amp;{}</a>";
        assert_eq!(page.finish(), expected);
    }

    #[test]
    fn characters_that_hide_or_reorder_text_are_spelled_out() {
        assert_eq!(escape("a\u{202e}b\u{0}\tc"), "a\\u{202e}b\\u{0}    c");
    }
}
