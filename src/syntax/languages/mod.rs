//! The languages: one row each, in a file of its own. A further language is one more file here, its grammar in
//! `Cargo.toml`, and its data in `queries/<name>/` and `rules/<name>/`.

mod c;
mod cpp;
mod csharp;
mod go;
mod java;
mod javascript;
mod parts;
mod python;
mod ruby;
mod rust;
mod taint;
#[cfg(test)]
mod toy;
mod unsupported;
mod vocabulary;

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use tree_sitter::Query;
use tree_sitter_language::LanguageFn;

pub(crate) use parts::NameForm;
use parts::{Assertions, Claim, Formats, Newer, Queries, Repeats};
pub(crate) use taint::{Sink, Source, Taint};
pub(crate) use unsupported::unsupported;
pub use vocabulary::Vocabulary;

use super::grammar::{Field, Grammar, Role};
use super::outline::Outline;
use super::query::{Patterns, TextPredicate};

/// A language that files are parsed in.
pub struct Language {
    /// Its name: the folder of its rules and queries, and the first part of their ids.
    pub name: &'static str,
    /// The language that it extends: the rules of that one are for its files too, where its grammar has their nodes.
    pub(crate) extends: Option<&'static Language>,
    /// The endings of its files' names.
    pub endings: &'static [&'static str],
    /// An ending that it shares with the language that it extends.
    pub(crate) claim: Option<Claim>,
    /// The programs that a `#!` line names for it.
    pub interpreters: &'static [&'static str],
    /// What its test files are called: a folder anywhere in the path (ends in `/`), or the start (ends in
    /// `*`) or the end (starts with `*`) of the file's name.
    pub test_paths: &'static [&'static str],
    /// What starts a comment that runs to the end of the line.
    pub comment: &'static str,
    /// What the grammar's kinds of nodes are for.
    pub(crate) roles: &'static [(Role, &'static [&'static str])],
    /// What the grammar calls fields that grammars usually call otherwise: see [`Field`].
    pub(crate) fields: &'static [(Field, &'static str)],
    /// Code that the grammar takes for an error and that is none: a regular expression for a line, and what it is.
    pub(crate) newer: &'static [Newer],
    /// How the items of a file are found without its grammar; `None` has every file parsed whole.
    pub(crate) outline: Option<Outline>,
    /// How qualified names are written.
    pub(crate) names: NameForm,
    /// Which calls give the same when they are made again.
    pub(crate) repeats: Repeats,
    /// What tests assert with.
    pub(crate) assertions: Assertions,
    /// The calls that put values into a format.
    pub(crate) formats: Formats,
    /// The fields that lead from a call to the name that is called.
    pub(crate) callee: &'static [&'static str],
    /// The words by which the risk model reads it, the ends of the paths of its packages' fronts, and the number by which
    /// the model tells it from other languages: 1 for Rust, 0 for all others.
    pub(crate) vocabulary: &'static Vocabulary,
    pub(crate) fronts: &'static [&'static str],
    pub(crate) mark: u8,
    /// Data from outside, and where it must not arrive.
    pub(crate) taint: &'static Taint,
    pub(crate) grammar: LanguageFn,
    pub(crate) queries: Queries,
    pub(crate) cache: Cache,
}

/// What is made of a row when it is first needed.
pub(crate) struct Cache {
    grammar: OnceLock<Grammar>,
    scopes: OnceLock<Patterns<TextPredicate>>,
    bindings: OnceLock<Patterns<TextPredicate>>,
    calls: OnceLock<Patterns<TextPredicate>>,
    control: OnceLock<Patterns<TextPredicate>>,
    operations: OnceLock<Patterns<TextPredicate>>,
    effects: OnceLock<Patterns<TextPredicate>>,
    values: OnceLock<Patterns<TextPredicate>>,
    highlights: OnceLock<Query>,
    newer: OnceLock<Vec<Regex>>,
    place: OnceLock<Regex>,
}

impl Cache {
    const fn new() -> Self {
        Self {
            grammar: OnceLock::new(),
            scopes: OnceLock::new(),
            bindings: OnceLock::new(),
            calls: OnceLock::new(),
            control: OnceLock::new(),
            operations: OnceLock::new(),
            effects: OnceLock::new(),
            values: OnceLock::new(),
            highlights: OnceLock::new(),
            newer: OnceLock::new(),
            place: OnceLock::new(),
        }
    }
}

/// Every language, by name.
pub static LANGUAGES: &[&Language] = &[
    &c::ROW,
    &cpp::ROW,
    &csharp::ROW,
    &go::ROW,
    &java::ROW,
    &javascript::JAVASCRIPT,
    &python::ROW,
    &ruby::ROW,
    &rust::ROW,
    #[cfg(test)]
    &toy::ROW,
    &javascript::TSX,
    &javascript::TYPESCRIPT,
];

impl Language {
    /// The language of a name in [`LANGUAGES`].
    pub fn named(name: &str) -> Option<&'static Self> {
        LANGUAGES.iter().copied().find(|language| language.name == name)
    }

    /// The language itself, then the one that it extends, and so on.
    pub fn lineage(&'static self) -> impl Iterator<Item = &'static Self> {
        std::iter::successors(Some(self), |language| language.extends)
    }

    /// The language of a file, by its name, by its text where two languages share the ending, else by the `#!` line.
    pub fn for_file(path: &str, text: &str) -> Option<&'static Self> {
        let mut rows = LANGUAGES.iter().copied();
        if let Some(by_claim) =
            rows.clone().find(|language| language.claim.as_ref().is_some_and(|claim| claim.is_for(path, text)))
        {
            return Some(by_claim);
        }
        if let Some(by_name) = rows.find(|language| language.endings.iter().any(|ending| path.ends_with(ending))) {
            return Some(by_name);
        }
        let program = interpreter(text)?;
        LANGUAGES.iter().copied().find(|language| language.interpreters.contains(&program))
    }

    /// Whether a path is that of a test file.
    pub fn is_test_path(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let mut folders = self.test_paths.iter().filter(|pattern| pattern.ends_with('/'));
        let in_folder = folders.any(|pattern| path.starts_with(pattern) || path.contains(&format!("/{pattern}")));
        in_folder || self.is_test_name(name)
    }

    /// Whether a file's name, without its folders, is that of a test.
    pub(super) fn is_test_name(&self, name: &str) -> bool {
        let mut names = self.test_paths.iter().filter(|pattern| !pattern.ends_with('/'));
        names.any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name.ends_with(pattern.trim_start_matches('*')),
        })
    }

    /// What is on a line that the grammar takes for an error, and that is none.
    pub(super) fn newer_syntax(&'static self, line: &str) -> Option<&'static str> {
        let compile =
            |(pattern, _): &Newer| RegexBuilder::new(pattern).multi_line(true).build().expect("a test compiles them");
        let patterns = self.cache.newer.get_or_init(|| self.newer.iter().map(compile).collect());
        let found = patterns.iter().position(|pattern| pattern.is_match(line))?;
        Some(self.newer[found].1)
    }

    /// What a place for a value looks like in a format.
    pub(crate) fn format_place(&'static self) -> &'static Regex {
        self.cache.place.get_or_init(|| Regex::new(self.formats.place).expect("a test compiles it"))
    }

    /// The grammar's tables.
    pub(crate) fn grammar(&'static self) -> &'static Grammar {
        self.cache.grammar.get_or_init(|| Grammar::new(self.grammar, self.roles, self.fields))
    }

    /// The patterns that name regions of the language.
    pub(super) fn scopes(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.scopes.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.scopes))
    }

    /// The patterns of scopes, bindings and imports.
    pub(crate) fn bindings(&'static self) -> &'static Patterns<TextPredicate> {
        let read = || {
            let source = [self.queries.bindings, self.queries.imports].concat();
            Patterns::of_language(self.grammar(), &source)
        };
        self.cache.bindings.get_or_init(read)
    }

    /// The patterns of calls and paths of names.
    pub(crate) fn calls(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.calls.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.calls))
    }

    /// The patterns of branches.
    pub(crate) fn control(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.control.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.control))
    }

    /// The patterns of operations with two sides.
    pub(crate) fn operations(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.operations.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.operations))
    }

    /// The patterns of what happens to what names stand for.
    pub(crate) fn effects(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.effects.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.effects))
    }

    /// The patterns of what expressions are made of.
    pub(crate) fn values(&'static self) -> &'static Patterns<TextPredicate> {
        self.cache.values.get_or_init(|| Patterns::of_language(self.grammar(), self.queries.values))
    }

    /// The query that classes words for syntax highlighting.
    pub(super) fn highlights(&'static self) -> &'static Query {
        // What a language has of the one that it extends stands in that one's query alone.
        let mut queries: Vec<_> = self.lineage().map(|language| language.queries.highlights).collect();
        queries.reverse();
        let compile = || Query::new(self.grammar().language, &queries.join("\n")).expect("a test compiles it");
        self.cache.highlights.get_or_init(compile)
    }
}

/// The program that a `#!` line names.
fn interpreter(text: &str) -> Option<&str> {
    let line = text.strip_prefix("#!")?.lines().next()?;
    let program = line.split_whitespace().find(|word| !word.ends_with("/env") && !word.starts_with('-'))?;
    program.rsplit('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_its_language_and_else_its_first_line() {
        let of = |path: &str, text: &str| Language::for_file(path, text).map(|language| language.name);
        assert_eq!(of("src/a.py", ""), Some("python"));
        assert_eq!(of("a.rs", "#!/usr/bin/python"), Some("rust"));
        assert_eq!(of("bin/tool", "#!/usr/bin/env -S python3 -u\n"), Some("python"));
        assert_eq!(of("bin/tool", "#!/bin/sh\n"), None);
        assert_eq!(of("bin/tool", "#!/usr/bin/java --source 21\n"), Some("java"));
        assert_eq!(of("a.mjs", ""), Some("javascript"));
        assert_eq!(of("a.tsx", ""), Some("tsx"));
        assert_eq!(of("bin/tool", "#!/usr/bin/env deno run\n"), Some("typescript"));
        assert_eq!(of("README.md", "python"), None);
    }

    #[test]
    fn the_text_of_a_header_tells_c_from_cpp() {
        let of = |text: &str| Language::for_file("src/a.h", text).map(|language| language.name);
        for text in ["namespace a {\n}\n", "class A;\n", "template <typename T>\nT f();\n", "std::string f();\n"] {
            assert_eq!(of(text), Some("cpp"), "{text}");
        }
        for text in ["int f(void);\n", "/* a class of its own */\nstruct a { int namespace_id; };\n", ""] {
            assert_eq!(of(text), Some("c"), "{text}");
        }
    }

    #[test]
    fn test_files_are_known_by_folder_and_name() {
        let python = Language::named("python").expect("a row");
        for path in ["tests/a.py", "pkg/tests/a.py", "pkg/test_a.py", "a_test.py", "conftest.py"] {
            assert!(python.is_test_path(path), "{path}");
        }
        let script = Language::named("typescript").expect("a row");
        for path in ["src/a.test.ts", "src/__tests__/a.ts", "e2e/a.ts", "a.spec.tsx"] {
            assert!(script.is_test_path(path), "{path}");
        }
        for path in ["src/a.ts", "src/test.d/a.ts", "contest.ts"] {
            assert!(!script.is_test_path(path), "{path}");
        }
        for path in ["latest/a.py", "pkg/attest_a.py", "contest.py"] {
            assert!(!python.is_test_path(path), "{path}");
        }
    }

    #[test]
    fn every_language_has_queries_that_compile_and_a_distinct_name() {
        for language in LANGUAGES {
            let all = [
                language.scopes(),
                language.bindings(),
                language.calls(),
                language.control(),
                language.operations(),
                language.effects(),
                language.values(),
            ];
            for patterns in all {
                assert!(!patterns.is_empty(), "{}", language.name);
            }
            assert!(language.highlights().pattern_count() > 0, "{}", language.name);
            assert!(
                language.format_place().is_match("%d %s") || language.formats.calls.is_empty(),
                "{}",
                language.name
            );
        }
        assert!(LANGUAGES.is_sorted_by(|a, b| a.name < b.name));
    }

    #[test]
    fn ids_of_kinds_and_fields_are_those_of_tree_sitter() {
        for row in LANGUAGES {
            let grammar = row.grammar();
            for id in 0..u16::try_from(grammar.kind_count()).unwrap() {
                let (kind, named) = (grammar.kind(id), grammar.language.node_kind_is_named(id));
                if grammar.language.node_kind_is_visible(id) {
                    let expected = grammar.language.id_for_node_kind(kind, named);
                    assert_eq!(grammar.kind_id(kind, named), Some(expected), "{} {kind}", row.name);
                }
            }
            for id in 1..=u16::try_from(grammar.language.field_count()).unwrap() {
                assert_eq!(grammar.field_id(grammar.field(id)), Some(id), "{}", row.name);
            }
        }
    }

    #[test]
    fn every_role_names_kinds_of_the_grammar() {
        for row in LANGUAGES {
            for (role, kinds) in row.roles {
                for kind in *kinds {
                    assert!(row.grammar().kind_id(kind, true).is_some(), "{} {role:?} {kind}", row.name);
                }
            }
        }
    }

    #[test]
    fn what_a_row_calls_otherwise_is_a_field_of_the_grammar() {
        for row in LANGUAGES {
            for (field, name) in row.fields {
                assert!(row.grammar().field_id(name).is_some(), "{} {field:?} {name}", row.name);
            }
        }
    }
}
