//! C++, which has all of C's rules beside its own.

use super::c::{ASSERTIONS, FORMATS, NAMES, NEWER, REPEATS, TAINT, TEST_PATHS};
use super::parts::{queries, query};
use super::taint::{Words, words};
use super::{Cache, Claim, Language, Queries, c, vocabulary};
use crate::syntax::grammar::{Field, Role};

pub(super) static ROW: Language = Language {
    name: "cpp",
    extends: Some(&c::ROW),
    endings: &[".cc", ".cpp", ".cxx", ".c++", ".hh", ".hpp", ".hxx", ".ipp", ".tpp", ".inl", ".cppm", ".ixx"],
    claim: Some(Claim {
        ending: ".h",
        words: words!(
            r"(?m)^\s*(?:(?:inline\s+)?namespace\b|class\s+\w+|template\s*<|using\s+[\w:]+\s*[=;]|(?:public|private|protected)\s*:|(?:virtual|explicit|constexpr|static_assert)\b)|\b(?:std|boost)::|\boperator\s*[=<>+!\[(*-]"
        ),
    }),
    interpreters: &[],
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
        (Role::Class, &["class_specifier", "struct_specifier", "union_specifier"]),
        (Role::Comment, &["comment"]),
        (Role::Continue, &["continue_statement"]),
        (
            Role::Declarator,
            &[
                "array_declarator",
                "function_declarator",
                "parenthesized_declarator",
                "pointer_declarator",
                "reference_declarator",
            ],
        ),
        (Role::Definition, &["function_definition", "class_specifier"]),
        (
            Role::Effect,
            &[
                "assignment_expression",
                "co_await_expression",
                "co_yield_statement",
                "delete_expression",
                "gnu_asm_expression",
                "new_expression",
                "update_expression",
            ],
        ),
        (Role::Function, &["function_definition", "lambda_expression"]),
        (
            Role::Handler,
            &["catch_clause", "try_statement", "seh_try_statement", "seh_except_clause", "seh_finally_clause"],
        ),
        (Role::Identifier, &["identifier", "field_identifier", "namespace_identifier", "type_identifier"]),
        (Role::Import, &["preproc_include", "using_declaration"]),
        (Role::Lambda, &["lambda_expression"]),
        (
            Role::Literal,
            &[
                "char_literal",
                "concatenated_string",
                "false",
                "null",
                "number_literal",
                "raw_string_literal",
                "string_literal",
                "true",
                "user_defined_literal",
            ],
        ),
        (Role::Loop, &["do_statement", "for_range_loop", "for_statement", "while_statement"]),
        (Role::Member, &["field_expression"]),
        (Role::Number, &["number_literal"]),
        (Role::Parenthesized, &["parenthesized_expression"]),
        (Role::Raise, &["throw_statement"]),
        (Role::Return, &["return_statement", "co_return_statement"]),
        (Role::Statement, &["expression_statement"]),
        (Role::String, &["concatenated_string", "raw_string_literal", "string_literal"]),
        (Role::Subscript, &["subscript_expression"]),
        (
            Role::Text,
            &[
                "char_literal",
                "comment",
                "raw_string_content",
                "raw_string_literal",
                "string_content",
                "string_literal",
                "system_lib_string",
            ],
        ),
        (Role::Try, &["try_statement", "seh_try_statement"]),
        (Role::Yield, &["co_yield_statement"]),
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
    fronts: &["main.cpp", "main.cc"],
    mark: 0,
    taint: &TAINT,
    grammar: tree_sitter_cpp::LANGUAGE,
    queries: Queries {
        scopes: concat!(query!("c", "scopes"), query!("cpp", "scopes")),
        bindings: concat!(query!("c", "bindings"), query!("cpp", "bindings")),
        imports: concat!(query!("c", "imports"), query!("cpp", "imports")),
        calls: concat!(query!("c", "calls"), query!("cpp", "calls")),
        effects: concat!(query!("c", "effects"), query!("cpp", "effects")),
        values: concat!(query!("c", "values"), query!("cpp", "values")),
        ..queries!("c", tree_sitter_cpp::HIGHLIGHT_QUERY)
    },
    cache: Cache::new(),
};
