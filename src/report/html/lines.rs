//! The lines of a hunk in the order of the diff, coloured, each with the findings that end on it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::finding;
use super::markup::Markup;
use crate::diff::{Hunk, HunkLine, Origin};
use crate::finding::{Finding, HunkReport, Line, Position, Side};
use crate::report::Context;
use crate::syntax::{Highlight, SourceFile, highlights};

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

/// Adds the lines, and returns the findings that are on none of them. The paths are those of the old and the new side.
pub(super) fn add<'f>(
    page: &mut Markup,
    lines: &[HunkLine],
    paths: [&str; 2],
    report: &HunkReport,
    findings: &[&'f Finding],
    context: &Context<'_>,
) -> Vec<&'f Finding> {
    let (mut said, elsewhere) = placed(lines, findings);
    let [old, new] = paths;
    let colours = [(old, Side::Old), (new, Side::New)].map(|(path, side)| Colours::of(lines, path, side, context));
    page.raw(if lines.is_empty() { "" } else { "<div class=\"code\">\n" });
    let mut index = 0;
    for run in lines.chunk_by(same_run) {
        let changed = run[0].origin != Origin::Context;
        page.raw(if changed { "<div class=\"change\">\n" } else { "" });
        for line in run {
            if index > 0 && is_gap(&lines[index - 1], line) {
                page.raw("<div class=\"gap\" aria-hidden=\"true\">&#8943;</div>\n");
            }
            let own = said.remove(&index).unwrap_or_default();
            let look = line.new.is_some_and(|number| report.look_at.contains(&number));
            add_line(page, line, look, &colours, &own, context);
            index += 1;
        }
        page.raw(if changed { "</div>\n" } else { "" });
    }
    page.raw(if lines.is_empty() { "" } else { "</div>\n" });
    elsewhere
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

/// What findings say of a line.
#[derive(Default)]
struct Said<'f> {
    /// Those that end on it.
    findings: Vec<&'f Finding>,
    /// The parts of its text that findings are about, in bytes.
    marks: Vec<Range<usize>>,
}

/// What is said of lines, by their index, and the findings that are on none of them.
fn placed<'f>(lines: &[HunkLine], findings: &[&'f Finding]) -> (BTreeMap<usize, Said<'f>>, Vec<&'f Finding>) {
    let of_side = |side| lines.iter().enumerate().filter_map(move |(index, line)| Some((line.number(side)?, index)));
    let [old, new] = [Side::Old, Side::New].map(|side| of_side(side).collect::<Vec<_>>());
    let (mut said, mut elsewhere) = (BTreeMap::<_, Said<'f>>::new(), Vec::new());
    for &finding in findings {
        let (own, numbered) = (finding.span().lines(), if finding.side == Side::Old { &old } else { &new });
        let first = numbered.partition_point(|(number, _)| number < own.start());
        let mut last = None;
        for &(_, index) in numbered[first..].iter().take_while(|(number, _)| number <= own.end()) {
            said.entry(index).or_default().marks.push(marked(&lines[index], finding));
            last = Some(index);
        }
        match last {
            Some(index) => said.entry(index).or_default().findings.push(finding),
            None => elsewhere.push(finding),
        }
    }
    (said, elsewhere)
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

fn add_line(
    page: &mut Markup,
    line: &HunkLine,
    look: bool,
    [old, new]: &[Colours<'_>; 2],
    said: &Said<'_>,
    context: &Context<'_>,
) {
    page.raw(match line.origin {
        Origin::Context => "<div class=\"line\">",
        Origin::Added => "<div class=\"line add\">",
        Origin::Removed => "<div class=\"line del\">",
    });
    for side in [Side::Old, Side::New] {
        let number = line.number(side).map(|number| number.to_string());
        page.add("<span>{}</span>", &[&number.unwrap_or_default()]);
    }
    page.raw(if look { "<span title=\"look here first\">&#9656;</span>" } else { "<span></span>" });
    let (open, close) = match line.origin {
        Origin::Context => ("<code>", "</code>"),
        Origin::Added => ("<code><ins>", "</ins></code>"),
        Origin::Removed => ("<code><del>", "</del></code>"),
    };
    page.raw(open);
    let colours = match line.new {
        Some(number) => new.line(number, &line.text),
        None => line.old.map_or(&[][..], |number| old.line(number, &line.text)),
    };
    add_code(page, &line.text, colours, &said.marks);
    page.raw(close);
    for finding in &said.findings {
        finding::add(page, finding, context);
    }
    page.raw("</div>\n");
}

/// The text of a line in pieces of one colour.
fn add_code(page: &mut Markup, text: &str, colours: &[(Range<usize>, Highlight)], marks: &[Range<usize>]) {
    let cut = text.char_indices().nth(WIDEST).map_or(text.len(), |(byte, _)| byte);
    let colours = &colours[..colours.partition_point(|(part, _)| part.start < cut)];
    let edges = colours.iter().map(|(part, _)| part).chain(marks).flat_map(|part| [part.start, part.end]);
    let mut edges: Vec<_> = edges.chain([0, cut]).filter(|edge| *edge <= cut).collect();
    edges.sort_unstable();
    edges.dedup();
    for piece in edges.windows(2) {
        let is_in = |part: &Range<usize>| part.start <= piece[0] && piece[1] <= part.end;
        let highlight = colours.iter().find(|(part, _)| is_in(part)).map_or("", |(_, highlight)| class(*highlight));
        let words = &text[piece[0]..piece[1]];
        match (highlight, marks.iter().any(is_in)) {
            ("", false) => page.add("{}", &[&words]),
            (highlight, false) => page.add("<span class=\"{}\">{}</span>", &[&highlight, &words]),
            ("", true) => page.add("<span class=\"mark\">{}</span>", &[&words]),
            (highlight, true) => page.add("<span class=\"mark {}\">{}</span>", &[&highlight, &words]),
        }
    }
    page.raw(if cut < text.len() { "&#8230;" } else { "" });
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
