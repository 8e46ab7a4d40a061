//! What a hunk holds: counts of its added and removed lines, how they differ, their names and their place.
//! One hunk and its file come in, numbers go out; nothing here knows of the rest of the change.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::counts::{Count, Counts};
use super::lexer::{Kind, Token, tokens};
use super::structure::{FunctionSize, Place, Structure};
use super::words::Words;
use crate::diff::{FileChange, Hunk, HunkLine, Origin};
use crate::finding::Line;
use crate::syntax::{Language, Scope, SourceFile, Vocabulary};

/// What is measured of a hunk before the rest of the change is known.
#[derive(Debug, Clone, Default)]
pub struct Measures {
    /// The path of its file.
    pub path: String,
    /// The name of its language.
    pub language: &'static str,
    pub(super) added: Counts,
    pub(super) removed: Counts,
    pub(super) edit: Edit,
    pub(super) names: Names,
    pub(super) surroundings: Surroundings,
    pub(super) file: FileFacts,
    /// Hashes of its new words, in order.
    pub words: Vec<u32>,
    pub(super) lines: Vec<LineMeasures>,
}

/// How the added lines differ from the removed ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Edit {
    /// Runs of changed lines.
    pub runs: u32,
    /// Tokens that the removed lines do not have.
    pub new_tokens: u32,
    /// Tokens that the added lines do not have.
    pub lost_tokens: u32,
    /// Added lines that are much like a removed one.
    pub alike: u32,
    /// The same, but for at most two tokens.
    pub nearly_same: u32,
}

/// The names in the added lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Different ones.
    pub unique: u32,
    /// Those that the rest of the file does not have.
    pub fresh: u32,
    /// Called functions that the rest of the file does not call or define.
    pub fresh_calls: u32,
    /// Characters in all of them.
    pub characters: u32,
    /// How often the rest of the file has them, in all.
    pub elsewhere: u32,
}

/// Where the added lines stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Surroundings {
    pub nesting_sum: u32,
    pub nesting_most: u32,
    pub loops_most: u32,
    pub depth_sum: u32,
    /// Functions with added lines.
    pub functions: u32,
    /// Functions whose first line is added.
    pub new_functions: u32,
    /// The function with the most added lines.
    pub function: FunctionSize,
    /// Added lines in it.
    pub lines_in_function: u32,
    pub lines_in_class: u32,
    pub lines_at_module: u32,
    pub lines_in_test: u32,
    pub lines_in_async: u32,
    pub indent_sum: u32,
    pub indent_most: u32,
    pub length_sum: u32,
    pub length_most: u32,
}

/// What is known of the whole file.
#[derive(Debug, Clone, Default)]
pub(super) struct FileFacts {
    pub lines: u32,
    pub first_line: u32,
    pub is_new: bool,
    pub is_test: bool,
    /// Whether it is the front of a package.
    pub is_front: bool,
    /// What the model knows its language by.
    pub mark: u8,
    pub names: u32,
}

/// What is measured of an added line.
#[derive(Debug, Clone, Default)]
pub(super) struct LineMeasures {
    pub line: Line,
    pub counts: Counts,
    pub place: Place,
    pub indent: u32,
    pub length: u32,
    /// Names that the rest of the file does not have.
    pub fresh: u32,
    /// Tokens that its most similar removed line does not have.
    pub new_tokens: u32,
    /// Likeness to the most similar removed line beside it, from 0.0 to 1.0.
    pub likeness: f32,
    /// Whether lines were removed where it was added.
    pub replaces: bool,
    /// Its number in its run of added lines, from 0.
    pub nth: u32,
    /// How long that run is.
    pub run: u32,
}

/// The measures of each hunk of a file, in their order; none without a grammar or a new side.
pub fn measure(change: &FileChange, file: &SourceFile) -> Vec<Measures> {
    let Some(language) = file.language else { return Vec::new() };
    let hunks: Vec<Lines<'_>> = change.hunks().iter().map(|hunk| Lines::of(hunk, language.comment)).collect();
    let mut outside = names_of(file, language.comment);
    for name in hunks.iter().flat_map(|hunk| hunk.added().flat_map(TokenLine::words)) {
        outside.entry(name).and_modify(|count| *count = count.saturating_sub(1));
    }
    let mut structure = Structure::new(file);
    let facts = FileFacts {
        lines: count(file.line_count()),
        is_new: change.old.is_none(),
        is_test: language.is_test_path(&file.path),
        is_front: language.fronts.iter().any(|front| file.path.ends_with(front)),
        mark: language.mark,
        names: count(outside.len()),
        ..FileFacts::default()
    };
    let measured = hunks.iter().map(|lines| {
        let facts = FileFacts { first_line: lines.first_line, ..facts.clone() };
        measure_hunk(lines, (file, language), facts, &outside, &mut structure)
    });
    measured.map(|measures| Measures { language: language.name, ..measures }).collect()
}

/// The tokens of a hunk's changed lines, run by run.
struct Lines<'h> {
    runs: Vec<Run<'h>>,
    first_line: u32,
}

#[derive(Default)]
struct Run<'h> {
    removed: Vec<TokenLine<'h>>,
    added: Vec<TokenLine<'h>>,
}

struct TokenLine<'h> {
    line: Line,
    text: &'h str,
    tokens: Vec<Token<'h>>,
    /// The texts of the tokens in alphabetical order, to be compared with those of other lines.
    sorted: Vec<&'h str>,
}

impl<'h> TokenLine<'h> {
    fn words(&self) -> impl Iterator<Item = &'h str> {
        self.tokens.iter().filter(|token| token.kind == Kind::Word).map(|token| token.text)
    }
}

impl<'h> Lines<'h> {
    fn of(hunk: &'h Hunk, comment: &'static str) -> Self {
        let mut runs: Vec<Run<'h>> = Vec::new();
        let mut open = false;
        for line in &hunk.lines {
            if line.origin == Origin::Context {
                open = false;
                continue;
            }
            if !open {
                runs.push(Run::default());
            }
            open = true;
            runs.last_mut().expect("one is open").push(line, comment);
        }
        Self { runs, first_line: hunk.new_start }
    }

    fn added(&self) -> impl Iterator<Item = &TokenLine<'h>> {
        self.runs.iter().flat_map(|run| &run.added)
    }

    fn removed(&self) -> impl Iterator<Item = &TokenLine<'h>> {
        self.runs.iter().flat_map(|run| &run.removed)
    }
}

impl<'h> Run<'h> {
    fn push(&mut self, line: &'h HunkLine, comment: &'static str) {
        let own = |number: Option<Line>| {
            let tokens: Vec<_> = tokens(&line.text, comment).collect();
            let mut sorted: Vec<_> = tokens.iter().map(|token| token.text).collect();
            sorted.sort_unstable();
            TokenLine { line: number.unwrap_or_default(), text: &line.text, tokens, sorted }
        };
        match line.origin {
            Origin::Added => self.added.push(own(line.new)),
            Origin::Removed => self.removed.push(own(line.old)),
            Origin::Context => {}
        }
    }
}

fn names_of<'f>(file: &'f SourceFile, comment: &'static str) -> HashMap<&'f str, u32> {
    let mut names = HashMap::new();
    for line in file.text.lines() {
        for token in tokens(line, comment).filter(|token| token.kind == Kind::Word) {
            *names.entry(token.text).or_insert(0) += 1;
        }
    }
    names
}

fn measure_hunk(
    lines: &Lines<'_>,
    (file, language): (&SourceFile, &Language),
    facts: FileFacts,
    outside: &HashMap<&str, u32>,
    structure: &mut Structure<'_>,
) -> Measures {
    let mut measures = Measures { path: file.path.clone(), file: facts, ..Measures::default() };
    for line in lines.removed() {
        measures.removed += &Counts::of(&line.tokens, language.vocabulary);
    }
    let is_fresh = |name: &str| outside.get(name).is_none_or(|count| *count == 0);
    for run in &lines.runs {
        for (nth, line) in run.added.iter().enumerate() {
            let mut own = line_measures(line, run, structure.place(line.line), language.vocabulary);
            own.fresh = count(line.words().filter(|name| is_fresh(name)).count());
            own.nth = count(nth);
            measures.added += &own.counts;
            measures.lines.push(own);
        }
    }
    measures.edit = edit(lines, &measures.lines);
    measures.names = names(lines, &measures.lines, outside, language.vocabulary);
    measures.surroundings = surroundings(&measures.lines, file, structure);
    measures.words = new_words(lines, &measures.lines);
    measures
}

fn line_measures(line: &TokenLine<'_>, run: &Run<'_>, place: Place, vocabulary: &Vocabulary) -> LineMeasures {
    // Beyond this many removed lines, the likeness of lines says little and costs much.
    const COMPARED: usize = 40;
    let likeness = |other: &TokenLine<'_>| (shared(&line.sorted, &other.sorted), other.tokens.len());
    let share = |(both, others): (usize, usize)| ratio(2 * count(both), count(line.tokens.len() + others).max(1));
    let best = run.removed.iter().take(COMPARED).map(likeness).max_by(|a, b| share(*a).total_cmp(&share(*b)));
    let best = best.unwrap_or_default();
    LineMeasures {
        line: line.line,
        counts: if place.prose { Counts::prose() } else { Counts::of(&line.tokens, vocabulary) },
        place,
        indent: count(line.text.chars().take_while(|c| c.is_whitespace()).count()),
        length: count(line.text.trim_end().chars().count()),
        new_tokens: count(line.tokens.len() - best.0),
        likeness: share(best),
        replaces: !run.removed.is_empty(),
        run: count(run.added.len()),
        ..LineMeasures::default()
    }
}

/// How many tokens two lines share, each counted once; both come sorted.
fn shared(one: &[&str], other: &[&str]) -> usize {
    let (mut at, mut beside, mut both) = (0, 0, 0);
    while let (Some(own), Some(others)) = (one.get(at), other.get(beside)) {
        let order = own.cmp(others);
        at += usize::from(order.is_le());
        beside += usize::from(order.is_ge());
        both += usize::from(order.is_eq());
    }
    both
}

fn edit(lines: &Lines<'_>, measured: &[LineMeasures]) -> Edit {
    let mut balance: HashMap<&str, i64> = HashMap::new();
    lines.added().flat_map(|line| &line.sorted).for_each(|token| *balance.entry(token).or_default() += 1);
    lines.removed().flat_map(|line| &line.sorted).for_each(|token| *balance.entry(token).or_default() -= 1);
    let sum = |sign: i64| balance.values().map(|count| (count * sign).max(0)).sum::<i64>();
    let alike = |line: &&LineMeasures| line.likeness >= 0.6;
    Edit {
        runs: count(lines.runs.len()),
        new_tokens: u32::try_from(sum(1)).unwrap_or(u32::MAX),
        lost_tokens: u32::try_from(sum(-1)).unwrap_or(u32::MAX),
        alike: count(measured.iter().filter(alike).count()),
        nearly_same: count(measured.iter().filter(alike).filter(|line| line.new_tokens <= 2).count()),
    }
}

fn names(lines: &Lines<'_>, measured: &[LineMeasures], outside: &HashMap<&str, u32>, vocabulary: &Vocabulary) -> Names {
    let elsewhere = |name: &str| outside.get(name).copied().unwrap_or(0);
    let code = || lines.added().zip(measured).filter(|(_, own)| !own.place.prose).map(|(line, _)| line);
    let unique: BTreeSet<&str> =
        code().flat_map(TokenLine::words).filter(|name| !vocabulary.is_keyword(name)).collect();
    let calls = code().flat_map(|line| line.tokens.windows(2));
    let called: BTreeSet<&str> = calls
        .filter(|pair| pair[0].kind == Kind::Word && pair[1].is("(") && !vocabulary.is_keyword(pair[0].text))
        .map(|pair| pair[0].text)
        .collect();
    Names {
        unique: count(unique.len()),
        fresh: count(unique.iter().filter(|name| elsewhere(name) == 0).count()),
        fresh_calls: count(called.iter().filter(|name| elsewhere(name) == 0).count()),
        characters: count(unique.iter().map(|name| name.chars().count()).sum()),
        elsewhere: unique.iter().map(|name| elsewhere(name)).sum(),
    }
}

fn surroundings(lines: &[LineMeasures], file: &SourceFile, structure: &mut Structure<'_>) -> Surroundings {
    let mut all = Surroundings::default();
    let mut functions: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.length > 0) {
        let place = &line.place;
        let bytes = file.line_range(line.line);
        all.nesting_sum += place.nesting;
        all.nesting_most = all.nesting_most.max(place.nesting);
        all.loops_most = all.loops_most.max(place.loops);
        all.depth_sum += place.depth;
        all.new_functions += u32::from(place.starts_function);
        all.lines_in_class += u32::from(place.in_class);
        all.lines_at_module += u32::from(place.function.is_none() && !place.in_class);
        all.lines_in_test += u32::from(file.scopes().inside(Scope::Test, &bytes));
        all.lines_in_async += u32::from(file.scopes().inside(Scope::Async, &bytes));
        all.indent_sum += line.indent;
        all.indent_most = all.indent_most.max(line.indent);
        all.length_sum += line.length;
        all.length_most = all.length_most.max(line.length);
        if let Some(function) = &place.function {
            *functions.entry((function.start, function.end)).or_default() += 1;
        }
    }
    all.functions = count(functions.len());
    if let Some((&(start, end), &lines)) =
        functions.iter().max_by_key(|(bytes, lines)| (**lines, std::cmp::Reverse(**bytes)))
    {
        all.function = structure.function(&(start..end));
        all.lines_in_function = lines;
    }
    all
}

/// The words of added lines of code that no removed line has.
fn new_words(lines: &Lines<'_>, measured: &[LineMeasures]) -> Vec<u32> {
    let old: BTreeSet<&str> = lines.removed().flat_map(|line| line.tokens.iter().map(|token| token.text)).collect();
    let mut words = Words::default();
    for (line, own) in lines.added().zip(measured) {
        if !own.place.prose {
            words.add(&line.tokens, |token| !old.contains(token.text));
        }
    }
    words.finish()
}

/// A quotient of counts.
#[allow(clippy::cast_possible_truncation)] // a quotient that features hold as 32 bits
pub(super) fn ratio(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { (f64::from(part) / f64::from(whole)) as f32 }
}

/// A count as features hold it.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Code, comments and blank lines that were added.
impl Measures {
    /// Added lines of any kind.
    pub fn added_lines(&self) -> u32 {
        count(self.lines.len())
    }

    /// Removed lines of code.
    pub fn removed_lines(&self) -> u32 {
        self.removed.get(Count::Line) + self.removed.get(Count::Blank)
    }
}
