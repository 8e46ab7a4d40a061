//! `html`: one page that loads nothing, with the curves as SVG, for dark and light screens.

use std::fmt::Write as _;

use super::text::number;
use super::{Bench, Part, counts_sentence, origin_sentence, rules_sentence};
use crate::bench::figures::{Figure, Measure, Ranked};
use crate::report::escape;

const STYLE: &str = "
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #ffffff; --faint: #8a929c; --line: #d5dae0;
  --risk: #b3261e; --size: #1f5fbf; --share: #2f7d32; --rules: #8e4ec6; --random: #8a929c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #14171b; --faint: #939ba6; --line: #363c44;
  --risk: #ff8a80; --size: #82b1ff; --share: #9ccc65; --rules: #d0a9f5; --random: #939ba6; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
  margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem .7rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; } td small { display: block; color: var(--faint); }
svg { max-width: 100%; height: auto; } svg text { fill: var(--ink); font-size: 13px; }
svg .axis { stroke: var(--line); } svg polyline { fill: none; stroke-width: 2.5; }
.note { color: var(--faint); }
";

const HEADINGS: [(Measure, &str); 11] = [
    (Measure::Auc, "AUC"),
    (Measure::Hunks5, "hunks at 5%"),
    (Measure::Hunks10, "10%"),
    (Measure::Hunks20, "20%"),
    (Measure::Hunks30, "30%"),
    (Measure::Lines5, "lines at 5%"),
    (Measure::Lines10, "10%"),
    (Measure::Lines20, "20%"),
    (Measure::Lines30, "30%"),
    (Measure::Cost20, "20% of cost"),
    (Measure::Fifth, "fifth of each commit"),
];

pub(super) fn page(bench: &Bench) -> String {
    let mut body = paragraph("", &origin_sentence(&bench.origin));
    let weighed = format!("weighed so that {:.1}% of changes are buggy", 100.0 * bench.rate);
    for sentence in [counts_sentence(&bench.all.counts), weighed, rules_sentence(&bench.all)] {
        body += &paragraph("", &sentence);
    }
    body += "<h2>Buggy hunks found, by how much is read</h2>\n";
    body += &plot(&bench.all.measured.rankings);
    body += "<h2>All changes</h2>\n";
    body += &table(&bench.all);
    for part in &bench.languages {
        let language = escape(part.language.as_deref().unwrap_or_default());
        write!(body, "<h2>{language}</h2>\n{}", paragraph("", &counts_sentence(&part.counts))).expect("strings grow");
        body += &table(part);
    }
    for note in &bench.notes {
        body += &paragraph(" class=\"note\"", note);
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>review bench</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>Would a reader who follows the review have seen the bugs?</h1>\n\
         {body}</body>\n</html>\n"
    )
}

fn paragraph(attributes: &str, text: &str) -> String {
    format!("<p{attributes}>{}</p>\n", escape(text))
}

fn table(part: &Part) -> String {
    let mut text = "<div class=\"scroll\"><table>\n<tr><th>order</th>".to_owned();
    for (_, heading) in HEADINGS {
        write!(text, "<th>{heading}</th>").expect("strings grow");
    }
    text += "</tr>\n";
    for ranked in &part.measured.rankings {
        text += &row(ranked.ranking.name(), &ranked.figures, false);
    }
    if !part.measured.gain.is_empty() {
        text += &row("gain over larger hunk first", &part.measured.gain, true);
    }
    text + "</table></div>\n"
}

fn row(name: &str, figures: &[Figure], signed: bool) -> String {
    let mut text = format!("<tr><th>{name}</th>");
    for (measure, _) in HEADINGS {
        let Some(figure) = figures.iter().find(|figure| figure.measure == measure) else { continue };
        let show = |value| number(measure, value, signed);
        let (value, low, high) = (show(figure.value), show(figure.low), show(figure.high));
        write!(text, "<td>{value}<small>{low}..{high}</small></td>").expect("strings grow");
    }
    text + "</tr>\n"
}

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 50.0;
const TOP: f64 = 10.0;

/// The curves: hunks read to the right, buggy ones found upwards, both in percent.
fn plot(rankings: &[Ranked]) -> String {
    let mut text =
        "<svg viewBox=\"0 0 820 420\" width=\"820\" height=\"420\" role=\"img\" aria-label=\"Share of buggy \
                    hunks found against share of hunks read\">\n"
            .to_owned();
    for step in 0..=5 {
        let share = f64::from(step) / 5.0;
        let ((x, y), percent) = (point(share, share), 20 * step);
        let (right, bottom) = point(1.0, 0.0);
        writeln!(
            text,
            "<path class=\"axis\" d=\"M{LEFT} {y:.1}H{right}M{x:.1} {TOP}V{bottom}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{percent}</text>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{percent}</text>",
            LEFT - 8.0,
            y + 4.0,
            bottom + 18.0
        )
        .expect("strings grow");
    }
    text +=
        "<text x=\"330\" y=\"412\" text-anchor=\"middle\">% of hunks read (upwards: % of buggy hunks found)</text>\n";
    for (index, ranked) in rankings.iter().enumerate() {
        text += &curve(index, ranked);
    }
    text + "</svg>\n"
}

fn point(read: f64, found: f64) -> (f64, f64) {
    (LEFT + WIDTH * read, TOP + HEIGHT * (1.0 - found))
}

#[allow(clippy::cast_precision_loss)] // a few points
fn curve(index: usize, ranked: &Ranked) -> String {
    let steps = ranked.curve.len().saturating_sub(1).max(1) as f64;
    let points = ranked.curve.iter().enumerate().filter(|(_, found)| !found.is_nan());
    let points: Vec<_> = points
        .map(|(step, &found)| {
            let (x, y) = point(step as f64 / steps, found);
            format!("{x:.1},{y:.1}")
        })
        .collect();
    let name = ranked.ranking.name();
    let variable = format!("{:?}", ranked.ranking).to_lowercase();
    let y = 30.0 + 24.0 * index as f64;
    format!(
        "<polyline style=\"stroke: var(--{variable})\" points=\"{}\"/>\
         <polyline style=\"stroke: var(--{variable})\" points=\"640,{y} 668,{y}\"/>\
         <text x=\"676\" y=\"{:.1}\">{name}</text>\n",
        points.join(" "),
        y + 4.0
    )
}
