//! What a model may do while it thinks: six ways to look at the code, none to change it. A call comes in, a text goes out;
//! what cannot be done is an answer to the model, not an error.

use std::fmt::Write as _;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::tree::Tree;
use crate::diff::Origin;
use crate::egress::{Redacted, Redactor};
use crate::finding::Line;
use crate::provider::{Tool, Wanted};
use crate::syntax::{SourceFile, definitions};
use crate::text::{first_characters, has_word};

/// Lines that one look shows.
const MOST_LINES: u32 = 120;
/// Places that one search shows.
const MOST_PLACES: usize = 20;
/// Characters of an answer, and of a line in it.
const LONGEST: usize = 6000;
const LONGEST_LINE: usize = 300;
/// The shortest text that can be searched for.
const SHORTEST: usize = 2;

/// Lines of a file that a model was shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seen {
    /// The path.
    pub path: String,
    /// The first line.
    pub first: u32,
    /// The last line.
    pub last: u32,
}

/// What a tool answers.
#[derive(Debug, Default)]
pub(super) struct Look {
    text: String,
    /// What it shows.
    pub seen: Vec<Seen>,
}

/// A tool's work.
type Work = fn(&Tree<'_>, &Value, &mut Redactor) -> Result<Look, String>;

/// A row of the table of tools.
struct Row {
    name: &'static str,
    description: &'static str,
    /// The arguments, by name, and whether each is a number.
    arguments: &'static [(&'static str, bool)],
    work: Work,
}

/// Every tool.
const TABLE: &[Row] = &[
    Row {
        name: "read_lines",
        description: "Lines of a file after the change, 120 at most.",
        arguments: &[("path", false), ("first", true), ("last", true)],
        work: read_lines,
    },
    Row {
        name: "outline",
        description: "What a file defines, with line numbers.",
        arguments: &[("path", false)],
        work: outline,
    },
    Row {
        name: "find_definition",
        description: "Where a function, class or type of this name is defined.",
        arguments: &[("name", false)],
        work: find_definition,
    },
    Row {
        name: "find_references",
        description: "Lines that use a name.",
        arguments: &[("name", false)],
        work: find_references,
    },
    Row {
        name: "search_text",
        description: "Lines that hold exactly this text.",
        arguments: &[("text", false)],
        work: search_text,
    },
    Row {
        name: "see_change",
        description: "What the change does to another file.",
        arguments: &[("path", false)],
        work: see_change,
    },
];

/// The tools, as a model is told of them.
pub(super) fn tools() -> Vec<Tool> {
    let schema = |row: &Row| {
        let kind = |number: bool| json!({"type": if number { "integer" } else { "string" }});
        let properties: serde_json::Map<_, _> =
            row.arguments.iter().map(|&(name, number)| (name.to_owned(), kind(number))).collect();
        let names: Vec<_> = row.arguments.iter().map(|(name, _)| *name).collect();
        json!({"type": "object", "properties": properties, "required": names, "additionalProperties": false})
    };
    TABLE.iter().map(|row| Tool { name: row.name, description: row.description, arguments: schema(row) }).collect()
}

/// The name of a tool as it is told to the model again: what the model made up is not.
pub(super) fn name_of(wanted: &Wanted) -> &'static str {
    TABLE.iter().find(|row| row.name == wanted.name).map_or("unknown", |row| row.name)
}

/// Does what a model wants, and says what it has seen by it.
pub(super) fn run(tree: &Tree<'_>, wanted: &Wanted, redactor: &mut Redactor) -> (Redacted, Vec<Seen>) {
    let names = || TABLE.iter().map(|row| row.name).collect::<Vec<_>>().join(", ");
    let row = TABLE.iter().find(|row| row.name == wanted.name);
    let look = match row {
        Some(row) => (row.work)(tree, &wanted.arguments, redactor),
        None => Err(format!("there is no such tool; there are {}", names())),
    };
    let look = look.unwrap_or_else(|reason| Look { text: reason, seen: Vec::new() });
    // A cut could leave a part of a secret that is none by itself.
    let text = redactor.redact(&look.text).as_str().to_owned();
    (redactor.redact(&shortened(text)), look.seen)
}

fn shortened(text: String) -> String {
    let start = first_characters(&text, LONGEST);
    if start.len() < text.len() { format!("{start}\n(cut here)") } else { text }
}

#[derive(Deserialize)]
struct Path {
    path: String,
}

#[derive(Deserialize)]
struct Lines {
    path: String,
    first: u32,
    last: u32,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

fn arguments<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
    serde_json::from_value(value.clone()).map_err(|error| format!("the arguments make no sense: {error}"))
}

fn read_lines(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Lines { path, first, last } = arguments(wanted)?;
    let file = tree.file(&path, redactor)?;
    let end = u32::try_from(file.line_count()).unwrap_or(u32::MAX);
    let first = first.max(1);
    let last = last.min(end).min(first.saturating_add(MOST_LINES - 1));
    if first > last {
        return Err(format!("`{path}` has {end} lines"));
    }
    let text = (first..=last).fold(String::new(), |text, line| text + &numbered(&file, Line(line)));
    Ok(Look { text, seen: vec![Seen { path, first, last }] })
}

fn outline(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Path { path } = arguments(wanted)?;
    let file = tree.file(&path, redactor)?;
    let mut look = Look::default();
    for definition in definitions(&file) {
        let (first, last) = (definition.lines.start().0, definition.lines.end().0);
        writeln!(look.text, "{first}-{last}: {}", definition.signature).expect("strings grow");
        look.seen.push(Seen { path: path.clone(), first, last: definition.header.end().0 });
    }
    if look.seen.is_empty() { Err(format!("no definitions are known of `{path}`")) } else { Ok(look) }
}

fn find_definition(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Name { name } = arguments(wanted)?;
    let own = |file: &SourceFile| -> Vec<Line> {
        let named = definitions(file).into_iter().filter(|definition| definition.name.as_deref() == Some(&*name));
        named.map(|definition| *definition.header.start()).collect()
    };
    found(tree, &name, redactor, &own)
}

fn find_references(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Name { name } = arguments(wanted)?;
    found(tree, &name, redactor, &|file| lines_with(file, |line| has_word(line, &name)))
}

fn search_text(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Text { text } = arguments(wanted)?;
    found(tree, &text, redactor, &|file| lines_with(file, |line| line.contains(&text)))
}

fn see_change(tree: &Tree<'_>, wanted: &Value, redactor: &mut Redactor) -> Result<Look, String> {
    let Path { path } = arguments(wanted)?;
    let mut look = Look::default();
    let mut left = MOST_LINES as usize;
    for hunk in tree.change(&path, redactor)? {
        if left == 0 {
            break;
        }
        let lines = &hunk.lines[..hunk.lines.len().min(left)];
        left -= lines.len();
        writeln!(look.text, "@@ -{} +{} @@", hunk.old_start, hunk.new_start).expect("strings grow");
        look.text.extend(lines.iter().map(|line| marked(line.origin, &line.text)));
        let (first, last) = hunk.span();
        look.seen.push(Seen { path: path.clone(), first, last });
    }
    Ok(look)
}

/// The lines that `own` finds in the files that hold a text.
fn found(
    tree: &Tree<'_>,
    needle: &str,
    redactor: &mut Redactor,
    own: &dyn Fn(&SourceFile) -> Vec<Line>,
) -> Result<Look, String> {
    if needle.trim().chars().count() < SHORTEST {
        return Err("that is too short to be searched for".to_owned());
    }
    let mut look = Look::default();
    tree.search(needle, redactor, |file| {
        for line in own(file).into_iter().take(MOST_PLACES - look.seen.len()) {
            write!(look.text, "{}:{}", file.path, numbered(file, line)).expect("strings grow");
            look.seen.push(Seen { path: file.path.clone(), first: line.0, last: line.0 });
        }
        look.seen.len() < MOST_PLACES
    });
    if look.seen.is_empty() { Err(format!("`{needle}` was not found")) } else { Ok(look) }
}

fn lines_with(file: &SourceFile, fits: impl Fn(&str) -> bool) -> Vec<Line> {
    (0..file.line_count()).map(Line::of_row).filter(|line| fits(file.line(*line))).collect()
}

/// Whether a line holds a name that is no part of a longer one.
fn numbered(file: &SourceFile, line: Line) -> String {
    format!("{line}: {}\n", first_characters(file.line(line), LONGEST_LINE))
}

fn marked(origin: Origin, text: &str) -> String {
    format!("{}{}\n", origin.mark(), first_characters(text, LONGEST_LINE))
}
