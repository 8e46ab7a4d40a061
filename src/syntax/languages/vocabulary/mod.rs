//! The words by which the risk model reads a language: lines are counted without a tree, since the old side of a hunk has
//! none that is worth parsing.

mod braced;
mod python_and_rust;

pub(super) use braced::BRACED;
pub(super) use python_and_rust::PYTHON_AND_RUST;

use std::collections::HashMap;
use std::sync::OnceLock;

/// The words of a language, or of several that a model was trained on together.
pub struct Vocabulary {
    /// Words that may stand before a bracket and are no names.
    pub keywords: &'static [&'static str],
    /// Words before the name of what they define.
    pub defining: &'static [&'static str],
    /// What begins a line that says something of the definition below it.
    pub decorating: &'static [&'static str],
    /// The words and operators of each class that is counted, by the name of the class: see
    /// `src/local/features/counts.rs`. Of a word in several classes the last counts.
    pub classes: &'static [(&'static str, &'static [&'static str])],
    pub(in crate::syntax) by_word: OnceLock<HashMap<&'static str, usize>>,
}

impl Vocabulary {
    /// Whether a word that stands before a bracket is no name of a function.
    pub fn is_keyword(&self, word: &str) -> bool {
        self.keywords.contains(&word)
    }

    /// The class of a word or an operator, as a number that `number_of` gives its name.
    pub fn class(&self, word: &str, number_of: &dyn Fn(&str) -> Option<usize>) -> Option<usize> {
        let read = || {
            let rows = self.classes.iter().filter_map(|(name, words)| Some((number_of(name)?, words)));
            rows.flat_map(|(number, words)| words.iter().map(move |word| (*word, number))).collect()
        };
        self.by_word.get_or_init(read).get(word).copied()
    }
}
