//! Whole words in a text: what a name is compared with where the tree does not say.

/// Whether the identifier occurs in the text, and not merely as part of another.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|other| other == word)
}
