//! JavaScript and TypeScript, one family: TypeScript's grammar with JSX has all of JavaScript's nodes, so that one set of
//! queries serves the three rows.

mod taint;

use tree_sitter_language::LanguageFn;

use super::parts::{queries, query};
use super::{Assertions, Cache, Formats, Language, NameForm, Queries, Repeats, vocabulary};
use crate::syntax::grammar::{Field, Role};

pub(super) static JAVASCRIPT: Language = row(Own {
    name: "javascript",
    extends: None,
    endings: &[".js", ".jsx", ".mjs", ".cjs"],
    interpreters: &["node", "nodejs", "bun"],
    fronts: &["index.js", "index.jsx", "index.mjs", "index.cjs", "main.js"],
    grammar: tree_sitter_typescript::LANGUAGE_TSX,
});

pub(super) static TYPESCRIPT: Language = row(Own {
    name: "typescript",
    extends: Some(&JAVASCRIPT),
    endings: &[".ts", ".mts", ".cts"],
    interpreters: &["deno", "ts-node", "tsx"],
    fronts: &["index.ts", "index.mts", "index.cts", "main.ts"],
    grammar: tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
});

pub(super) static TSX: Language = row(Own {
    name: "tsx",
    extends: Some(&TYPESCRIPT),
    endings: &[".tsx"],
    interpreters: &[],
    fronts: &["index.tsx", "main.tsx"],
    grammar: tree_sitter_typescript::LANGUAGE_TSX,
});

/// What one of the family has for itself.
struct Own {
    name: &'static str,
    extends: Option<&'static Language>,
    endings: &'static [&'static str],
    interpreters: &'static [&'static str],
    fronts: &'static [&'static str],
    grammar: LanguageFn,
}

/// Its row, with what the whole family has.
const fn row(own: Own) -> Language {
    Language {
        name: own.name,
        extends: own.extends,
        claim: None,
        endings: own.endings,
        interpreters: own.interpreters,
        test_paths: TEST_PATHS,
        comment: "//",
        roles: ROLES,
        fields: FIELDS,
        newer: NEWER,
        names: NAMES,
        // Regular expressions and nested templates have brackets and quotes of their own, which only the grammar tells apart.
        outline: None,
        repeats: REPEATS,
        assertions: ASSERTIONS,
        callee: CALLEE,
        formats: Formats::NONE,
        vocabulary: &vocabulary::BRACED,
        fronts: own.fronts,
        mark: 0,
        taint: &taint::TAINT,
        grammar: own.grammar,
        queries: QUERIES,
        cache: Cache::new(),
    }
}

const TEST_PATHS: &[&str] = &[
    "test/",
    "tests/",
    "__tests__/",
    "__mocks__/",
    "spec/",
    "specs/",
    "e2e/",
    "cypress/",
    "test-utils/",
    "*.test.js",
    "*.test.jsx",
    "*.test.mjs",
    "*.test.cjs",
    "*.test.ts",
    "*.test.tsx",
    "*.test.mts",
    "*.test.cts",
    "*.spec.js",
    "*.spec.jsx",
    "*.spec.mjs",
    "*.spec.cjs",
    "*.spec.ts",
    "*.spec.tsx",
    "*.spec.mts",
    "*.cy.js",
    "*.cy.ts",
    "*.cy.tsx",
    "*.unittest.js",
    "*.unittest.ts",
    "*-test.js",
    "*-test.ts",
    "*_test.js",
    "*_test.ts",
    "*_test.tsx",
    "*.bench.js",
    "*.bench.ts",
    "*.test-d.ts",
    "test.js*",
    "test.ts*",
    "test.mjs*",
    "jest.setup.*",
    "vitest.setup.*",
];

const ROLES: &[(Role, &[&str])] = &[
    (Role::Annotation, &["decorator"]),
    (Role::Assignment, &["assignment_expression", "variable_declarator"]),
    (Role::Update, &["augmented_assignment_expression", "update_expression"]),
    (Role::Binary, &["binary_expression"]),
    (Role::Logical, &["binary_expression"]),
    (Role::Block, &["statement_block", "program", "switch_case", "switch_default"]),
    (Role::Branch, &["if_statement", "ternary_expression", "switch_case", "switch_default"]),
    (Role::Break, &["break_statement"]),
    (Role::Call, &["call_expression", "new_expression"]),
    (Role::Class, &["class_declaration", "abstract_class_declaration", "class"]),
    (Role::Comment, &["comment", "hash_bang_line"]),
    (Role::Continue, &["continue_statement"]),
    (
        Role::Definition,
        &[
            "abstract_class_declaration",
            "class_declaration",
            "enum_declaration",
            "function_declaration",
            "generator_function_declaration",
            "interface_declaration",
            "method_definition",
        ],
    ),
    (
        Role::Effect,
        &[
            "assignment_expression",
            "augmented_assignment_expression",
            "await_expression",
            "update_expression",
            "yield_expression",
        ],
    ),
    (Role::Empty, &["empty_statement"]),
    (Role::Finally, &["finally_clause"]),
    (
        Role::Function,
        &[
            "arrow_function",
            "function_declaration",
            "function_expression",
            "generator_function",
            "generator_function_declaration",
            "method_definition",
        ],
    ),
    (Role::Handler, &["try_statement", "catch_clause", "finally_clause"]),
    (
        Role::Identifier,
        &["identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern", "type_identifier"],
    ),
    (Role::Import, &["import_statement"]),
    (Role::Interpolation, &["template_substitution"]),
    (Role::Lambda, &["arrow_function", "function_expression", "generator_function"]),
    (Role::Literal, &["string", "template_string", "regex", "number", "true", "false", "null", "undefined"]),
    (Role::Loop, &["for_statement", "for_in_statement", "while_statement", "do_statement"]),
    (Role::Member, &["member_expression"]),
    (Role::Number, &["number"]),
    (Role::Parenthesized, &["parenthesized_expression"]),
    (Role::Raise, &["throw_statement"]),
    (Role::Return, &["return_statement"]),
    (Role::Statement, &["expression_statement"]),
    (Role::String, &["string", "template_string"]),
    (Role::Subscript, &["subscript_expression"]),
    (Role::Text, &["string", "string_fragment", "template_string", "regex", "comment", "hash_bang_line"]),
    (Role::Try, &["try_statement"]),
    (Role::Yield, &["yield_expression"]),
];

const FIELDS: &[(Field, &str)] = &[];

const NEWER: &[super::Newer] = &[
    (r"(<|,|^)\s*(in|out)\s+\w+|<\s*const\s+\w+", "the variance of a type parameter"),
    (r"\bimport\s*\([^)]*\)\s*\.\s*\w+", "a type of another module"),
    (r"<\s*<\s*\w+(\s+extends\b|\s*>\s*\()", "a generic function as the argument of a type"),
    (r"%[A-Z]\w+\(", "a function of the engine"),
    (r"\bimport\s+(defer|source)\b", "an import phase"),
    (r"\busing\s+\w+\s*=", "an explicit resource"),
    (r"\baccessor\s+\w+", "an automatic accessor"),
    (r"^\s*('[\w-]+'|\w+)\?:\s*\w+\s*$", "a member before one whose name begins with `in`"),
];

const NAMES: NameForm = NameForm {
    separator: ".",
    suffixes: false,
    same: &[("node:", ""), ("globalThis.", ""), ("window.", ""), ("global.", ""), ("self.", "")],
    literals: &[("array", "Array()"), ("object", "Object()"), ("regex", "RegExp()")],
    prelude: &[],
    macros: &[],
    rebinds: false,
    associated: false,
    outer: None,
    own: None,
    sees_members: false,
    names_functions_apart: false,
};

const REPEATS: Repeats = Repeats {
    steady: &[
        "isArray",
        "isNaN",
        "isFinite",
        "isInteger",
        "hasOwnProperty",
        "hasOwn",
        "includes",
        "indexOf",
        "startsWith",
        "endsWith",
        "toLowerCase",
        "toUpperCase",
        "trim",
        "has",
        "is",
        "Number",
        "String",
        "Boolean",
    ],
    changing: &[],
};

const ASSERTIONS: Assertions = Assertions {
    truth: &["assert", "isTrue"],
    equal: &["equal", "strictEqual", "deepEqual", "deepStrictEqual"],
    unequal: &["notEqual", "notStrictEqual", "notDeepEqual", "notDeepStrictEqual"],
    constants: &["true"],
    before: 0,
};

const CALLEE: &[&str] = &["function", "constructor", "property"];

const QUERIES: Queries = queries!("javascript", query!("javascript", "highlights"));
