//! Rules that name a function, a type or a constant find it however the file spells it: tables of rules and what they
//! name, one a language. A row's code is written with each spelling in turn.

mod c;
mod cpp;
mod go;
mod java;
mod javascript;
mod python;
mod rust;

use super::{Engine, RuleSet};
use crate::diff::LineSet;
use crate::finding::Side;
use crate::syntax::SourceFile;

/// A rule, what it names, and code that it flags.
struct Row {
    rule: &'static str,
    name: &'static str,
    /// `{}` is where the name stands.
    code: &'static str,
}

const fn row(rule: &'static str, name: &'static str, code: &'static str) -> Row {
    Row { rule, name, code }
}

/// Code in one spelling, and whether the rule should find something in it.
struct Spelling {
    code: String,
    is_meant: bool,
}

/// Every row in every spelling.
fn check(rows: &[Row], path: &str, spellings: impl Fn(&Row) -> Vec<Spelling>) {
    let set = RuleSet::builtin();
    let engine = Engine::new(&set);
    let mut wrong = Vec::new();
    for row in rows {
        for spelling in spellings(row) {
            if finds(&set, engine, row.rule, path, &spelling.code) != spelling.is_meant {
                let what = if spelling.is_meant { "does not find" } else { "finds" };
                wrong.push(format!("{} {what} {} in:\n{}", row.rule, row.name, spelling.code));
            }
        }
    }
    assert!(wrong.is_empty(), "{} spellings:\n{}", wrong.len(), wrong.join("\n"));
}

fn finds(set: &RuleSet, engine: Engine<'_>, rule: &str, path: &str, code: &str) -> bool {
    let file = SourceFile::new(path, code);
    let (found, complete) = engine.check(&file, Side::New, &LineSet::all());
    assert!(complete, "{code}");
    found.iter().any(|found| set.rules()[found.rule].is_called(rule))
}
