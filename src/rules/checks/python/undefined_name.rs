//! `python/undefined-name`: a name that nothing in its reach binds, and that is not built in.

use super::code::{around, is_value};
use crate::facts::{By, Facts, ScopeKind};
use crate::finding::Line;
use crate::rules::matched::Hit;
use crate::syntax::{Node, Role, ancestors, descendants};

pub(super) fn visit<'t>(facts: &Facts<'t>, node: Node<'t>, found: &mut dyn FnMut(Hit)) {
    let name = facts.file.text_of(node);
    if !is_read(node) {
        return;
    }
    if let Some(line) = line_that_binds_too_late(facts, node) {
        let place = format!("before line {line}, where the function first binds it");
        found(Hit::at(node.byte_range()).with("name", name).with("where", place));
        return;
    }
    if is_known(name) || !is_unbound(facts, node) {
        return;
    }
    // What was left out of the tree may bind it.
    let whole = facts.whole();
    if whole.same_node(node).is_some_and(|same| is_unbound(whole, same)) {
        found(Hit::at(node.byte_range()).with("name", name).with("where", "here"));
    }
}

/// The line of the one place where a function binds a name, where that runs after a read of it: the name is the function's
/// own from its start, so that nothing outside stands in for it.
fn line_that_binds_too_late<'t>(facts: &Facts<'t>, read: Node<'t>) -> Option<Line> {
    let name = facts.file.text_of(read);
    let scope = facts.bindings().resolve(name, read).filter(|scope| scope.kind == ScopeKind::Function)?;
    let [binding] = scope.get(name) else { return None };
    let is_own = facts.bindings().around(read).next().is_some_and(|around| around.node == scope.node);
    if !is_own || !matches!(binding.by, By::Assignment | By::Import(_) | By::Function) || facts.is_spoilt(name) {
        return None;
    }
    let names_it = |own: Node<'t>| own.children().any(|child| facts.file.text_of(child) == name);
    let is_of_others =
        |own: &Node<'t>| matches!(own.kind(), "global_statement" | "nonlocal_statement") && names_it(*own);
    if descendants(scope.node).any(|own| is_of_others(&own)) {
        return None;
    }
    let is_in_own_value = binding.source().is_some_and(|source| source.byte_range().contains(&read.start_byte()));
    let is_later = binding.name.id() > read.id() && statement(binding.name) != statement(read);
    // In a further round of a loop it is bound.
    let mut loops = ancestors(read).filter(|outer| outer.is(Role::Loop) && outer.id() > scope.node.id());
    let is_repeated = loops.any(|outer| outer.byte_range().contains(&binding.name.start_byte()));
    let is_too_late = (is_in_own_value || is_later) && !is_repeated && !facts.bindings().are_open();
    is_too_late.then(|| facts.file.line_at(binding.name.start_byte()))
}

fn statement(node: Node<'_>) -> Option<usize> {
    ancestors(node).find(|outer| outer.parent().is_some_and(|parent| parent.is(Role::Block))).map(|own| own.id())
}

/// Whether nothing binds a name that is read at a node.
fn is_unbound<'t>(facts: &Facts<'t>, node: Node<'t>) -> bool {
    let name = facts.file.text_of(node);
    if facts.bindings().are_open() || facts.is_spoilt(name) || facts.bindings().of_name(name, node).is_some() {
        return false;
    }
    let is_annotation = around(node).any(|outer| outer.kind() == "type");
    !(is_annotation && are_annotations_texts(facts))
}

/// Whether `from __future__ import annotations` says that annotations are not evaluated.
fn are_annotations_texts(facts: &Facts<'_>) -> bool {
    let Some(module) = facts.bindings().scopes().first() else { return false };
    module.get("annotations").iter().any(|binding| binding.by == By::Import("__future__.annotations".to_owned()))
}

fn is_read(node: Node<'_>) -> bool {
    let is_no_name = |parent: Node<'_>| {
        matches!(
            parent.kind(),
            "dotted_name"
                | "aliased_import"
                | "keyword_pattern"
                | "member_type"
                | "splat_pattern"
                | "case_pattern"
                | "global_statement"
                | "nonlocal_statement"
                | "print_statement"
                | "exec_statement"
        )
    };
    is_value(node) && !node.parent().is_some_and(is_no_name)
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
    use crate::diff::LineSet;
    use crate::finding::Side;
    use crate::rules::{Engine, RuleSet};
    use crate::syntax::SourceFile;

    #[test]
    fn an_undefined_name_is_told_once_for_a_file() {
        let text = "def f(x, y=z, *a, **k):\n    return z + x + y\nprint(z, [b for b in []])\n";
        let set = RuleSet::builtin();
        let found = Engine::new(&set).check(&SourceFile::new("a.py", text), Side::New, &LineSet::all()).0;
        let own = found.iter().filter(|found| set.rules()[found.rule].id() == "python/undefined-name");
        assert_eq!(own.count(), 1);
    }

    #[test]
    fn the_built_in_names_are_sorted() {
        assert!(BUILTINS.is_sorted());
    }
}
