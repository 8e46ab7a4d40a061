//! Parsed files: text with its lines, its tree and its scopes, each made once and only when asked for.

mod columns;
mod errors;
mod generated;
mod grammar;
mod languages;
mod outline;
mod parse;
pub(crate) mod query;
mod test_data;
mod tree;

mod definitions;
mod highlight;
mod outermost;
mod scopes;

pub use definitions::{Definition, called, definitions, definitions_around};
pub use errors::SyntaxError;
pub(crate) use grammar::Grammar;
pub use grammar::{Field, Role};
pub use highlight::{Highlight, highlights};
pub use languages::{LANGUAGES, Language, Vocabulary};
pub(crate) use languages::{NameForm, Sink, Source, unsupported};
pub(crate) use outermost::{holding, outermost};
pub use scopes::{Scope, Scopes};
pub use tree::{Node, Tree, ancestors, descendants, walk};

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use self::columns::Columns;
use self::parse::parse;
use crate::diff::LineSet;
use crate::finding::{Line, Position, Span};

/// How many bytes of one file are parsed at most; a tree takes many times their memory.
const MOST_PARSED: usize = 16 * 1024 * 1024;

/// The lines of a file by their text.
struct Alike {
    /// For each line the index of its lines.
    own: Vec<usize>,
    lines: Vec<Vec<Line>>,
}

/// One side of a file, ready to be asked about.
pub struct SourceFile {
    /// The path in the repository.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// The language, if there is a grammar for it and the code was written by a person.
    pub language: Option<&'static Language>,
    /// Whether its first lines or its name say that a program wrote it.
    pub generated: bool,
    /// Whether only some of its lines are known, and the others are blank: what is not there may be elsewhere.
    pub is_excerpt: bool,
    /// The byte at which each line starts.
    line_starts: Vec<usize>,
    /// The lines for whose sake it is parsed; `None` for all.
    needed: Option<LineSet>,
    /// The same file, parsed whole.
    whole: OnceLock<Box<Self>>,
    tree: OnceLock<Option<Tree>>,
    scopes: OnceLock<Scopes>,
    columns: OnceLock<Columns>,
    alike: OnceLock<Alike>,
}

impl SourceFile {
    /// A file by its path and text; nothing is parsed yet.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let path = path.into();
        let text = text.into();
        let generated = generated::is_marked(&text) || generated::is_built(&path);
        let language = if generated { None } else { Language::for_file(&path, &text) };
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(index, _)| index + 1)).collect();
        Self {
            path,
            text,
            language,
            generated,
            is_excerpt: false,
            line_starts,
            needed: None,
            whole: OnceLock::new(),
            tree: OnceLock::new(),
            scopes: OnceLock::new(),
            columns: OnceLock::new(),
            alike: OnceLock::new(),
        }
    }

    /// A file of which only some lines are looked at. Its tree may leave out definitions and statements that those lines
    /// do not name; [`Self::whole`] has all.
    pub fn for_lines(path: impl Into<String>, text: impl Into<String>, lines: &LineSet) -> Self {
        let needed = (*lines != LineSet::all()).then(|| lines.clone());
        Self { needed, ..Self::new(path, text) }
    }

    /// The same file, where what it says of a generator is not believed.
    #[must_use]
    pub fn without_mark(self) -> Self {
        let language = Language::for_file(&self.path, &self.text);
        Self { generated: false, language, ..self }
    }

    /// The same file, known in part alone.
    #[must_use]
    pub fn as_excerpt(self) -> Self {
        Self { is_excerpt: true, ..self }
    }

    /// Whether its first lines are those of a known generator, word for word, or its name is that of packed code.
    pub fn has_known_generator(&self) -> bool {
        self.generated && (generated::has_known_header(&self.text) || generated::is_built(&self.path))
    }

    /// The language that it is written in, where there is no grammar for it.
    pub fn unsupported_language(&self) -> Option<&'static str> {
        if self.language.is_some() || self.generated { None } else { unsupported(&self.path, &self.text) }
    }

    /// Whether it is code that tests read, and no test itself.
    pub fn is_test_data(&self) -> bool {
        self.language.is_some_and(|language| test_data::is_test_data(&self.path, language))
    }

    /// The file with a tree of all of its text.
    pub fn whole(&self) -> &Self {
        if !self.tree().is_some_and(Tree::is_partial) {
            return self;
        }
        let read = || Self { is_excerpt: self.is_excerpt, ..Self::new(self.path.clone(), self.text.clone()) };
        self.whole.get_or_init(|| Box::new(read()))
    }

    /// The syntax tree; `None` without a grammar, or where parsing would take too long.
    pub fn tree(&self) -> Option<&Tree> {
        self.tree.get_or_init(|| self.parse()).as_ref()
    }

    fn parse(&self) -> Option<Tree> {
        let language = self.language?;
        if let Some(lines) = &self.needed {
            let changed = self.bytes_of(lines);
            let parts = language.outline.and_then(|outline| outline::parts(&self.text, outline, &changed));
            let parts = parts.filter(|parts| parts.iter().map(Range::len).sum::<usize>() <= MOST_PARSED);
            let tree = parts.and_then(|parts| parse(language, &self.text, &parts));
            if let Some(tree) = tree.filter(|tree| !tree.root_node().has_error()) {
                return Some(tree);
            }
        }
        if self.text.len() > MOST_PARSED {
            return None;
        }
        parse(language, &self.text, &[])
    }

    /// The lines of a set that are in the file.
    pub(crate) fn lines_of(&self, lines: &LineSet) -> impl Iterator<Item = Line> {
        let count = u32::try_from(self.line_count()).unwrap_or(u32::MAX);
        lines.ranges().iter().flat_map(move |&(first, last)| (first.0..=last.0.min(count)).map(Line))
    }

    /// The bytes of each run of lines that is in the file.
    pub(crate) fn bytes_of(&self, lines: &LineSet) -> Vec<Range<usize>> {
        let ranges =
            lines.ranges().iter().map(|&(first, last)| self.line_range(first).start..self.line_range(last).end);
        ranges.filter(|range| range.start < self.text.len()).collect()
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
            (Some(language), Some(tree)) => Scopes::new(language, tree, &self.text, &self.path),
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
        let alike = self.alike.get_or_init(|| self.alike());
        alike.own.get(line.index()).map_or(&[], |&own| &alike.lines[own])
    }

    fn alike(&self) -> Alike {
        let mut known: HashMap<&str, usize> = HashMap::new();
        let mut alike = Alike { own: Vec::new(), lines: Vec::new() };
        for line in (0..self.line_count()).map(Line::of_row) {
            let own = *known.entry(self.line(line).trim()).or_insert(alike.lines.len());
            if own == alike.lines.len() {
                alike.lines.push(Vec::new());
            }
            alike.lines[own].push(line);
            alike.own.push(own);
        }
        alike
    }

    /// The line of a byte.
    pub fn line_at(&self, byte: usize) -> Line {
        Line::of_row(self.line_starts.partition_point(|&start| start <= byte) - 1)
    }

    fn columns(&self) -> &Columns {
        self.columns.get_or_init(|| Columns::new(&self.text))
    }

    /// The place of a byte.
    pub fn position(&self, byte: usize) -> Position {
        let line = self.line_at(byte);
        let column = self.columns().between(&self.text, self.line_starts[line.index()], byte);
        Position { line, column: u32::try_from(column).unwrap_or(u32::MAX - 1) + 1 }
    }

    /// The place of a byte range.
    pub fn span(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.position(bytes.start), end: self.position(bytes.end) }
    }

    /// The byte at a place; the end of the line where the column lies past it.
    pub fn byte(&self, place: Position) -> usize {
        let line = self.line_range(place.line);
        let column = place.column.saturating_sub(1) as usize;
        self.columns().after(&self.text, line.start, column).min(line.end)
    }
}
