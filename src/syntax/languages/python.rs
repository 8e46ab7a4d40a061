//! Python.

mod taint;

use super::{Cache, Language, NameForm, Queries};
use crate::syntax::grammar::Role;

pub(super) static ROW: Language = Language {
    name: "python",
    endings: &[".py", ".pyi", ".pyw"],
    interpreters: &["python", "python2", "python3", "pypy", "pypy3"],
    test_paths: &["test/", "tests/", "testing/", "test_*", "*_test.py", "*_tests.py", "conftest.py*"],
    comment: "#",
    roles: &[
        (Role::Assignment, &["assignment"]),
        (Role::Update, &["augmented_assignment"]),
        (Role::Binary, &["binary_operator", "boolean_operator", "comparison_operator"]),
        (Role::Logical, &["boolean_operator"]),
        (Role::Block, &["block", "module"]),
        (Role::Branch, &["if_statement", "elif_clause", "case_clause", "conditional_expression", "if_clause"]),
        (Role::Break, &["break_statement"]),
        (Role::Call, &["call"]),
        (Role::Class, &["class_definition"]),
        (Role::Comment, &["comment"]),
        (
            Role::Comprehension,
            &["list_comprehension", "dictionary_comprehension", "set_comprehension", "generator_expression"],
        ),
        (Role::Continue, &["continue_statement"]),
        (Role::Definition, &["class_definition", "function_definition"]),
        (Role::Effect, &["await", "yield", "named_expression"]),
        (Role::Finally, &["finally_clause"]),
        (Role::Function, &["function_definition", "lambda"]),
        (Role::Handler, &["try_statement", "except_clause", "finally_clause", "with_statement"]),
        (Role::Identifier, &["identifier"]),
        (Role::Import, &["import_statement", "import_from_statement", "future_import_statement"]),
        (Role::Interpolation, &["interpolation"]),
        (Role::Lambda, &["lambda"]),
        (Role::Literal, &["string", "concatenated_string", "integer", "float", "true", "false", "none"]),
        (
            Role::Loop,
            &[
                "for_statement",
                "while_statement",
                "list_comprehension",
                "dictionary_comprehension",
                "set_comprehension",
                "generator_expression",
            ],
        ),
        (Role::Member, &["attribute"]),
        (Role::Number, &["integer", "float"]),
        (Role::Parenthesized, &["parenthesized_expression"]),
        (Role::Raise, &["raise_statement"]),
        (Role::Return, &["return_statement"]),
        (Role::Statement, &["expression_statement"]),
        (Role::String, &["string", "concatenated_string"]),
        (Role::Subscript, &["subscript"]),
        (Role::Text, &["string", "string_content", "comment", "concatenated_string"]),
    ],
    names: NameForm { separator: ".", suffixes: false, same: &[("builtins.", ""), ("__builtin__.", "")], prelude: &[] },
    callee: &["function", "attribute"],
    taint: &taint::TAINT,
    grammar: tree_sitter_python::LANGUAGE,
    queries: Queries {
        scopes: include_str!("../../../queries/python/scopes.scm"),
        bindings: include_str!("../../../queries/python/bindings.scm"),
        imports: include_str!("../../../queries/python/imports.scm"),
        calls: include_str!("../../../queries/python/calls.scm"),
        values: include_str!("../../../queries/python/values.scm"),
        highlights: tree_sitter_python::HIGHLIGHTS_QUERY,
    },
    cache: Cache::EMPTY,
};
