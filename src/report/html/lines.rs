//! The lines of a hunk in the order of the diff, coloured, each with the findings that end on it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;

use super::finding::FindingView;
use crate::diff::{Hunk, HunkLine, Origin};
use crate::finding::{Finding, HunkReport, Line, Position, Side};
use crate::report::Context;
use crate::syntax::{Highlight, SourceFile, highlights};

/// Lines of one change, or of the same text between changes.
#[derive(Serialize)]
pub(super) struct Run<'r> {
    is_change: bool,
    lines: Vec<LineView<'r>>,
}

/// A line as the page shows it.
#[derive(Serialize)]
struct LineView<'r> {
    /// `add`, `del`, or nothing.
    kind: Option<&'static str>,
    /// Its number on the old side, and on the new one.
    old: Option<Line>,
    new: Option<Line>,
    /// Whether lines of the file are left out before it.
    follows_gap: bool,
    /// Whether the risk model wants it looked at.
    look_here: bool,
    pieces: Vec<Piece>,
    /// Whether its end is left out.
    is_cut: bool,
    /// The findings that end on it.
    findings: Vec<FindingView<'r>>,
}

/// A part of a line in one colour, with the class that says which.
#[derive(Serialize)]
struct Piece {
    class: String,
    text: String,
}

/// Lines of context around a finding in a file that is under review as a whole.
const CONTEXT: u32 = 3;
/// A longer line is shown in part, in characters.
const WIDEST: usize = 1000;

/// Lines of a diff, or of a file in the same form.
pub(super) type Shown<'h> = Cow<'h, [HunkLine]>;

/// All lines of a hunk.
pub(super) fn of_hunk(hunk: Option<&Hunk>) -> Shown<'_> {
    Cow::Borrowed(hunk.map_or(&[], |hunk| &hunk.lines))
}

/// The lines around the findings of a file that is under review as a whole.
pub(super) fn around<'h>(findings: &[&Finding], file: Option<&SourceFile>) -> Shown<'h> {
    let Some(file) = file else { return of_hunk(None) };
    let last = u32::try_from(file.line_count()).unwrap_or(u32::MAX);
    let (mut numbers, mut next) = (Vec::new(), 1);
    for finding in findings {
        let own = finding.span().lines();
        let end = own.end().0.saturating_add(CONTEXT).min(last);
        numbers.extend((next.max(own.start().0.saturating_sub(CONTEXT))..=end).map(Line));
        next = next.max(end + 1);
    }
    let line = |number| {
        let text = file.line(number).into();
        HunkLine { origin: Origin::Context, old: None, new: Some(number), text }
    };
    numbers.into_iter().map(line).collect()
}

/// The lines in runs, and the findings that are on none of them. The paths are those of the old and the new side.
pub(super) fn runs<'f>(
    lines: &[HunkLine],
    paths: [&str; 2],
    report: &HunkReport,
    findings: &[&'f Finding],
    context: &Context<'_>,
) -> (Vec<Run<'f>>, Vec<&'f Finding>) {
    let (mut notes, elsewhere) = placed(lines, findings);
    let [old, new] = paths;
    let colours = [(old, Side::Old), (new, Side::New)].map(|(path, side)| Colours::of(lines, path, side, context));
    let mut runs = Vec::new();
    let mut index = 0;
    for run in lines.chunk_by(same_run) {
        let mut views = Vec::new();
        for line in run {
            let follows_gap = index > 0 && is_gap(&lines[index - 1], line);
            let look_here = line.new.is_some_and(|number| report.look_at.contains(&number));
            let notes = notes.remove(&index).unwrap_or_default();
            let (pieces, is_cut) = pieces(&line.text, colours_of(line, &colours), &notes.marks);
            views.push(LineView {
                kind: kind(line.origin),
                old: line.number(Side::Old),
                new: line.number(Side::New),
                follows_gap,
                look_here,
                pieces,
                is_cut,
                findings: notes.findings.iter().map(|finding| FindingView::new(finding, context)).collect(),
            });
            index += 1;
        }
        runs.push(Run { is_change: run[0].origin != Origin::Context, lines: views });
    }
    (runs, elsewhere)
}

fn kind(origin: Origin) -> Option<&'static str> {
    match origin {
        Origin::Context => None,
        Origin::Added => Some("add"),
        Origin::Removed => Some("del"),
    }
}

/// Whether two lines are of one change, or of the same text between changes.
fn same_run(a: &HunkLine, b: &HunkLine) -> bool {
    match (a.origin, b.origin) {
        (Origin::Context, Origin::Context) => !is_gap(a, b),
        (Origin::Removed, Origin::Removed | Origin::Added) | (Origin::Added, Origin::Added) => true,
        _ => false,
    }
}

/// Whether lines of the file are left out between two lines of a whole file.
fn is_gap(a: &HunkLine, b: &HunkLine) -> bool {
    let is_whole = a.old.is_none() && b.old.is_none() && b.origin == Origin::Context;
    is_whole && a.new.zip(b.new).is_some_and(|(a, b)| a.0 + 1 != b.0)
}

/// The findings of a line.
#[derive(Default)]
struct Notes<'f> {
    /// Those that end on it.
    findings: Vec<&'f Finding>,
    /// The parts of its text that findings are about, in bytes.
    marks: Vec<Range<usize>>,
}

/// The findings of lines, by the lines' index, and the findings that are on none of them.
fn placed<'f>(lines: &[HunkLine], findings: &[&'f Finding]) -> (BTreeMap<usize, Notes<'f>>, Vec<&'f Finding>) {
    let of_side = |side| lines.iter().enumerate().filter_map(move |(index, line)| Some((line.number(side)?, index)));
    let [old, new] = [Side::Old, Side::New].map(|side| of_side(side).collect::<Vec<_>>());
    let mut notes = BTreeMap::<_, Notes<'f>>::new();
    let mut elsewhere = Vec::new();
    for &finding in findings {
        let (own, numbered) = (finding.span().lines(), if finding.side == Side::Old { &old } else { &new });
        let first = numbered.partition_point(|(number, _)| number < own.start());
        let mut last = None;
        for &(_, index) in numbered[first..].iter().take_while(|(number, _)| number <= own.end()) {
            notes.entry(index).or_default().marks.push(marked(&lines[index], finding));
            last = Some(index);
        }
        match last {
            Some(index) => notes.entry(index).or_default().findings.push(finding),
            None => elsewhere.push(finding),
        }
    }
    (notes, elsewhere)
}

/// The part of a line that a finding is about, in bytes.
fn marked(line: &HunkLine, finding: &Finding) -> Range<usize> {
    let byte = |column: u32| {
        let mut starts = line.text.char_indices().map(|(byte, _)| byte);
        starts.nth(column.saturating_sub(1) as usize).unwrap_or(line.text.len())
    };
    let is_on = |place: Position| line.number(finding.side) == Some(place.line);
    let indent = line.text.len() - line.text.trim_start().len();
    let start = if is_on(finding.start) { byte(finding.start.column) } else { indent };
    let end = if is_on(finding.end) { byte(finding.end.column) } else { line.text.len() };
    start..end
}

/// The colours of the lines of a side.
struct Colours<'c> {
    file: Option<&'c SourceFile>,
    first: Line,
    lines: Vec<Vec<(Range<usize>, Highlight)>>,
}

impl<'c> Colours<'c> {
    fn of(lines: &[HunkLine], path: &str, side: Side, context: &Context<'c>) -> Self {
        let file = context.excerpts.file(path, side);
        let numbers = || lines.iter().filter_map(|line| line.number(side));
        let (first, last) = (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default());
        let lines = file.filter(|_| last >= first && first > Line(0)).map(|file| highlights(file, first..=last));
        Self { file, first, lines: lines.unwrap_or_default() }
    }

    /// The colours of a line, where the file still holds the text that the diff shows.
    fn line(&self, number: Line, text: &str) -> &[(Range<usize>, Highlight)] {
        let is_same = self.file.is_some_and(|file| file.line(number) == text);
        let line = number.0.checked_sub(self.first.0).filter(|_| is_same);
        line.and_then(|index| self.lines.get(index as usize)).map_or(&[], Vec::as_slice)
    }
}

fn colours_of<'c>(line: &HunkLine, [old, new]: &'c [Colours<'_>; 2]) -> &'c [(Range<usize>, Highlight)] {
    match line.new {
        Some(number) => new.line(number, &line.text),
        None => line.old.map_or(&[][..], |number| old.line(number, &line.text)),
    }
}

/// The text of a line in pieces of one colour, and whether its end is left out.
fn pieces(text: &str, colours: &[(Range<usize>, Highlight)], marks: &[Range<usize>]) -> (Vec<Piece>, bool) {
    let cut = text.char_indices().nth(WIDEST).map_or(text.len(), |(byte, _)| byte);
    let colours = &colours[..colours.partition_point(|(part, _)| part.start < cut)];
    let edges = colours.iter().map(|(part, _)| part).chain(marks).flat_map(|part| [part.start, part.end]);
    let mut edges: Vec<_> = edges.chain([0, cut]).filter(|edge| *edge <= cut).collect();
    edges.sort_unstable();
    edges.dedup();
    let pieces = edges.windows(2).map(|edges| {
        let is_in = |part: &Range<usize>| part.start <= edges[0] && edges[1] <= part.end;
        let colour = colours.iter().find(|(part, _)| is_in(part)).map_or("", |(_, highlight)| class(*highlight));
        let class =
            if marks.iter().any(is_in) { format!("mark {colour}").trim_end().to_owned() } else { colour.into() };
        Piece { class, text: text[edges[0]..edges[1]].to_owned() }
    });
    (pieces.collect(), cut < text.len())
}

fn class(highlight: Highlight) -> &'static str {
    match highlight {
        Highlight::Plain => "",
        Highlight::Attribute => "a",
        Highlight::Comment => "c",
        Highlight::Constant => "n",
        Highlight::Function => "f",
        Highlight::Keyword => "k",
        Highlight::String => "s",
        Highlight::Type => "t",
    }
}
