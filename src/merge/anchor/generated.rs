//! Quotes of generated changes, whose right place the generator knows: none may land on a wrong line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Lost, anchor};
use crate::diff::{FileChange, parse};
use crate::finding::Side;

/// A linear congruential generator with Knuth's constants: the same cases on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// A line of a hunk: its sign in the diff, its text and its number on its own side.
struct Row {
    sign: char,
    text: String,
    old: u32,
    new: u32,
}

/// A change of a file, as a diff and as the generator knows it.
struct Case {
    change: FileChange,
    hunks: Vec<Vec<Row>>,
}

/// A line that stands nowhere else: `tag` is in it.
fn unique(python: bool, tag: &str, dice: &mut Dice) -> String {
    let indent = ["    ", "\t", "        "][dice.roll(3)];
    let name = ["größe", "total", "名前", "rows"][dice.roll(4)];
    let end = if python { "" } else { ";" };
    let text = match dice.roll(3) {
        0 => format!("{name}_{tag} = compute({name}, \"é{tag}\"){end}"),
        1 => format!("{name}_{tag}.append( {name} + {} ){end}", dice.roll(90)),
        _ => format!("return check({name}_{tag}, [ 1, 2 ]){end}"),
    };
    format!("{indent}{text}")
}

/// Hunks of: context, a removed line, two added ones of their own, one that every hunk has twice, context between.
fn case(seed: usize) -> Case {
    let dice = &mut Dice(seed as u64 + 1);
    let python = seed.is_multiple_of(2);
    let path = if python { "a.py" } else { "src/a.rs" };
    let ending = if seed.is_multiple_of(3) { "\r\n" } else { "\n" };
    let repeated = unique(python, "everywhere", dice);
    let (mut patch, mut hunks) = (format!("--- a/{path}\n+++ b/{path}\n"), Vec::new());
    let (mut old, mut new) = (1, 1);
    for hunk in 0..2 + dice.roll(3) {
        let mut line = |sign: char, tag: &str| (sign, unique(python, &format!("{hunk}{tag}"), dice));
        let mut lines = vec![line(' ', "before"), line('-', "gone"), line('+', "one")];
        lines.extend([('+', repeated.clone()), line('+', "two"), line(' ', "between"), ('+', repeated.clone())]);
        lines.extend([line('+', "three"), line(' ', "after")]);
        let rows = numbered(lines, &mut old, &mut new);
        let (olds, news) = (rows.iter().filter(|row| row.sign != '+'), rows.iter().filter(|row| row.sign != '-'));
        let (first, olds, news) = (&rows[0], olds.count(), news.count());
        writeln!(patch, "@@ -{},{olds} +{},{news} @@", first.old, first.new).unwrap();
        for row in &rows {
            write!(patch, "{}{}{ending}", row.sign, row.text).unwrap();
        }
        hunks.push(rows);
        let gap = 10 + u32::try_from(dice.roll(50)).unwrap();
        (old, new) = (old + gap, new + gap);
    }
    Case { change: parse(patch.as_bytes()).unwrap().remove(0).change, hunks }
}

fn numbered(lines: Vec<(char, String)>, old: &mut u32, new: &mut u32) -> Vec<Row> {
    let number = |(sign, text)| {
        let row = Row { sign, text, old: *old, new: *new };
        *old += u32::from(sign != '+');
        *new += u32::from(sign != '-');
        row
    };
    lines.into_iter().map(number).collect()
}

/// The same code with other space: doubled, as tabs, or none at the ends of the line.
fn spaced(text: &str, dice: &mut Dice) -> String {
    match dice.roll(3) {
        0 => text.replace(' ', "  "),
        1 => text.trim().replace("( ", "(").replace(" )", ")").replace("[ ", "[").replace(" ]", "]"),
        _ => format!("\t{} ", text.trim().replace(" = ", "=").replace(", ", ",\t")),
    }
}

/// Where a quote belongs: a side and the first and last line there.
type Belongs = Result<(Side, u32, u32), Lost>;

/// Quotes about one hunk, each with what it is and where it belongs.
fn quotes(case: &Case, nth: usize, dice: &mut Dice) -> Vec<(&'static str, String, Belongs)> {
    let rows = &case.hunks[nth];
    let [_, gone, one, first, two, between, second, three, after] = &rows[..] else { unreachable!() };
    let on = |from: &Row, to: &Row| Ok((Side::New, from.new, to.new));
    let lines =
        |rows: &[&Row], between: &str| rows.iter().map(|row| row.text.as_str()).collect::<Vec<_>>().join(between);
    let other = &case.hunks[(nth + 1) % case.hunks.len()];
    vec![
        ("correct", one.text.clone(), on(one, one)),
        ("in part", two.text.trim().trim_end_matches([')', ';']).to_owned(), on(two, two)),
        ("with a mark", format!("+{}", two.text), on(two, two)),
        ("fenced", format!("```\n{}\n```", three.text), on(three, three)),
        ("two lines", lines(&[one, first], "\n"), on(one, first)),
        ("two lines, CRLF", lines(&[one, first], "\r\n"), on(one, first)),
        ("other space", spaced(&one.text, dice), on(one, one)),
        ("lines joined", lines(&[first, two], " "), on(first, two)),
        ("a line split", two.text.trim().replacen('(', "(\n    ", 1).replacen('.', "\n.", 1), on(two, two)),
        ("a blank line more", lines(&[one, first], "\n\n"), on(one, first)),
        ("repeated", first.text.clone(), on(first, first)),
        ("repeated, other space", spaced(&first.text, dice), on(first, first)),
        ("repeated, told by its context", lines(&[between, second], "\n"), on(between, second)),
        ("repeated, told by what follows", lines(&[second, three], "\n"), on(second, three)),
        ("unchanged", between.text.clone(), Err(Lost::Unchanged)),
        ("unchanged, other space", spaced(&after.text, dice), Err(Lost::Unchanged)),
        ("old side", gone.text.clone(), Ok((Side::Old, gone.old, gone.old))),
        ("old side, other space", spaced(&gone.text, dice), Ok((Side::Old, gone.old, gone.old))),
        ("another hunk", other[4].text.clone(), on(&other[4], &other[4])),
        ("another file", unique(true, "elsewhere", dice), Err(Lost::NotFound)),
        ("nowhere", format!("{}_more(1)", two.text.trim().trim_end_matches(';')), Err(Lost::NotFound)),
        ("words cut", one.text.trim().chars().skip(1).collect(), Err(Lost::NotFound)),
        ("no run", lines(&[one, three], "\n"), Err(Lost::NotFound)),
    ]
}

#[test]
fn no_quote_of_a_generated_change_lands_on_a_wrong_line() {
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for seed in 0..40 {
        let (case, mut dice) = (case(seed), Dice(seed as u64));
        for nth in 0..case.hunks.len() {
            for (what, quote, belongs) in quotes(&case, nth, &mut dice) {
                let place = anchor(&quote, &case.change, &case.change.hunks()[nth]);
                let place = place.map(|place| (place.side, place.span.start.line.0, place.span.end.line.0));
                assert_eq!(place, belongs, "{what}, seed {seed}, hunk {nth}: {quote:?}");
                *tried.entry(what).or_default() += 1;
            }
        }
    }
    assert!(tried.values().sum::<usize>() >= 500 && tried.values().all(|&cases| cases >= 40), "{tried:?}");
}
