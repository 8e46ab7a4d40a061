//! A quote in a hunk: it is anchored only where the code is, on lines of which one changed; a whole changed line is
//! found.

use super::choices::Choices;
use crate::diff::{Extent, FileChange, Hunk, HunkLine, Kind, Origin, Status};
use crate::finding::{Line, Position};
use crate::merge::anchor::{Place, anchor};

/// What lines are put together from: words that occur in one another, code, and space of several kinds.
const PIECES: [&str; 20] = [
    "a", "ab", "x = 1", "größe", "名前", "(", ")", " ", "\t", "\u{a0}", "return", "```", "+", "-", "value", "()", "\r",
    "\u{202e}", ";", "",
];

/// Hunks and quotes of them, made of choices.
pub fn anchoring(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let hunks = hunks(&mut choices);
    let change =
        FileChange { status: Status::Modified, kind: Kind::Text, old: None, new: None, extent: Extent::Hunks(hunks) };
    let hunk = choices.one_of(change.hunks());
    for _ in 0..3 {
        let (quote, is_changed_line) = quote(&mut choices, hunk);
        match anchor(&quote, &change, hunk) {
            Ok(place) => check(&quote, &place, change.hunks()),
            Err(lost) => assert!(!is_changed_line, "{lost:?}: {quote:?} in {hunk:?}"),
        }
    }
}

fn hunks(choices: &mut Choices<'_>) -> Vec<Hunk> {
    let mut hunks = Vec::new();
    let mut old = 1;
    let mut new = 1;
    for _ in 0..=choices.below(3) {
        let mut hunk = Hunk { old_start: old, new_start: new, ..Hunk::default() };
        for _ in 0..=choices.below(6) {
            let origin = *choices.one_of(&[Origin::Added, Origin::Removed, Origin::Context]);
            let is_old = origin != Origin::Added;
            let is_new = origin != Origin::Removed;
            let text = line(choices).into();
            let line = HunkLine { origin, old: is_old.then_some(Line(old)), new: is_new.then_some(Line(new)), text };
            hunk.lines.push(line);
            old += u32::from(is_old);
            new += u32::from(is_new);
        }
        hunk.old_lines = old - hunk.old_start;
        hunk.new_lines = new - hunk.new_start;
        hunks.push(hunk);
        let between = u32::from(choices.byte()) + 1;
        old += between;
        new += between;
    }
    hunks
}

fn line(choices: &mut Choices<'_>) -> String {
    let count = choices.below(6);
    (0..count).map(|_| *choices.one_of(&PIECES)).collect()
}

/// A quote, and whether it is a whole changed line that says enough to be found.
fn quote(choices: &mut Choices<'_>, hunk: &Hunk) -> (String, bool) {
    let first = choices.below(hunk.lines.len());
    let whole = &hunk.lines[first];
    match choices.below(6) {
        0 => {
            let text = whole.text.to_string();
            let is_telling = text.chars().filter(|sign| sign.is_alphanumeric()).count() >= 3;
            (text.clone(), whole.origin != Origin::Context && is_telling && is_unlike_others(hunk, &text))
        }
        1 => (format!("{}{}", whole.origin.mark(), whole.text), false),
        2 => {
            let count = 1 + choices.below(3);
            let lines: Vec<&str> = hunk.lines[first..].iter().take(count).map(|line| &*line.text).collect();
            (lines.join(*choices.one_of(&["\n", "\r\n", " ", "\n\n", ""])), false)
        }
        3 => {
            let start = choices.below(whole.text.chars().count() + 1);
            (whole.text.chars().skip(start).take(choices.below(12)).collect(), false)
        }
        4 => (choices.text(40), false),
        _ => (format!("```\n{}\n```", line(choices)), false),
    }
}

/// Whether a line is no mark or fence, and neither unchanged elsewhere in the hunk nor part of what is.
fn is_unlike_others(hunk: &Hunk, text: &str) -> bool {
    let own = squeezed(text);
    let is_plain = !text.trim_start().starts_with(['`', '+', '-', ' ']) && !text.contains('\r');
    let mut unchanged = hunk.lines.iter().filter(|line| line.origin == Origin::Context);
    let context: String = unchanged.clone().map(|line| squeezed(&line.text)).collect();
    is_plain && !context.contains(&own) && unchanged.all(|line| !squeezed(&line.text).contains(&own))
}

/// Whether a place has the code that a quote quotes, and a line that changed.
fn check(quote: &str, place: &Place, hunks: &[Hunk]) {
    let lines = place.span.start.line..=place.span.end.line;
    let hunk = hunks.iter().find(|hunk| hunk.texts(place.side).any(|(line, _)| line == *lines.start()));
    let hunk = hunk.unwrap_or_else(|| panic!("{place:?} is in no hunk"));
    let is_within = |line: &&HunkLine| line.number(place.side).is_some_and(|number| lines.contains(&number));
    let run: Vec<&HunkLine> = hunk.lines.iter().filter(is_within).collect();
    assert!(run.iter().any(|line| line.origin != Origin::Context), "{place:?} has no changed line");
    let code: String = run.iter().map(|line| cut(line, place) + "\n").collect();
    let filled: Vec<&str> = quote.lines().filter(|line| !line.trim_start().starts_with("```")).collect();
    let unmarked: String =
        filled.iter().map(|line| line.strip_prefix(['+', '-', ' ']).unwrap_or(line)).collect::<Vec<_>>().join("\n");
    let readings = [squeezed(&filled.concat()), squeezed(&unmarked)];
    assert!(readings.contains(&squeezed(&code)), "{place:?} has {code:?}, the quote is {quote:?}");
}

/// What of a line a place holds.
fn cut(line: &HunkLine, place: &Place) -> String {
    let number = line.number(place.side);
    let column = |position: Position| usize::try_from(position.column - 1).expect("columns fit");
    let start = if number == Some(place.span.start.line) { column(place.span.start) } else { 0 };
    let end = if number == Some(place.span.end.line) { column(place.span.end) } else { usize::MAX };
    line.text.chars().take(end).skip(start).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}
