//! The languages: one row each. A further language is one more row, its grammar in `Cargo.toml`, and its
//! data in `rules/<name>/` and `queries/<name>/`.

use std::sync::OnceLock;

use tree_sitter::Query;
use tree_sitter_language::LanguageFn;

use crate::embedded;

/// A language that files are parsed in.
pub struct Language {
    /// Its name: the folder of its rules and queries, and the first part of their ids.
    pub name: &'static str,
    /// The endings of its files' names.
    pub endings: &'static [&'static str],
    /// The programs that a `#!` line names for it.
    pub interpreters: &'static [&'static str],
    /// What its test files are called: a folder anywhere in the path (ends in `/`), or the start (ends in
    /// `*`) or the end (starts with `*`) of the file's name.
    pub test_paths: &'static [&'static str],
    /// What starts a comment that runs to the end of the line.
    pub comment: &'static str,
    /// The kinds of nodes that define something which has a name or a body.
    pub(super) definitions: &'static [&'static str],
    /// The kind of node that is a call, and the fields that lead from it to the called name.
    pub(super) call: (&'static str, &'static [&'static str]),
    grammar: LanguageFn,
    scopes: OnceLock<Query>,
    /// The grammar's own query for syntax colours.
    colours: &'static str,
    highlights: OnceLock<Query>,
}

/// Every language, by name.
pub static LANGUAGES: [Language; 2] = [
    Language {
        name: "python",
        endings: &[".py", ".pyi", ".pyw"],
        interpreters: &["python", "python2", "python3", "pypy", "pypy3"],
        test_paths: &["test/", "tests/", "testing/", "test_*", "*_test.py", "*_tests.py", "conftest.py*"],
        comment: "#",
        definitions: &["class_definition", "function_definition"],
        call: ("call", &["function", "attribute"]),
        grammar: tree_sitter_python::LANGUAGE,
        scopes: OnceLock::new(),
        colours: tree_sitter_python::HIGHLIGHTS_QUERY,
        highlights: OnceLock::new(),
    },
    Language {
        name: "rust",
        endings: &[".rs"],
        interpreters: &["rust-script", "cargo"],
        test_paths: &["tests/", "benches/", "test/", "*_test.rs", "*_tests.rs", "test.rs*", "tests.rs*"],
        comment: "//",
        definitions: &[
            "enum_item",
            "function_item",
            "function_signature_item",
            "impl_item",
            "macro_definition",
            "struct_item",
            "trait_item",
        ],
        call: ("call_expression", &["function", "field", "name"]),
        grammar: tree_sitter_rust::LANGUAGE,
        scopes: OnceLock::new(),
        colours: tree_sitter_rust::HIGHLIGHTS_QUERY,
        highlights: OnceLock::new(),
    },
];

impl Language {
    /// The language of a name in [`LANGUAGES`].
    pub fn named(name: &str) -> Option<&'static Self> {
        LANGUAGES.iter().find(|language| language.name == name)
    }

    /// The language of a file, by its name, else by the `#!` line of its text.
    pub fn of(path: &str, text: &str) -> Option<&'static Self> {
        let by_name = LANGUAGES.iter().find(|language| language.endings.iter().any(|ending| path.ends_with(ending)));
        by_name.or_else(|| {
            let line = text.strip_prefix("#!")?.lines().next()?;
            let program = line.split_whitespace().find(|word| !word.ends_with("/env") && !word.starts_with('-'))?;
            let program = program.rsplit('/').next()?;
            LANGUAGES.iter().find(|language| language.interpreters.contains(&program))
        })
    }

    /// Whether a path is that of a test file.
    pub fn is_test_path(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.test_paths.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None if pattern.ends_with('/') => path.starts_with(pattern) || path.contains(&format!("/{pattern}")),
            None => name.ends_with(pattern.trim_start_matches('*')),
        })
    }

    /// The tree-sitter grammar.
    pub fn grammar(&self) -> tree_sitter::Language {
        self.grammar.into()
    }

    /// The query that names regions of the language, `queries/<name>/scopes.scm`.
    pub(super) fn scopes(&self) -> &Query {
        self.scopes.get_or_init(|| {
            let text = embedded::text(&format!("queries/{}/scopes.scm", self.name)).expect("each language has one");
            Query::new(&self.grammar(), text).expect("a test compiles it")
        })
    }

    /// The query that classes words for their colours.
    pub(super) fn highlights(&self) -> &Query {
        self.highlights.get_or_init(|| Query::new(&self.grammar(), self.colours).expect("a test compiles it"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_its_language_and_else_its_first_line() {
        let of = |path: &str, text: &str| Language::of(path, text).map(|language| language.name);
        assert_eq!(of("src/a.py", ""), Some("python"));
        assert_eq!(of("a.rs", "#!/usr/bin/python"), Some("rust"));
        assert_eq!(of("bin/tool", "#!/usr/bin/env -S python3 -u\n"), Some("python"));
        assert_eq!(of("bin/tool", "#!/bin/sh\n"), None);
        assert_eq!(of("README.md", "python"), None);
    }

    #[test]
    fn test_files_are_known_by_folder_and_name() {
        let python = Language::named("python").expect("a row");
        for path in ["tests/a.py", "pkg/tests/a.py", "pkg/test_a.py", "a_test.py", "conftest.py"] {
            assert!(python.is_test_path(path), "{path}");
        }
        for path in ["latest/a.py", "pkg/attest_a.py", "contest.py"] {
            assert!(!python.is_test_path(path), "{path}");
        }
    }

    #[test]
    fn every_language_has_queries_that_compile_and_a_distinct_name() {
        for language in &LANGUAGES {
            assert!(language.scopes().pattern_count() > 0, "{}", language.name);
            assert!(language.highlights().pattern_count() > 0, "{}", language.name);
        }
        assert!(LANGUAGES.is_sorted_by(|a, b| a.name < b.name));
    }
}
