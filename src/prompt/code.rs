//! The code that a model is shown: the hunk with its marks, inside as much of the function around it as there is room
//! for, under the headers of what encloses it.

use super::HunkView;
use crate::diff::{Hunk, Origin};
use crate::finding::{Line, Side};
use crate::syntax::{SourceFile, definitions_around};
use crate::text::first_characters;

/// A longer line is shown in part, in characters.
const WIDEST: usize = 300;

/// Tokens for what is said in the place of what was left out.
const GAP: usize = 8;

/// The lines that are shown, in three parts, and those that could be.
pub(super) struct Code {
    /// The first lines of what encloses the hunk, the outermost first.
    headers: Vec<String>,
    /// Lines of the enclosing definition before the hunk; the last `before_shown` are shown.
    before: Vec<String>,
    before_shown: usize,
    hunk: Vec<String>,
    /// Changed lines that were cut off at the end of the hunk.
    cut: usize,
    /// Lines of the enclosing definition after the hunk; the first `after_shown` are shown.
    after: Vec<String>,
    after_shown: usize,
}

impl Code {
    /// The hunk and the headers around it.
    pub fn of(view: &HunkView<'_>) -> Self {
        let hunk = view.hunk.lines.iter().map(|line| marked(line.origin, &line.text)).collect();
        let mut code = Self {
            headers: Vec::new(),
            before: Vec::new(),
            before_shown: 0,
            hunk,
            cut: 0,
            after: Vec::new(),
            after_shown: 0,
        };
        if let Some(file) = view.file {
            code.surround(view.hunk, file);
        }
        code
    }

    /// Finds what encloses the changed lines of the new side.
    fn surround(&mut self, hunk: &Hunk, file: &SourceFile) {
        let (first, last) = (hunk.new_start.max(1), (hunk.new_start + hunk.new_lines).saturating_sub(1).max(1));
        let changed = hunk.changed(Side::New).next().unwrap_or(Line(first));
        let line = file.line_range(changed);
        let start = line.start + (file.line(changed).len() - file.line(changed).trim_start().len());
        let around = definitions_around(file, &(start..start));
        let plain = |line: u32| marked(Origin::Context, file.line(Line(line)));
        if let Some(innermost) = around.last() {
            let (start, end) = (innermost.lines.start().0, innermost.lines.end().0);
            self.before = (start..first).map(plain).collect();
            self.after = (last + 1..=end).map(plain).collect();
        }
        let outside = around.iter().filter(|definition| definition.lines.start().0 < first);
        self.headers = outside.map(|definition| plain(definition.lines.start().0)).collect();
    }

    /// Leaves out what does not fit: first lines of context at the edges, then the end.
    pub fn cut_to(&mut self, most: usize, count: &dyn Fn(&str) -> usize) {
        let is_context = |line: &String| line.starts_with(' ');
        while self.cost(count) > most && self.hunk.last().is_some_and(is_context) {
            self.hunk.pop();
        }
        while self.cost(count) > most && self.hunk.first().is_some_and(is_context) {
            self.hunk.remove(0);
        }
        if self.cost(count) <= most {
            return;
        }
        let mut left = most.saturating_sub(costs(&self.headers, count) + GAP);
        let mut fits = |line: &String| {
            let cost = cost(line, count);
            let fits = cost <= left;
            left = left.saturating_sub(cost);
            fits
        };
        let kept = self.hunk.iter().take_while(|line| fits(line)).count().max(1);
        self.cut = self.hunk.drain(kept..).filter(|line| !is_context(line)).count();
        (self.before, self.after) = (Vec::new(), Vec::new());
    }

    /// Shows more of the enclosing definition, the nearest lines first, with so many tokens.
    pub fn widen(&mut self, mut spare: usize, count: &dyn Fn(&str) -> usize) {
        spare = spare.saturating_sub(2 * GAP);
        loop {
            let above = self.before.len().checked_sub(self.before_shown + 1).map(|at| cost(&self.before[at], count));
            let below = self.after.get(self.after_shown).map(|line| cost(line, count));
            let up = above.filter(|_| self.before_shown <= self.after_shown || below.is_none());
            let Some(cost) = up.or(below).filter(|cost| *cost <= spare) else { return };
            spare -= cost;
            if up.is_some() { self.before_shown += 1 } else { self.after_shown += 1 }
        }
    }

    /// Tokens of the hunk and the headers.
    pub fn cost(&self, count: &dyn Fn(&str) -> usize) -> usize {
        costs(&self.headers, count) + costs(&self.hunk, count)
    }

    /// The code as it is shown.
    pub fn text(&self) -> String {
        let before = &self.before[self.before.len() - self.before_shown..];
        // A header that stands among the lines shown is not said twice.
        let whole = self.before_shown == self.before.len() && !self.before.is_empty();
        let headers = &self.headers[..self.headers.len() - usize::from(whole)];
        let mut lines: Vec<&str> = headers.iter().map(String::as_str).collect();
        if !lines.is_empty() {
            lines.push(" ...");
        }
        lines.extend(before.iter().chain(&self.hunk).map(String::as_str));
        let cut = format!("({} further changed lines are not shown)", self.cut);
        if self.cut > 0 {
            lines.push(&cut);
        }
        lines.extend(self.after[..self.after_shown].iter().map(String::as_str));
        lines.join("\n")
    }
}

fn marked(origin: Origin, text: &str) -> String {
    format!("{}{}", origin.mark(), first_characters(text, WIDEST))
}

/// Tokens of a line; its end is one.
fn cost(line: &str, count: &dyn Fn(&str) -> usize) -> usize {
    count(line) + 1
}

fn costs(lines: &[String], count: &dyn Fn(&str) -> usize) -> usize {
    lines.iter().map(|line| cost(line, count)).sum()
}
