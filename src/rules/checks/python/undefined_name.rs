//! `python/undefined-name`: a name that nothing in its reach binds, and that is not built in.

use std::collections::HashSet;

use super::code::around;
use super::names::Scopes;
use crate::diff::LineSet;
use crate::rules::matched::Hit;
use crate::syntax::{Node, SourceFile};

pub(super) fn scan(file: &SourceFile, lines: &LineSet, found: &mut dyn FnMut(Hit)) {
    let (Some(tree), Some(scopes)) = (file.tree(), Scopes::of(file)) else { return };
    // Annotations are then not worked out.
    let skips_annotations = file.text.contains("from __future__ import annotations");
    let mut told = HashSet::new();
    scopes.walk(tree, |node, open| {
        if node.kind() != "identifier" {
            return;
        }
        let name = file.text_of(node);
        let line = file.line_at(node.start_byte());
        let known = told.contains(name) || is_known(name) || scopes.resolve(name, node, open).is_some();
        let skipped = || skips_annotations && around(node).any(|outer| outer.kind() == "type");
        if !known && lines.contains(line) && is_read(node) && !skipped() && !file.line(line).contains("noqa") {
            told.insert(name);
            found(Hit { bytes: node.byte_range(), values: vec![("name".to_owned(), name.to_owned())] });
        }
    });
}

fn is_read(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| match parent.kind() {
        "attribute" => parent.child_by_field_name("object") == Some(node),
        "keyword_argument" => parent.child_by_field_name("value") == Some(node),
        "dotted_name" | "aliased_import" | "keyword_pattern" | "member_type" | "splat_pattern" | "case_pattern"
        | "global_statement" | "nonlocal_statement" | "print_statement" | "exec_statement" => false,
        _ => true,
    })
}

fn is_known(name: &str) -> bool {
    let is_special = name == "_" || (name.starts_with("__") && name.ends_with("__"));
    is_special || BUILTINS.binary_search(&name).is_ok()
}

/// The names that are built in, in any version of Python from 2.7 on, and those of interactive shells.
#[rustfmt::skip]
const BUILTINS: &[&str] = &[
    "ArithmeticError", "AssertionError", "AttributeError", "BaseException", "BaseExceptionGroup", "BlockingIOError",
    "BrokenPipeError", "BufferError", "BytesWarning", "ChildProcessError", "ConnectionAbortedError",
    "ConnectionError", "ConnectionRefusedError", "ConnectionResetError", "DeprecationWarning", "EOFError",
    "Ellipsis", "EncodingWarning", "EnvironmentError", "Exception", "ExceptionGroup", "False", "FileExistsError",
    "FileNotFoundError", "FloatingPointError", "FutureWarning", "GeneratorExit", "IOError", "ImportError",
    "ImportWarning", "IndentationError", "IndexError", "InterruptedError", "IsADirectoryError", "KeyError",
    "KeyboardInterrupt", "LookupError", "MemoryError", "ModuleNotFoundError", "NameError", "None",
    "NotADirectoryError", "NotImplemented", "NotImplementedError", "OSError", "OverflowError",
    "PendingDeprecationWarning", "PermissionError", "ProcessLookupError", "PythonFinalizationError",
    "RecursionError", "ReferenceError", "ResourceWarning", "RuntimeError", "RuntimeWarning", "StandardError",
    "StopAsyncIteration", "StopIteration", "SyntaxError", "SyntaxWarning", "SystemError", "SystemExit", "TabError",
    "TimeoutError", "True", "TypeError", "UnboundLocalError", "UnicodeDecodeError", "UnicodeEncodeError",
    "UnicodeError", "UnicodeTranslateError", "UnicodeWarning", "UserWarning", "ValueError", "Warning",
    "WindowsError", "ZeroDivisionError", "_IncompleteInputError", "abs", "aiter", "all", "anext", "any", "apply", "ascii", "basestring",
    "bin", "bool", "breakpoint", "buffer", "bytearray", "bytes", "callable", "chr", "classmethod", "cmp", "coerce",
    "compile", "complex", "copyright", "credits", "delattr", "dict", "dir", "display", "divmod", "enumerate",
    "eval", "exec", "execfile", "exit", "file", "filter", "float", "format", "frozenset", "get_ipython", "getattr",
    "globals", "hasattr", "hash", "help", "hex", "id", "input", "int", "intern", "isinstance", "issubclass", "iter",
    "len", "license", "list", "locals", "long", "map", "max", "memoryview", "min", "next", "object", "oct", "open",
    "ord", "pow", "print", "property", "quit", "range", "raw_input", "reduce", "reload", "repr", "reveal_locals",
    "reveal_type", "reversed", "round", "set", "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super",
    "tuple", "type", "unichr", "unicode", "vars", "xrange", "zip",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_names_are_sorted() {
        assert!(BUILTINS.is_sorted());
    }
}
