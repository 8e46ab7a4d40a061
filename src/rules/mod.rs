//! Stage 2: the rule set and its runner. Texts and their changed lines come in, findings go out; no network,
//! no model, and the same bytes out for the same bytes in.

mod checks;
mod configure;
mod inspect;
mod matching;
mod pattern;
mod predicates;
mod query;
mod rule;
mod set;
mod template;
pub mod testing;

pub use configure::ConfigureError;
pub use inspect::{Inspection, inspect};
pub use rule::{Example, On, Rule, RuleError, RuleFile};
pub use set::RuleSet;

use std::ops::Range;
use std::sync::OnceLock;

use self::checks::Hit;
use self::query::Compiled;
use self::rule::Matcher;
use crate::diff::{FileChange, LineSet};
use crate::finding::{Line, Side};
use crate::syntax::{LANGUAGES, SourceFile};

/// What a rule found in a text, before it is known whether it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule, an index into [`RuleSet::rules`].
    pub rule: usize,
    /// Where, in bytes of the text.
    pub bytes: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// A machine-applicable fix: these bytes become this text.
    pub replacement: Option<(Range<usize>, String)>,
}

/// Runs rules over files, from any number of threads. The rules of a language are compiled when its first
/// file comes.
pub struct Engine<'r> {
    set: &'r RuleSet,
    /// One for each row of [`LANGUAGES`].
    compiled: Vec<OnceLock<Compiled<'r>>>,
}

impl<'r> Engine<'r> {
    /// An engine that has compiled nothing yet.
    pub fn new(set: &'r RuleSet) -> Self {
        Self { set, compiled: LANGUAGES.iter().map(|_| OnceLock::new()).collect() }
    }

    /// What the rules find on the given lines of one side of a file, in the order of the text. The flag is
    /// `false` where a query had to be stopped.
    pub fn check(&self, file: &SourceFile, side: Side, lines: &LineSet) -> (Vec<Found>, bool) {
        if lines.is_empty() {
            return (Vec::new(), true);
        }
        let wanted: Vec<bool> = self
            .set
            .rules()
            .iter()
            .map(|rule| rule.searches(side) && rule.is_for(&file.path, file.language) && rule.needs_met(&file.text))
            .collect();
        let mut found = Vec::new();
        let complete = self.run_queries(file, lines, &wanted, &mut found);
        for (index, rule) in self.set.rules().iter().enumerate().filter(|(index, _)| wanted[*index]) {
            let mut keep = |hit: Hit| found.push(rule.found_by(index, &hit));
            match &rule.matcher {
                Matcher::Pattern(pattern) => search_lines(pattern, file, lines, &mut keep),
                Matcher::Scan(scan) => scan(file, lines, &mut keep),
                Matcher::Query { .. } | Matcher::Change(_) | Matcher::Suppressions => {}
            }
        }
        found.retain(|found| {
            lines.touches(file.span(&found.bytes).lines()) && self.set.rules()[found.rule].in_scope(file, &found.bytes)
        });
        found.sort_by_key(|found| (found.bytes.start, found.bytes.end, found.rule));
        found.dedup_by(|a, b| a.rule == b.rule && a.bytes == b.bytes);
        (found, complete)
    }

    /// What the rules say of a changed file as a whole; the bytes of such a finding are empty.
    pub fn check_change(&self, change: &FileChange) -> Vec<Found> {
        let rules = self.set.rules().iter().enumerate();
        rules
            .filter(|(_, rule)| rule.is_for(change.path(), None))
            .filter_map(|(index, rule)| {
                let Matcher::Change(check) = &rule.matcher else { return None };
                check(change).map(|hit| rule.found_by(index, &hit))
            })
            .collect()
    }

    fn run_queries(&self, file: &SourceFile, lines: &LineSet, wanted: &[bool], found: &mut Vec<Found>) -> bool {
        let Some(language) = file.language else { return true };
        let row = LANGUAGES.iter().position(|row| std::ptr::eq(row, language)).expect("it is a row of the table");
        let compiled = self.compiled[row].get_or_init(|| Compiled::new(language, self.set.rules()));
        compiled.run(file, &bytes_of_ranges(file, lines), wanted, |index, mut matched| {
            let rule = &self.set.rules()[index];
            let confirmed = match &rule.matcher {
                Matcher::Query { confirm: Some(confirm), .. } => confirm(&mut matched),
                _ => true,
            };
            if confirmed {
                let (report, replace) = (matched.report.clone(), matched.replace.clone());
                found.push(rule.found(index, report, replace, |name| matched.text(name)));
            }
        })
    }
}

impl Rule {
    fn searches(&self, side: Side) -> bool {
        match self.file.on {
            On::Added => side == Side::New,
            On::Removed => side == Side::Old,
            On::Changed => true,
        }
    }

    fn in_scope(&self, file: &SourceFile, bytes: &Range<usize>) -> bool {
        let (inside, outside) = (&self.file.inside, &self.file.outside);
        inside.iter().all(|&scope| file.scopes().inside(scope, bytes))
            && !outside.iter().any(|&scope| file.scopes().inside(scope, bytes))
    }

    /// What a check or a pattern found.
    fn found_by(&self, index: usize, hit: &Hit) -> Found {
        let value = |name: &str| hit.values.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str());
        self.found(index, hit.bytes.clone(), hit.bytes.clone(), value)
    }

    fn found<'v>(
        &self,
        index: usize,
        bytes: Range<usize>,
        replace: Range<usize>,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Found {
        Found {
            rule: index,
            bytes,
            message: self.message.message(&value),
            help: self.fix.as_ref().map(|fix| fix.message(&value)),
            replacement: self.replacement.as_ref().map(|text| (replace, text.replacement(&value))),
        }
    }
}

/// The bytes of each run of lines that is in the file.
pub(crate) fn bytes_of_ranges(file: &SourceFile, lines: &LineSet) -> Vec<Range<usize>> {
    let ranges = lines.ranges().iter();
    ranges
        .map(|&(first, last)| file.line_range(first).start..file.line_range(last).end)
        .filter(|range| range.start < file.text.len())
        .collect()
}

/// The lines of the set that are in the file.
pub(crate) fn lines_of<'f>(file: &'f SourceFile, lines: &'f LineSet) -> impl Iterator<Item = Line> + 'f {
    let count = u32::try_from(file.line_count()).unwrap_or(u32::MAX);
    lines.ranges().iter().flat_map(move |&(first, last)| (first.0..=last.0.min(count)).map(Line))
}

fn search_lines(pattern: &regex::Regex, file: &SourceFile, lines: &LineSet, keep: &mut dyn FnMut(Hit)) {
    for line in lines_of(file, lines) {
        let start = file.line_range(line).start;
        for captures in pattern.captures_iter(file.line(line)) {
            let Some(report) = captures.name(query::REPORT).or_else(|| captures.get(0)) else { continue };
            let names = pattern.capture_names().flatten();
            let values = names
                .filter_map(|name| captures.name(name).map(|group| (name.to_owned(), group.as_str().to_owned())))
                .collect();
            keep(Hit { bytes: start + report.start()..start + report.end(), values });
        }
    }
}
