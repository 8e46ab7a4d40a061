//! Small functions over text that the whole program shares: one line, a limited length, whole words, counts and
//! percentages. Each has its one home here, so that two messages never cut or count in two ways. So has the compiling of regular
//! expressions that others wrote.

use miette::Diagnostic;
use regex::{Regex, RegexBuilder};

/// The most bytes that a compiled expression takes: a few characters can ask for gigabytes. `\w{1,64}` takes three
/// megabytes.
const EXPRESSION: usize = 4 * 1024 * 1024;
/// The most bytes that what it keeps while it searches takes, for each thread.
const EXPRESSION_CACHE: usize = 1024 * 1024;

/// Compiles a regular expression of a rule or of a configuration, within bounds.
///
/// # Errors
/// One that is not valid, or too large when compiled.
pub(crate) fn expression(source: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(source).size_limit(EXPRESSION).dfa_size_limit(EXPRESSION_CACHE).nest_limit(100).build()
}

/// The words of a text on one line, one space between them.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// An error and what to do about it, on one line.
pub(crate) fn sentence(error: &dyn Diagnostic) -> String {
    let within = || error.diagnostic_source().and_then(|source| source.help().map(|help| help.to_string()));
    match error.help().map(|help| help.to_string()).or_else(within) {
        Some(help) => format!("{error}; {help}"),
        None => error.to_string(),
    }
}

/// At most `most` characters of a text; where it is cut, the last of them is `…`.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    if text.char_indices().nth(most).is_none() {
        return text.to_owned();
    }
    let mut short = first_characters(text, most.saturating_sub(1)).to_owned();
    short.push('…');
    short
}

/// The first `most` characters of a text, without a mark where it is cut.
pub(crate) fn first_characters(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

/// The start of a commit's id, as people read and compare it.
pub(crate) fn short_revision(revision: &str) -> &str {
    first_characters(revision, 10)
}

/// The name nearest to a mistyped one, if one is near.
pub(crate) fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 4)
        .min()
        .map(|(_, name)| name)
}

/// A count with its noun: `1 hunk`, `2 hunks`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A share from 0.0 to 1.0 as a whole percentage: `7%`.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// Whether a character can be part of a word or an identifier.
pub(crate) fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The bytes at which a word occurs by itself, not as part of a longer one; nowhere for an empty word.
pub(crate) fn word_starts<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(start, _)| start).filter(move |&start| {
        let before = &text[..start];
        let after = &text[start + word.len()..];
        !word.is_empty() && !before.ends_with(is_word_character) && !after.starts_with(is_word_character)
    })
}

/// Whether a word occurs in a text by itself.
pub(crate) fn has_word(text: &str, word: &str) -> bool {
    word_starts(text, word).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_has_one_space_between_words_and_none_at_the_ends() {
        assert_eq!(one_line("  a\n\n\tb  c "), "a b c");
        assert_eq!(one_line(" \n"), "");
    }

    #[test]
    fn a_text_that_fits_is_whole_and_a_longer_one_ends_in_an_ellipsis_within_its_limit() {
        assert_eq!(shortened("äöü", 3), "äöü");
        assert_eq!(shortened("äöüß", 3), "äö…");
        assert_eq!(shortened("ab", 1), "…");
        assert_eq!(first_characters("äöüß", 3), "äöü");
        assert_eq!(first_characters("äö", 3), "äö");
    }

    #[test]
    fn one_is_singular_and_every_other_count_plural() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "hunk")), ["0 hunks", "1 hunk", "2 hunks"]);
    }

    #[test]
    fn a_percentage_is_whole() {
        assert_eq!([0.0, 0.066, 1.0].map(percent), ["0%", "7%", "100%"]);
    }

    #[test]
    fn a_word_is_found_only_where_no_longer_one_holds_it() {
        assert_eq!(word_starts("file profile file_2 (file) file", "file").collect::<Vec<_>>(), [0, 21, 27]);
        assert!(has_word("übergröße x", "x") && !has_word("größex", "x"));
        assert!(!has_word("a b", "") && !has_word("", "a"));
    }
}
