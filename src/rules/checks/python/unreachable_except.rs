//! `python/unreachable-except`: a clause whose exceptions an earlier clause of the same `try` catches all.

use super::code::children;
use crate::facts::Facts;
use crate::rules::matched::Match;
use crate::syntax::Node;

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

/// Other names of built-in exceptions.
const ALIASES: [(&str, &str); 6] = [
    ("EnvironmentError", "OSError"),
    ("IOError", "OSError"),
    ("WindowsError", "OSError"),
    ("os.error", "OSError"),
    ("select.error", "OSError"),
    ("socket.error", "OSError"),
];

/// A class that a clause names: as it is written there, and what it may be called outside of the file.
struct Caught<'t> {
    text: &'t str,
    names: Vec<String>,
}

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(clause) = found.node("clause") else { return false };
    let Some(tried) = clause.parent() else { return false };
    let earlier: Vec<_> = children(tried)
        .into_iter()
        .take_while(|other| *other != clause)
        .filter(|other| other.kind() == "except_clause")
        .flat_map(|other| caught(found.facts, other))
        .collect();
    let own = caught(found.facts, clause);
    let Some(above) = own.first().and_then(|class| covering(class, &earlier)) else { return false };
    let all = own.iter().all(|class| covering(class, &earlier).is_some());
    found.set("earlier", above);
    all
}

/// The classes that a clause names.
fn caught<'t>(facts: &Facts<'t>, clause: Node<'t>) -> Vec<Caught<'t>> {
    let Some(value) = clause.child_by_field_name("value") else { return Vec::new() };
    let value = if value.kind() == "as_pattern" { children(value).first().copied().unwrap_or(value) } else { value };
    let classes = if value.kind() == "tuple" { children(value) } else { vec![value] };
    classes.into_iter().map(|class| Caught { text: facts.file.text_of(class), names: names(facts, class) }).collect()
}

/// What a class may be called, by the names that built-in ones have now; its text where that is unknown.
fn names<'t>(facts: &Facts<'t>, class: Node<'t>) -> Vec<String> {
    let names = facts.names(class);
    let mut known: Vec<_> = names.iter().map(|name| present(&name.path).to_owned()).collect();
    known.retain(|name| !name.contains('?'));
    if known.is_empty() {
        known.push(facts.file.text_of(class).to_owned());
    }
    known
}

fn present(name: &str) -> &str {
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name)
}

/// The earlier class that catches this one: itself or one above it.
fn covering<'t>(class: &Caught<'t>, earlier: &[Caught<'t>]) -> Option<&'t str> {
    class.names.iter().find_map(|name| catching(name, earlier))
}

fn catching<'t>(class: &str, earlier: &[Caught<'t>]) -> Option<&'t str> {
    let mut at = Some(class);
    while let Some(current) = at {
        if let Some(found) = earlier.iter().find(|other| other.names.iter().any(|name| name == current)) {
            return Some(found.text);
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
