//! Parsed files: text with its lines, its tree and its scopes, each made once and only when asked for.

mod definitions;
mod highlight;
mod languages;
mod scopes;

pub use definitions::{Definition, called, definitions, definitions_around};
pub use highlight::{Highlight, highlights};
pub use languages::{LANGUAGES, Language};
pub use scopes::{Scope, Scopes};

use std::cell::OnceCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::{ControlFlow, Range};

use tree_sitter::{Node, ParseOptions, Parser, Tree, TreeCursor};

use crate::finding::{Line, Position, Span};

/// How many times the parser may report back before a file counts as too complex. The parser reports
/// after every hundred operations, whatever the machine, so that the limit falls at the same place always;
/// a megabyte of ordinary code takes about 40,000 reports.
const PARSE_BUDGET: u32 = 1_000_000;

/// Code that is nested deeper counts as too complex: to look up from a node takes as long as it is deep. What
/// people and their tools write stays far below.
const DEEPEST: u32 = 3000;

/// One side of a file, ready to be asked about.
pub struct SourceFile {
    /// The path in the repository.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The language, if there is a grammar for it and the code was written by a person.
    pub language: Option<&'static Language>,
    /// Whether its first lines say that a program wrote it.
    pub generated: bool,
    /// The byte at which each line starts.
    line_starts: Vec<usize>,
    tree: OnceCell<Option<Tree>>,
    scopes: OnceCell<Scopes>,
    alike: OnceCell<HashMap<u64, Vec<Line>>>,
}

impl SourceFile {
    /// A file by its path and text; nothing is parsed yet.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text) = (path.into(), text.into());
        let generated = is_generated(&text);
        let language = Language::of(&path, &text).filter(|_| !generated);
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(index, _)| index + 1)).collect();
        Self {
            path,
            text,
            language,
            generated,
            line_starts,
            tree: OnceCell::new(),
            scopes: OnceCell::new(),
            alike: OnceCell::new(),
        }
    }

    /// The syntax tree; `None` without a grammar, or where parsing would take too long.
    pub fn tree(&self) -> Option<&Tree> {
        self.tree.get_or_init(|| parse(self.language?, &self.text)).as_ref()
    }

    /// Whether there is a grammar for it, and yet no tree.
    pub fn is_unparsed(&self) -> bool {
        self.language.is_some() && self.tree().is_none()
    }

    /// Something that a reader of the result should know of the file.
    pub fn note(&self) -> Option<&'static str> {
        self.generated.then_some("generated code: only rules for any text were run")
    }

    /// The named regions; none without a tree.
    pub fn scopes(&self) -> &Scopes {
        self.scopes.get_or_init(|| match (self.language, self.tree()) {
            (Some(language), Some(tree)) => Scopes::of(language, tree, &self.text, &self.path),
            _ => Scopes::default(),
        })
    }

    /// The text of a node.
    pub fn text_of(&self, node: Node<'_>) -> &str {
        &self.text[node.byte_range()]
    }

    /// How many lines there are; a last line without a line ending counts.
    pub fn line_count(&self) -> usize {
        self.line_starts.len() - usize::from(self.text.is_empty() || self.text.ends_with('\n'))
    }

    /// The bytes of a line without its ending; empty past the end of the file.
    pub fn line_range(&self, line: Line) -> Range<usize> {
        let Some(&start) = self.line_starts.get(line.index()) else {
            return self.text.len()..self.text.len();
        };
        let end = self.line_starts.get(line.index() + 1).map_or(self.text.len(), |&next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    /// The text of a line without its ending.
    pub fn line(&self, line: Line) -> &str {
        &self.text[self.line_range(line)]
    }

    /// The lines that hold the same text as this one, but for the space around it, in order.
    pub fn lines_like(&self, line: Line) -> &[Line] {
        let hash = |text: &str| {
            let mut hasher = DefaultHasher::new();
            text.trim().hash(&mut hasher);
            hasher.finish()
        };
        let alike = self.alike.get_or_init(|| {
            let mut alike: HashMap<u64, Vec<Line>> = HashMap::new();
            for row in 0..self.line_count() {
                alike.entry(hash(self.line(Line::of_row(row)))).or_default().push(Line::of_row(row));
            }
            alike
        });
        alike.get(&hash(self.line(line))).map_or(&[], Vec::as_slice)
    }

    /// The place of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let row = self.line_starts.partition_point(|&start| start <= byte) - 1;
        let column = self.text[self.line_starts[row]..byte].chars().count();
        Position { line: Line::of_row(row), column: u32::try_from(column).unwrap_or(u32::MAX - 1) + 1 }
    }

    /// The place of a byte range.
    pub fn span(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte at a place; the end of the line where the column lies past it.
    pub fn byte(&self, place: Position) -> usize {
        let line = self.line_range(place.line);
        let column = place.column.saturating_sub(1) as usize;
        self.text[line.clone()].char_indices().nth(column).map_or(line.end, |(offset, _)| line.start + offset)
    }
}

/// Whether the head of a text says, in one of the usual forms, that a program wrote it.
fn is_generated(text: &str) -> bool {
    const LINES: usize = 10;
    text.lines().take(LINES).any(|line| {
        let line = line.get(..200).unwrap_or(line).to_ascii_lowercase();
        line.contains("@generated")
            || (line.contains("generated") && (line.contains("do not edit") || line.contains("do not modify")))
            || line.contains("automatically generated by")
            || line.contains("autogenerated by")
    })
}

fn parse(language: &Language, text: &str) -> Option<Tree> {
    let mut parser = Parser::new();
    parser.set_language(&language.grammar()).expect("the grammars are built for this tree-sitter");
    let mut left = PARSE_BUDGET;
    let mut count_down = |_: &_| {
        left -= 1;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut count_down);
    let tree = parser.parse_with_options(&mut |byte, _| &text.as_bytes()[byte..], None, Some(options))?;
    (!is_deeper(&tree, DEEPEST)).then_some(tree)
}

/// Whether nodes are nested more than this.
fn is_deeper(tree: &Tree, limit: u32) -> bool {
    let mut cursor = tree.walk();
    // Counted here, since the cursor counts anew each time that it is asked.
    let mut depth = 0;
    while depth <= limit {
        if cursor.goto_first_child() {
            depth += 1;
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return false;
            }
            depth -= 1;
        }
    }
    true
}

/// Moves a cursor to the next node in the order of the text: into the node where `enter` says so, else past
/// it. `false` at the end, where the cursor is back at its root.
pub fn advance(cursor: &mut TreeCursor<'_>, enter: bool) -> bool {
    if enter && cursor.goto_first_child() {
        return true;
    }
    while !cursor.goto_next_sibling() {
        if !cursor.goto_parent() {
            return false;
        }
    }
    true
}

/// The nodes beneath a node, itself included, in the order of the text, without recursion. What is beneath a
/// node is left out where `enter` says so.
pub fn walk<'t>(node: Node<'t>, enter: impl Fn(Node<'t>) -> bool) -> impl Iterator<Item = Node<'t>> {
    let mut cursor = node.walk();
    let mut next = Some(node);
    std::iter::from_fn(move || {
        let current = next?;
        next = advance(&mut cursor, enter(current)).then(|| cursor.node());
        Some(current)
    })
}

/// All nodes beneath a node, itself included, in the order of the text.
pub fn descendants(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    walk(node, |_| true)
}

/// The nodes around a node, innermost first, without itself.
pub fn ancestors(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.parent(), Node::parent)
}
