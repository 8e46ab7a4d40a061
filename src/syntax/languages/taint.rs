//! What a language says of data from outside: where it comes from, where it must not arrive, what makes it harmless.

use std::sync::OnceLock;

use regex::Regex;

/// A regular expression of the program itself, compiled when it is first needed.
pub(crate) struct Words {
    source: &'static str,
    compiled: OnceLock<Regex>,
}

impl Words {
    /// The expression is valid: a test compiles each.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// Whether it matches somewhere in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.compiled.get_or_init(|| Regex::new(self.source).expect("a test compiles it")).is_match(text)
    }
}

/// An expression that a table of a language holds.
macro_rules! words {
    ($source:expr) => {{
        static WORDS: Words = Words::new($source);
        Some(&WORDS)
    }};
}
pub(super) use words;

/// All that a language says.
pub(crate) struct Taint {
    /// Calls and constants that nobody from outside has a say in: of numbers, of the program itself.
    pub fixed: &'static [&'static str],
    pub sources: &'static [Source],
    pub sinks: &'static [Sink],
}

impl Taint {
    /// Of a language that says nothing.
    pub const NONE: Self = Self { fixed: &[], sources: &[], sinks: &[] };
}

/// Whether a parameter with this text and name is given whatever somebody writes, by the text before its function.
pub(crate) type IsGiven = fn(before: &str, parameter: &str, name: &str) -> bool;

/// Where data comes from.
pub(crate) struct Source {
    pub name: &'static str,
    /// What is asked, by its qualified names and, where it has none, by its text.
    pub objects: &'static [&'static str],
    pub object_text: Option<&'static Words>,
    /// The members of it that hold the data.
    pub members: &'static [&'static str],
    /// Members of these members that give a part of the data.
    pub parts: &'static [&'static str],
    /// Calls that give it, by their qualified names and by their texts.
    pub calls: &'static [&'static str],
    pub call_text: Option<&'static Words>,
    pub parameter: Option<IsGiven>,
    /// Whether what a function makes of it is taken to be harmless, unless it is called with the source itself.
    pub is_direct: bool,
}

impl Source {
    /// A source of this name that is nowhere yet.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            objects: &[],
            object_text: None,
            members: &[],
            parts: &[],
            calls: &[],
            call_text: None,
            parameter: None,
            is_direct: false,
        }
    }

    /// The same, only where no function stands in between.
    pub const fn direct(name: &'static str) -> Self {
        let source = Self::new(name);
        Self { is_direct: true, ..source }
    }
}

/// Where data must not arrive as it is.
pub(crate) struct Sink {
    pub name: &'static str,
    /// The sources that matter here.
    pub sources: &'static [&'static str],
    /// Calls that make it harmless.
    pub cleaned_by: &'static [&'static str],
    /// What the text of something harmless says.
    pub harmless: Option<&'static Words>,
    /// What the text of a function says that looks at the data first.
    pub checked: Option<&'static Words>,
    /// Where in a text a part does harm, as a match in that text; the part is written as a NUL.
    pub place: Option<&'static Words>,
    /// Whether only what a text begins with matters.
    pub is_start: bool,
}

impl Sink {
    /// A sink of this name that any part and any of these sources harms.
    pub const fn new(name: &'static str, sources: &'static [&'static str]) -> Self {
        Self { name, sources, cleaned_by: &[], harmless: None, checked: None, place: None, is_start: false }
    }
}

#[cfg(test)]
mod tests {
    use super::super::LANGUAGES;

    #[test]
    fn every_expression_compiles_and_every_source_that_a_sink_names_is_there() {
        for taint in LANGUAGES.iter().map(|language| language.taint) {
            let of_sources = taint.sources.iter().flat_map(|source| [source.object_text, source.call_text]);
            let of_sinks = taint.sinks.iter().flat_map(|sink| [sink.harmless, sink.checked, sink.place]);
            for words in of_sources.chain(of_sinks).flatten() {
                words.is_in("");
            }
            for name in taint.sinks.iter().flat_map(|sink| sink.sources) {
                assert!(taint.sources.iter().any(|source| source.name == *name), "{name}");
            }
        }
    }
}
