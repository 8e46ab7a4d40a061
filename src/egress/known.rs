//! The secrets that a conversation has seen, each with its placeholder: a secret comes in, where it stands again goes
//! out, also without what gave it away the first time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use memchr::memmem;
use regex::{Regex, RegexBuilder};

use crate::secrets;

/// From so many characters on a secret is looked for everywhere: shorter ones stand in other words.
const TELLING: usize = 8;

/// How many secrets one automaton looks for.
const GROUP: usize = 256;

/// A text that is longer is looked for on its own.
const LONG: usize = 1000;

/// What a placeholder looks like.
static PLACEHOLDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("<([a-z][a-z0-9-]{2,40}) ([0-9]{1,6})>").expect("the pattern is a constant"));

/// The secrets of a conversation.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// By what tells one from another.
    placeholders: BTreeMap<String, String>,
    values: BTreeMap<String, String>,
    /// How many there are of each kind.
    counts: BTreeMap<&'static str, usize>,
    /// What is looked for everywhere, and whose it is.
    pieces: BTreeMap<String, String>,
    /// What other texts hold, looked for as well; it has a placeholder from where it is met.
    others: Others,
    searches: Searches,
    /// How many pieces the searches know.
    searched: usize,
}

/// Secrets of texts that a conversation need not have seen, by their pieces, with their kinds.
#[derive(Debug, Clone, Default)]
pub(super) struct Others {
    kinds: Arc<BTreeMap<String, &'static str>>,
    searches: Arc<Searches>,
}

impl Others {
    pub(super) fn new(secrets: impl Iterator<Item = (&'static str, String)>) -> Self {
        let kinds: BTreeMap<_, _> =
            secrets.flat_map(|(kind, value)| pieces(&value).into_iter().map(move |piece| (piece, kind))).collect();
        let searches = Arc::new(Searches::new(kinds.keys()));
        Self { kinds: Arc::new(kinds), searches }
    }
}

/// A text that has the look of a placeholder.
pub(super) struct Lookalike {
    pub range: Range<usize>,
    /// The kind, if it is a placeholder of this conversation.
    pub kind: Option<String>,
}

impl Known {
    /// The placeholder of a secret; the same for a secret that was there before.
    pub(super) fn placeholder(&mut self, kind: &'static str, value: &str) -> String {
        if let Some(known) = self.pieces.get(value).or_else(|| self.placeholders.get(&identity(value))) {
            return known.clone();
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let placeholder = format!("<{kind} {count}>");
        self.placeholders.insert(identity(value), placeholder.clone());
        self.values.insert(placeholder.clone(), value.to_owned());
        for piece in pieces(value) {
            self.pieces.entry(piece).or_insert_with(|| placeholder.clone());
        }
        placeholder
    }

    /// The secret of a placeholder.
    pub(super) fn value(&self, placeholder: &str) -> Option<&str> {
        self.values.get(placeholder).map(String::as_str)
    }

    /// Looks for what other texts hold as well.
    pub(super) fn expect(&mut self, others: Others) {
        self.others = others;
    }

    /// Where secrets that were seen, or that other texts hold, stand again.
    pub(super) fn again(&mut self, text: &str) -> Vec<(Range<usize>, &'static str)> {
        if self.searched != self.pieces.len() {
            self.searches = Searches::new(self.pieces.keys());
            self.searched = self.pieces.len();
        }
        let mut found = self.searches.find(text);
        found.extend(self.others.searches.find(text));
        let kind = |range: &Range<usize>| self.others.kinds.get(&text[range.clone()]).copied().unwrap_or("generic");
        found.into_iter().map(|range| (range.clone(), kind(&range))).collect()
    }

    /// What has the look of a placeholder.
    pub(super) fn lookalikes(&self, text: &str) -> Vec<Lookalike> {
        let lookalike = |captures: regex::Captures<'_>| {
            let whole = captures.get(0)?;
            let kind = self.values.contains_key(whole.as_str()).then(|| captures[1].to_owned());
            Some(Lookalike { range: whole.range(), kind })
        };
        PLACEHOLDER.captures_iter(text).filter_map(lookalike).collect()
    }
}

/// A key is the same in a diff, in a comment and on one line.
fn identity(value: &str) -> String {
    if value.contains("PRIVATE KEY") { words(value).concat() } else { value.to_owned() }
}

/// The secret itself, and its parts where it is broken into lines or strings.
fn pieces(value: &str) -> Vec<String> {
    let mut pieces = vec![value.to_owned()];
    if value.contains(|letter: char| letter.is_whitespace() || "\"'\\;".contains(letter)) {
        pieces.extend(words(value));
    }
    pieces.retain(|piece| piece.len() >= TELLING && !secrets::is_word(piece));
    pieces
}

/// The parts of a text that are as long as the lines of a key.
fn words(value: &str) -> Vec<String> {
    let value = value.replace("\\n", "\n").replace("\\r", "\n");
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || "+/_.".contains(letter);
    let parts = value.split(|letter| !is_part(letter)).map(|part| part.trim_start_matches('+'));
    parts.filter(|part| part.len() >= TELLING).map(str::to_owned).collect()
}

/// What looks for many texts at once.
#[derive(Debug, Clone, Default)]
struct Searches {
    automata: Vec<Regex>,
    /// What would make an automaton too large.
    long: Vec<String>,
}

impl Searches {
    /// For all of them, where the longer goes before the shorter that begins it.
    fn new<'p>(pieces: impl Iterator<Item = &'p String>) -> Self {
        let (long, mut short): (Vec<_>, Vec<_>) = pieces.partition(|piece| piece.len() > LONG);
        short.sort_by_key(|piece| std::cmp::Reverse(piece.len()));
        let automata = short.chunks(GROUP).map(automaton).collect();
        Self { automata, long: long.into_iter().cloned().collect() }
    }

    fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<_> =
            self.automata.iter().flat_map(|search| search.find_iter(text)).map(|found| found.range()).collect();
        for piece in &self.long {
            let starts = memmem::find_iter(text.as_bytes(), piece.as_bytes());
            found.extend(starts.map(|start| start..start + piece.len()));
        }
        found
    }
}

fn automaton(pieces: &[&String]) -> Regex {
    let mut pattern = String::new();
    for piece in pieces {
        let bar = if pattern.is_empty() { "" } else { "|" };
        write!(pattern, "{bar}{}", regex::escape(piece)).expect("strings grow");
    }
    RegexBuilder::new(&pattern).size_limit(1 << 28).build().expect("escaped texts are a pattern")
}
