//! `full`: tables for a terminal.

use std::fmt::Write as _;

use super::{Bench, Part, counts_sentence, origin_sentence, rules_sentence};
use crate::bench::figures::{Figure, Measure};
use crate::report::printable;
use crate::text::percent;

/// The columns: what is measured, and the two lines of its heading.
const COLUMNS: [(Measure, &str, &str); 8] = [
    (Measure::Auc, "", "AUC"),
    (Measure::Hunks5, "hunks", "at 5%"),
    (Measure::Hunks10, "", "10%"),
    (Measure::Hunks20, "", "20%"),
    (Measure::Hunks30, "", "30%"),
    (Measure::Lines20, "lines", "at 20%"),
    (Measure::Cost20, "20% of", "cost"),
    (Measure::Fifth, "fifth of", "each"),
];

pub(super) fn text(bench: &Bench) -> String {
    let mut text = format!("{}\n", printable(&origin_sentence(&bench.origin)));
    let line = |text: &mut String, line: &str| writeln!(text, "{line}").expect("strings grow");
    line(&mut text, &counts_sentence(&bench.all.counts));
    line(&mut text, &format!("weighed so that {:.1}% of changes are buggy", 100.0 * bench.rate));
    line(&mut text, &rules_sentence(&bench.all));
    text.push_str(LEGEND);
    push_part(&mut text, &bench.all);
    for part in &bench.languages {
        let language = part.language.as_deref().unwrap_or_default();
        line(&mut text, &format!("\n{language}: {}", counts_sentence(&part.counts)));
        line(&mut text, &rules_sentence(part));
        push_part(&mut text, part);
    }
    for note in &bench.notes {
        line(&mut text, &format!("note: {note}"));
    }
    text
}

const LEGEND: &str = "
Buggy hunks, in percent, that somebody finds who reads hunks in this order until so many of all hunks are read;
buggy lines likewise; buggy hunks at a fifth of the cost of reading all, and in the first fifth of each commit.
Below each value the range that 95% of resampled histories fall in.
";

fn push_part(text: &mut String, part: &Part) {
    for heading in [0, 1] {
        write!(text, "\n{:<20}", ["", "order"][heading]).expect("strings grow");
        for (_, first, second) in COLUMNS {
            write!(text, "{:>9}", [first, second][heading]).expect("strings grow");
        }
    }
    text.push('\n');
    for ranked in &part.measured.rankings {
        push_row(text, ranked.ranking.name(), &ranked.figures, 0);
    }
    if !part.measured.gain.is_empty() {
        push_row(text, "gain over larger", &part.measured.gain, 1);
    }
    if let Some(share) = part.measured.lines_in_top_fifth {
        writeln!(text, "buggy lines in the fifth of a commit's added lines that scores highest: {}", percent(share))
            .expect("strings grow");
    }
    if let Some(error) = part.measured.calibration_error {
        writeln!(text, "risk is off by {error:.3} on average (expected calibration error)").expect("strings grow");
    }
}

/// A row of values and one of intervals.
fn push_row(text: &mut String, name: &str, figures: &[Figure], signs: usize) {
    let of = |measure| figures.iter().find(|figure| figure.measure == measure);
    let mut row = |name: &str, show: &dyn Fn(&Figure) -> String| {
        let cells = COLUMNS.iter().map(|&(measure, ..)| of(measure).map(show).unwrap_or_default());
        let line = cells.fold(format!("{name:<20}"), |line, cell| format!("{line}{cell:>9}"));
        writeln!(text, "{}", line.trim_end()).expect("strings grow");
    };
    row(name, &|figure| number(figure.measure, figure.value, signs > 0));
    let interval = |figure: &Figure| {
        let number = |value| number(figure.measure, value, signs > 0);
        if figure.low.is_nan() { String::new() } else { format!("{}..{}", number(figure.low), number(figure.high)) }
    };
    // The order by chance has no interval worth a line.
    if figures.iter().any(|figure| (figure.high - figure.low).abs() > 1e-9) && name != "random" {
        row("", &interval);
    }
}

/// A value as people read it: percent, but for the AUC.
pub(super) fn number(measure: Measure, value: f64, signed: bool) -> String {
    let plus = if signed && value > 0.0 { "+" } else { "" };
    match measure {
        _ if value.is_nan() => "-".to_owned(),
        Measure::Auc => format!("{plus}{value:.2}").replacen("0.", ".", 1),
        _ => format!("{plus}{:.0}", 100.0 * value),
    }
}
