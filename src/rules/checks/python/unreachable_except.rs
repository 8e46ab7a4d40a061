//! `python/unreachable-except`: a clause whose exceptions an earlier clause of the same `try` catches all.

use super::code::children;
use crate::rules::matched::Match;
use crate::syntax::{Node, SourceFile};

/// Built-in exceptions and the class directly above each.
const PARENTS: &[(&str, &str)] = &[
    ("ArithmeticError", "Exception"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("BufferError", "Exception"),
    ("ChildProcessError", "OSError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionError", "OSError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("EOFError", "Exception"),
    ("Exception", "BaseException"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("FloatingPointError", "ArithmeticError"),
    ("GeneratorExit", "BaseException"),
    ("ImportError", "Exception"),
    ("IndexError", "LookupError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("KeyError", "LookupError"),
    ("KeyboardInterrupt", "BaseException"),
    ("LookupError", "Exception"),
    ("MemoryError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("NameError", "Exception"),
    ("NotADirectoryError", "OSError"),
    ("NotImplementedError", "RuntimeError"),
    ("OSError", "Exception"),
    ("OverflowError", "ArithmeticError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("RecursionError", "RuntimeError"),
    ("RuntimeError", "Exception"),
    ("StopAsyncIteration", "Exception"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("SystemError", "Exception"),
    ("SystemExit", "BaseException"),
    ("TimeoutError", "OSError"),
    ("TypeError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("UnicodeError", "ValueError"),
    ("ValueError", "Exception"),
    ("ZeroDivisionError", "ArithmeticError"),
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(clause) = found.node("clause") else { return false };
    let file = found.file;
    let Some(tried) = clause.parent() else { return false };
    let earlier: Vec<&str> = children(tried)
        .into_iter()
        .take_while(|other| *other != clause)
        .filter(|other| other.kind() == "except_clause")
        .flat_map(|other| caught(file, other))
        .collect();
    let own = caught(file, clause);
    let Some(above) = own.first().and_then(|class| covering(class, &earlier)) else { return false };
    let all = own.iter().all(|class| covering(class, &earlier).is_some());
    found.set("earlier", above);
    all
}

/// The classes that a clause names.
fn caught<'t>(file: &'t SourceFile, clause: Node<'t>) -> Vec<&'t str> {
    let Some(value) = clause.child_by_field_name("value") else { return Vec::new() };
    let value = if value.kind() == "as_pattern" { children(value).first().copied().unwrap_or(value) } else { value };
    match value.kind() {
        "tuple" => children(value).into_iter().map(|class| file.text_of(class)).collect(),
        _ => vec![file.text_of(value)],
    }
}

/// The earlier class that catches this one: itself or one above it.
fn covering<'e>(class: &str, earlier: &[&'e str]) -> Option<&'e str> {
    let mut at = Some(class);
    while let Some(current) = at {
        if let Some(found) = earlier.iter().find(|other| **other == current) {
            return Some(found);
        }
        let parent = PARENTS.iter().find(|(child, _)| *child == current).map(|(_, parent)| *parent);
        at = parent.or_else(|| (current == class && is_ordinary(class)).then_some("Exception"));
    }
    None
}

/// Whether a class that is not built in is, by its name, an `Exception`: those that end or cancel things, and
/// may stand beside it, are mostly not called errors.
fn is_ordinary(class: &str) -> bool {
    let name = class.rsplit('.').next().unwrap_or(class);
    name != "BaseException" && (name.ends_with("Error") || name.ends_with("Exception")) && !name.contains("Cancel")
}
