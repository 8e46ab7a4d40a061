//! One more language, for tests alone: the grammar of Go and as much of a row as shows what a row has to say. Nothing
//! outside this file knows it; `src/tests.rs` asks every part of the program about code in it.

use super::{Assertions, Cache, Formats, Language, NameForm, Queries, Repeats, Taint, Vocabulary};
use crate::syntax::grammar::{Field, Role};
use crate::syntax::outline::{Braced, Outline};

static WORDS: Vocabulary = Vocabulary {
    keywords: &["if", "for", "switch", "func", "return"],
    defining: &["func", "type"],
    decorating: &[],
    classes: &[
        ("conditions", &["if", "switch", "case"]),
        ("loops", &["for", "range"]),
        ("assignments", &[":=", "="]),
        ("definitions", &["func", "type", "struct"]),
        ("concurrency", &["go", "chan", "select"]),
    ],
    by_word: std::sync::OnceLock::new(),
};

pub(super) static ROW: Language = Language {
    name: "toy",
    extends: None,
    endings: &[".toy"],
    claim: None,
    interpreters: &["toyrun"],
    test_paths: &["*_test.toy"],
    comment: "//",
    roles: &[
        (Role::Assignment, &["assignment_statement", "short_var_declaration"]),
        (Role::Update, &["inc_statement", "dec_statement"]),
        (Role::Binary, &["binary_expression"]),
        (Role::Block, &["statement_list", "source_file"]),
        (Role::Branch, &["if_statement", "expression_case", "type_case"]),
        (Role::Break, &["break_statement"]),
        (Role::Call, &["call_expression"]),
        (Role::Class, &["type_spec"]),
        (Role::Comment, &["comment"]),
        (Role::Continue, &["continue_statement"]),
        (Role::Definition, &["function_declaration", "method_declaration", "type_spec"]),
        (Role::Effect, &["send_statement", "receive_statement"]),
        (Role::Empty, &["empty_statement"]),
        (Role::Function, &["function_declaration", "method_declaration", "func_literal"]),
        (Role::Identifier, &["identifier", "field_identifier", "type_identifier", "package_identifier"]),
        (Role::Import, &["import_declaration"]),
        (Role::Lambda, &["func_literal"]),
        (
            Role::Literal,
            &[
                "interpreted_string_literal",
                "raw_string_literal",
                "rune_literal",
                "int_literal",
                "float_literal",
                "nil",
            ],
        ),
        (Role::Logical, &["binary_expression"]),
        (Role::Loop, &["for_statement"]),
        (Role::Member, &["selector_expression"]),
        (Role::Number, &["int_literal", "float_literal"]),
        (Role::Parenthesized, &["parenthesized_expression"]),
        (Role::Return, &["return_statement"]),
        (Role::Statement, &["expression_statement"]),
        (Role::String, &["interpreted_string_literal", "raw_string_literal"]),
        (Role::Subscript, &["index_expression"]),
        (Role::Text, &["interpreted_string_literal", "raw_string_literal", "comment"]),
    ],
    fields: &[(Field::Returned, "result")],
    newer: &[],
    outline: Some(Outline::Braced(&Braced {
        modifiers: &[],
        defining: &["func", "type"],
        holding: &[],
        nameless: &[],
        values: &["var", "const"],
        constructors: &[],
        ends_with_line: true,
    })),
    names: NameForm {
        separator: ".",
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
    },
    repeats: Repeats { steady: &["len"], changing: &[] },
    assertions: Assertions { before: 0, truth: &[], equal: &[], unequal: &[], constants: &["true"] },
    formats: Formats { place: r"%(?:(?<none>%)|[dsv])", calls: &[(&["fmt.Printf"], 0), (&["fmt.Fprintf"], 1)] },
    callee: &["function", "field"],
    vocabulary: &WORDS,
    fronts: &["main.toy"],
    mark: 0,
    taint: &Taint::NONE,
    grammar: tree_sitter_go::LANGUAGE,
    queries: Queries {
        scopes: r#"
            (function_declaration name: (identifier) @name) @function
            (method_declaration name: (field_identifier) @name) @function
            (func_literal) @function
            (for_statement body: (_) @loop)
            ((function_declaration name: (identifier) @name) @test (#match? @name "^(Test|Benchmark)"))
        "#,
        bindings: r#"
            (source_file) @scope.module
            [(function_declaration) (method_declaration) (func_literal)] @scope.function
            [(block) (if_statement) (for_statement)] @scope.expression
            (function_declaration name: (identifier) @define.function)
            (type_spec name: (type_identifier) @define.type)
            (const_spec name: (identifier) @define)
            (parameter_declaration name: (identifier) @parameter type: (_) @type)
            (short_var_declaration left: (expression_list . (_) @target .) right: (expression_list . (_) @value .))
            (short_var_declaration left: (expression_list ",") @target right: (_) @source)
            (assignment_statement left: (expression_list . (_) @target .) right: (expression_list . (_) @value .))
            (assignment_statement left: (expression_list ",") @target right: (_) @source)
            (range_clause left: (_) @target right: (_) @source)
            (var_spec name: (identifier) @target value: (expression_list . (_) @value .))
            (var_spec name: (identifier) @target type: (_) @type !value)
        "#,
        imports: r"
            (import_spec !name path: (interpreted_string_literal (interpreted_string_literal_content) @path))
            (import_spec
              name: (package_identifier) @alias
              path: (interpreted_string_literal (interpreted_string_literal_content) @path))
            (import_spec name: (dot) path: (interpreted_string_literal (interpreted_string_literal_content) @all))
        ",
        effects: r"
            (inc_statement (_) @changed)
            (return_statement (expression_list (_) @escapes))
            (assignment_statement left: (expression_list (selector_expression field: (_) @set)))
        ",
        calls: r#"
            (call_expression function: (_) @callee arguments: (_) @arguments) @call
            (selector_expression operand: (_) @object field: (_) @name) @path
            (qualified_type package: (_) @object name: (_) @name) @path
            (parenthesized_expression . (_) @inside .)
            (unary_expression operator: "&" operand: (_) @inside)
            (variadic_argument) @splat
        "#,
        control: r#"
            (if_statement condition: (_) @condition consequence: (_) @then) @branch
            (if_statement alternative: (if_statement) @next)
            (if_statement alternative: (if_statement) @continued)
            (if_statement "else" @word alternative: (block) @else)
        "#,
        operations: r#"
            (binary_expression left: (_) @left operator: _ @operator right: (_) @right) @operation
            (binary_expression operator: ["&&" "||"]) @link
            (assignment_statement left: (_) @left operator: "=" right: (_) @right) @assignment
            (binary_expression operator: ["!=" "+" "*"]) @deliberate
        "#,
        values: r#"
            (interpreted_string_literal_content) @piece
            (binary_expression left: (_) @left operator: "+" right: (_) @right)
            (if_statement condition: (_) @condition)
        "#,
        highlights: tree_sitter_go::HIGHLIGHTS_QUERY,
    },
    cache: Cache::new(),
};
