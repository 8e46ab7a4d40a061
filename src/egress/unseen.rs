//! Characters that show nothing or turn the direction of a line, written as `\u{202e}`, so that a text hidden in them
//! is in plain sight for a model and says nothing to it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Formats, controls, fillers, selectors, tags and the line breaks that no editor shows. A line break is none of them.
static UNSEEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"[\p{Cf}\p{Cc}\u{2028}\u{2029}\u{034F}\u{115F}\u{1160}\u{17B4}\u{17B5}\u{180B}-\u{180F}\u{2800}\u{3164}\u{FFA0}\u{FE00}-\u{FE0F}\u{E0000}-\u{E0FFF}&&[^\n\t]]",
    )
    .expect("the pattern is a constant")
});

static ESCAPE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\\u\{([0-9a-f]{1,6})\}").expect("the pattern is a constant"));

/// The text with its unseen characters written out; notes which there were.
pub(super) fn escape(text: &str, escaped: &mut BTreeSet<char>) -> String {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte) || byte == b'\n' || byte == b'\t') {
        return text.to_owned();
    }
    let (mut shown, mut end) = (String::with_capacity(text.len()), 0);
    for found in UNSEEN.find_iter(text) {
        let letter = found.as_str().chars().next().unwrap_or_default();
        if has_a_use(letter, &text[..found.start()], &text[found.end()..]) {
            continue;
        }
        shown.push_str(&text[end..found.start()]);
        write(&mut shown, letter);
        escaped.insert(letter);
        end = found.end();
    }
    shown.push_str(&text[end..]);
    shown
}

/// Writes a character as its number.
pub(super) fn write(into: &mut String, letter: char) {
    write!(into, "\\u{{{:x}}}", u32::from(letter)).expect("strings grow");
}

/// Puts the characters back that were written out.
pub(super) fn restore(text: &str, escaped: &BTreeSet<char>) -> String {
    let character = |captures: &Captures<'_>| {
        let number = u32::from_str_radix(&captures[1], 16).ok().and_then(char::from_u32);
        number.filter(|letter| escaped.contains(letter)).map_or_else(|| captures[0].to_owned(), String::from)
    };
    ESCAPE.replace_all(text, character).into_owned()
}

/// A carriage return before a line break, and what makes one emoji of two or picks its form.
fn has_a_use(letter: char, before: &str, after: &str) -> bool {
    let seen = |letter: Option<char>| {
        letter.is_some_and(|letter| u32::from(letter) >= 0x2000 && !UNSEEN.is_match(letter.encode_utf8(&mut [0; 4])))
    };
    match letter {
        '\r' => after.starts_with('\n'),
        '\u{FE0E}' | '\u{FE0F}' => seen(before.chars().next_back()),
        '\u{200D}' => {
            let first = before.trim_end_matches('\u{FE0F}').chars().next_back();
            seen(first) && seen(after.chars().next())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_written_out_and_comes_back() {
        let mut escaped = BTreeSet::new();
        let text = "a\u{202E}b\u{200B}\u{E0041}c\u{FE01}\u{1b}[0m \u{ad}\r x";
        let shown = escape(text, &mut escaped);
        assert_eq!(shown, "a\\u{202e}b\\u{200b}\\u{e0041}c\\u{fe01}\\u{1b}[0m \\u{ad}\\u{d} x");
        assert_eq!(restore(&shown, &escaped), text);
        assert_eq!(escape(&shown, &mut escaped), shown);
    }

    #[test]
    fn letters_emoji_and_line_breaks_stay() {
        let mut escaped = BTreeSet::new();
        for text in ["größe\r\n", "\u{1F468}\u{200D}\u{1F469} \u{2764}\u{FE0F}", "\tключ\n"] {
            assert_eq!(escape(text, &mut escaped), text);
        }
    }

    #[test]
    fn an_escape_that_the_source_wrote_itself_stays_one() {
        assert_eq!(restore("'\\u{202e}'", &BTreeSet::new()), "'\\u{202e}'");
    }
}
