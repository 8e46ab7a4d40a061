//! The parts of a large file that a change needs parsed. A scan of the text, which knows strings, comments and brackets
//! but no grammar, splits it into items: definitions, imports, statements. Those on changed lines are parsed, with the
//! definitions that they name and the statements that may bind what they use; the rest is cut out, and what is left is
//! code of the same language. Where it is not (some of it does not parse), the whole file is parsed.

mod braced;
mod indented;

use std::collections::HashSet;
use std::ops::Range;

use crate::text::is_word_character;

/// Shorter files are parsed whole: to find their parts would take as long.
const SHORTEST: usize = 8 * 1024;
/// Where more than this share of a file is needed, in percent, it is parsed whole.
const MOST_PERCENT: usize = 70;
/// Statements without a name, such as imports, are parsed up to this length, in bytes.
const LONGEST_STATEMENT: usize = 4 * 1024;

/// How the items of a language are found.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Outline {
    /// By indentation.
    Indented(&'static Indented),
    /// By braces, and semicolons or the ends of lines.
    Braced(&'static Braced),
}

/// The words of a language whose items indentation tells.
#[derive(Debug)]
pub(crate) struct Indented {
    /// The keywords of definitions.
    pub defining: &'static [&'static str],
    /// Those that hold other items.
    pub holding: &'static [&'static str],
    /// Words before such a keyword.
    pub modifiers: &'static [&'static str],
    /// Words that go on with the statement before them.
    pub continuing: &'static [&'static str],
    /// What a line begins with that belongs to the definition below it.
    pub decorator: &'static str,
    /// The definitions in a class that a call of the class itself reaches.
    pub constructors: &'static [&'static str],
}

/// The words of a language whose items end with braces, semicolons or lines.
#[derive(Debug)]
pub(crate) struct Braced {
    /// Words before the keyword of an item.
    pub modifiers: &'static [&'static str],
    /// The keywords of definitions.
    pub defining: &'static [&'static str],
    /// Those that hold other items.
    pub holding: &'static [&'static str],
    /// Those that are followed by no name of their own.
    pub nameless: &'static [&'static str],
    /// The keywords of what has a name and is no definition: of constants, of other names for types.
    pub values: &'static [&'static str],
    /// The definitions in a class that a call of the class itself reaches.
    pub constructors: &'static [&'static str],
    /// Whether an item ends with its line, where that may end a statement.
    pub ends_with_line: bool,
}

impl Outline {
    fn constructors(self) -> &'static [&'static str] {
        match self {
            Self::Indented(words) => words.constructors,
            Self::Braced(words) => words.constructors,
        }
    }
}

/// A piece of a file with the comments and decorators before it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Item {
    bytes: Range<usize>,
    /// Whether it defines a function, a type or the like, and not only a value.
    is_definition: bool,
    /// The bytes of the name that it defines.
    name: Option<Range<usize>>,
    inner: Option<Inner>,
}

/// What is in an item that holds others: a class, a module.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    bytes: Range<usize>,
    items: Vec<Item>,
}

/// The bytes to parse for the sake of some others, in order and apart; `None` where that is the whole text.
pub(super) fn parts(text: &str, outline: Outline, changed: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    if text.len() < SHORTEST {
        return None;
    }
    let items = match outline {
        Outline::Indented(words) => indented::items(text, words),
        Outline::Braced(words) => braced::items(text, words),
    };
    let constructors = outline.constructors();
    let mut selection = Selection { text, changed, constructors, words: HashSet::new(), kept: Vec::new() };
    selection.read_words(&items);
    selection.keep_needed(&items);
    let parts = joined(text, selection.kept);
    let length: usize = parts.iter().map(Range::len).sum();
    (length * 100 <= text.len() * MOST_PERCENT).then_some(parts)
}

/// What is chosen of a file.
struct Selection<'t> {
    text: &'t str,
    changed: &'t [Range<usize>],
    constructors: &'static [&'static str],
    /// The words of the changed items.
    words: HashSet<&'t str>,
    kept: Vec<Range<usize>>,
}

impl Selection<'_> {
    fn is_changed(&self, bytes: &Range<usize>) -> bool {
        let next = self.changed.partition_point(|range| range.end < bytes.start);
        self.changed.get(next).is_some_and(|range| range.start < bytes.end)
    }

    fn read_words(&mut self, items: &[Item]) {
        for item in items {
            if !self.is_changed(&item.bytes) {
                continue;
            }
            let header = item.inner.as_ref().map_or(item.bytes.end, |inner| inner.bytes.start);
            let text = &self.text[item.bytes.start..header];
            self.words.extend(text.split(|c| !is_word_character(c)).filter(|word| !word.is_empty()));
            if let Some(inner) = &item.inner {
                self.read_words(&inner.items);
            }
        }
    }

    fn keep_needed(&mut self, items: &[Item]) {
        for item in items {
            if !self.is_needed(item) {
                continue;
            }
            let Some(inner) = &item.inner else {
                self.kept.push(item.bytes.clone());
                continue;
            };
            self.kept.push(item.bytes.start..inner.bytes.start);
            let before = self.kept.len();
            self.keep_needed(&inner.items);
            // A class cannot be empty.
            if self.kept.len() == before {
                self.kept.extend(inner.items.first().map(|first| first.bytes.clone()));
            }
            self.kept.push(inner.bytes.end..item.bytes.end);
        }
    }

    fn is_needed(&self, item: &Item) -> bool {
        if self.is_changed(&item.bytes) {
            return true;
        }
        match &item.name {
            Some(name) => {
                let name = &self.text[name.clone()];
                self.words.contains(name) || self.constructors.contains(&name)
            }
            None => !item.is_definition && item.bytes.len() <= LONGEST_STATEMENT,
        }
    }
}

/// Ranges in order, joined where only white space is between them.
fn joined(text: &str, kept: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    for range in kept.into_iter().filter(|range| !range.is_empty()) {
        match parts.last_mut() {
            Some(last) if text[last.end..range.start].trim().is_empty() => last.end = range.end,
            _ => parts.push(range),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::Language;

    fn outline(language: &str) -> Outline {
        Language::named(language).unwrap().outline.unwrap()
    }

    /// The kept text for a change of the line that holds a mark.
    fn kept(outline: Outline, text: &str, mark: &str) -> String {
        let padding = match outline {
            Outline::Indented(_) => "\ndef padding():\n    x = 1\n".repeat(400),
            Outline::Braced(_) => "\nfn padding() {\n    let x = 1;\n}\n".repeat(400),
        };
        let text = format!("{text}{padding}");
        let at = text.find(mark).unwrap();
        let changed = at..at + mark.len();
        let parts = parts(&text, outline, std::slice::from_ref(&changed)).unwrap();
        parts.into_iter().map(|part| text[part].trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn of_python_what_is_changed_stays_with_what_it_names() {
        let text = "import os\nfrom a import (\n    b,\n)\nLIMIT = 3\nOTHER = 4\n\n# why\n@cached\ndef f(x):\n    return g(x, '''\n\
                    def h(): ''') + LIMIT\n\ndef g(x):\n    return x\n\ndef h():\n    pass\n\nclass A:\n    def __init__(self):\n        pass\n\n    def m(self):\n        pass\n";
        let expected = "import os\nfrom a import (\n    b,\n)\nLIMIT = 3\n\n# why\n@cached\ndef f(x):\n    return g(x, '''\n\
                        def h(): ''') + LIMIT\n\ndef g(x):\n    return x";
        // `h` is a word of the changed function, although only in a string.
        assert_eq!(kept(outline("python"), text, "return g"), format!("{expected}\n\ndef h():\n    pass"));
    }

    #[test]
    fn of_a_class_of_python_the_changed_methods_stay_with_what_they_name() {
        let text = "class A(B):\n    x = 1\n\n    def __init__(self):\n        self.y = 2\n\n    def m(self):\n        return self.n()\n\n    @property\n    def n(self):\n        return 3\n\n    def o(self):\n        return 4\n\nclass C:\n    def p(self):\n        pass\n";
        let expected = "class A(B):\n    x = 1\n\n    def __init__(self):\n        self.y = 2\n\n    def m(self):\n        return self.n()\n\n    @property\n    def n(self):\n        return 3";
        assert_eq!(
            kept(outline("python"), &text.replace("    x = 1\n\n", ""), "self.n()"),
            expected.replace("    x = 1\n\n", "")
        );
    }

    #[test]
    fn of_rust_what_is_changed_stays_with_what_it_names() {
        let text = "#![allow(x)]\nuse std::{fs, io};\n\n/// Doc {\n#[derive(Debug)]\npub struct P<'a> {\n    x: &'a str,\n}\n\nimpl P<'_> {\n    fn f(&self) -> char {\n        g(b'\\'', '{', r#\"}\"#, /* } /* } */ */ \"\\\"}\")\n    }\n\n    fn h(&self) {}\n}\n\nfn g() {}\nconst K: [u8; 2] = [1, { 2 }];\nmacro_rules! m {\n    () => {};\n}\nfn last() {}\n";
        let expected = "#![allow(x)]\nuse std::{fs, io};\n\n/// Doc {\n#[derive(Debug)]\npub struct P<'a> {\n    x: &'a str,\n}\n\nimpl P<'_> {\n    fn f(&self) -> char {\n        g(b'\\'', '{', r#\"}\"#, /* } /* } */ */ \"\\\"}\")\n    }\n}\n\nfn g() {}";
        assert_eq!(kept(outline("rust"), text, "g(b'"), expected);
    }

    #[test]
    fn a_short_file_and_one_that_is_needed_for_the_most_part_are_whole() {
        let changed = 0..1;
        assert_eq!(parts("x = 1\n", outline("python"), std::slice::from_ref(&changed)), None);
        let text = "def f():\n    x = 1\n".repeat(1000);
        let changed = 0..text.len();
        assert_eq!(parts(&text, outline("python"), std::slice::from_ref(&changed)), None);
    }
}
