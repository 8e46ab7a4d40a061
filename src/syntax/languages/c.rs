//! C. The compiler runs a preprocessor first: the grammar sees code with its macros, and both arms of each `#if`.

use super::parts::{queries, query};
use super::{Assertions, Cache, Formats, Language, NameForm, Repeats, vocabulary};
use crate::syntax::grammar::{Field, Role};

mod taint;

pub(super) use taint::TAINT;

pub(super) static ROW: Language = Language {
    name: "c",
    extends: None,
    endings: &[".c", ".h"],
    claim: None,
    interpreters: &["tcc"],
    test_paths: &TEST_PATHS,
    comment: "//",
    roles: &[
        (Role::Annotation, &["attribute_declaration"]),
        (Role::Assignment, &["assignment_expression"]),
        (Role::Update, &["update_expression"]),
        (Role::Binary, &["binary_expression"]),
        (Role::Logical, &["binary_expression"]),
        (Role::Block, &["compound_statement", "case_statement", "declaration_list", "translation_unit"]),
        (Role::Branch, &["if_statement", "conditional_expression", "case_statement"]),
        (Role::Break, &["break_statement"]),
        (Role::Call, &["call_expression"]),
        (Role::Class, &["struct_specifier", "union_specifier"]),
        (Role::Comment, &["comment"]),
        (Role::Continue, &["continue_statement"]),
        (
            Role::Declarator,
            &["array_declarator", "function_declarator", "parenthesized_declarator", "pointer_declarator"],
        ),
        (Role::Definition, &["function_definition"]),
        (Role::Effect, &["assignment_expression", "gnu_asm_expression", "update_expression"]),
        (Role::Function, &["function_definition"]),
        (Role::Handler, &["seh_try_statement", "seh_except_clause", "seh_finally_clause"]),
        (Role::Identifier, &["identifier", "field_identifier", "type_identifier"]),
        (Role::Import, &["preproc_include"]),
        (
            Role::Literal,
            &["char_literal", "concatenated_string", "false", "null", "number_literal", "string_literal", "true"],
        ),
        (Role::Loop, &["do_statement", "for_statement", "while_statement"]),
        (Role::Member, &["field_expression"]),
        (Role::Number, &["number_literal"]),
        (Role::Parenthesized, &["parenthesized_expression"]),
        (Role::Return, &["return_statement"]),
        (Role::Statement, &["expression_statement"]),
        (Role::String, &["concatenated_string", "string_literal"]),
        (Role::Subscript, &["subscript_expression"]),
        (Role::Text, &["char_literal", "comment", "string_content", "string_literal", "system_lib_string"]),
        (Role::Try, &["seh_try_statement"]),
    ],
    fields: &[(Field::Returned, "type")],
    newer: &NEWER,
    outline: None,
    names: NAMES,
    repeats: REPEATS,
    assertions: ASSERTIONS,
    callee: &["function", "field", "name"],
    formats: FORMATS,
    vocabulary: &vocabulary::BRACED,
    fronts: &["main.c"],
    mark: 0,
    taint: &TAINT,
    grammar: tree_sitter_c::LANGUAGE,
    queries: queries!("c", tree_sitter_c::HIGHLIGHT_QUERY),
    cache: Cache::new(),
};

/// What C and C++ call their tests.
pub(super) static TEST_PATHS: [&str; 22] = [
    "test/",
    "tests/",
    "testing/",
    "unittest/",
    "unittests/",
    "unit_tests/",
    "fuzz/",
    "fuzzing/",
    "bench/",
    "benchmarks/",
    "test_*",
    "test-*",
    "*_test.c",
    "*-test.c",
    "*_tests.c",
    "*_test.h",
    "*_test.cc",
    "*_unittest.cc",
    "*_test.cpp",
    "*-test.cc",
    "*_tests.cpp",
    "*Test.cpp",
];

/// A macro may stand for anything, so that half of all files do not parse somewhere: the compiler is the judge.
pub(super) static NEWER: [super::Newer; 1] = [(r"", "code that depends on a macro or an extension")];

pub(super) const NAMES: NameForm = NameForm {
    separator: "::",
    suffixes: false,
    same: &[],
    literals: &[],
    prelude: &[],
    macros: &[],
    rebinds: false,
    associated: false,
    outer: None,
    own: None,
    sees_members: false,
    names_functions_apart: false,
};

pub(super) const REPEATS: Repeats = Repeats {
    steady: &[
        "abs",
        "back",
        "begin",
        "cbegin",
        "cend",
        "empty",
        "end",
        "front",
        "is*",
        "length",
        "memcmp",
        "size",
        "strcasecmp",
        "strchr",
        "strcmp",
        "strlen",
        "strncasecmp",
        "strncmp",
        "strrchr",
        "strstr",
        "tolower",
        "toupper",
    ],
    changing: &[],
};

pub(super) const ASSERTIONS: Assertions = Assertions {
    truth: &["assert", "ASSERT_TRUE", "EXPECT_TRUE", "REQUIRE", "CHECK", "BOOST_CHECK", "BOOST_REQUIRE"],
    equal: &["ASSERT_EQ", "EXPECT_EQ", "BOOST_CHECK_EQUAL", "BOOST_REQUIRE_EQUAL"],
    unequal: &["ASSERT_NE", "EXPECT_NE", "BOOST_CHECK_NE", "BOOST_REQUIRE_NE"],
    constants: &["true"],
    before: 0,
};

pub(super) const FORMATS: Formats = Formats {
    place: r"%(?:(?<index>\d+)\$)?[-+ #0']*(?:(?<width>\*)|\d+)?(?:\.(?:(?<precision>\*)|\d*))?(?:hh|h|ll|l|q|j|z|t|L|I64|I32)?(?:(?<none>[%m])|[diouxXeEfFgGaAcsSCpn])",
    calls: &[
        (&["printf", "std::printf", "g_print", "warn", "warnx"], 0),
        (&["asprintf", "dprintf", "err", "errx", "fprintf", "sprintf", "std::fprintf", "std::sprintf", "syslog"], 1),
        (&["snprintf", "std::snprintf"], 2),
    ],
};
