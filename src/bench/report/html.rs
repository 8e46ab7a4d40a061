//! `html`: one page that loads nothing, with the curves as SVG, for dark and light screens.

use std::sync::LazyLock;

use serde::Serialize;

use super::text::number;
use super::{Bench, Part, counts_sentence, origin_sentence, rules_sentence};
use crate::bench::figures::{Figure, Measure, Ranked};
use crate::report::{Document, Templates, markup};

const STYLE: &str = include_str!("page.css");

static TEMPLATES: LazyLock<Templates> = LazyLock::new(|| Templates::new(&[("page.html", include_str!("page.html"))]));

/// What `page.html` shows.
#[derive(Serialize)]
struct Page<'b> {
    sentences: [String; 4],
    plot: Plot,
    headings: Vec<&'static str>,
    all: Vec<Row>,
    languages: Vec<Language<'b>>,
    notes: &'b [String],
}

/// The part of a language.
#[derive(Serialize)]
struct Language<'b> {
    name: &'b str,
    counts: String,
    rows: Vec<Row>,
}

/// A row of a table: an order of reading with its figures.
#[derive(Serialize)]
struct Row {
    name: &'static str,
    cells: Vec<Cell>,
}

/// A figure with its interval.
#[derive(Serialize)]
struct Cell {
    value: String,
    low: String,
    high: String,
}

/// The curves: hunks read to the right, buggy ones found upwards, both in percent. Numbers are in pixels.
#[derive(Serialize)]
struct Plot {
    left: String,
    top: String,
    right: String,
    bottom: String,
    steps: Vec<Step>,
    curves: Vec<Curve>,
}

/// A line of the grid for each axis, with its label.
#[derive(Serialize)]
struct Step {
    percent: u32,
    x: String,
    y: String,
    label_x: String,
    label_y: String,
    label_bottom: String,
}

/// The curve of an order of reading, and its place in the legend.
#[derive(Serialize)]
struct Curve {
    name: &'static str,
    /// The style sheet's variable for its colour.
    colour: String,
    points: String,
    legend_y: String,
    legend_text_y: String,
}

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
    let page = Page {
        sentences: [
            origin_sentence(&bench.origin),
            counts_sentence(&bench.all.counts),
            format!("weighed so that {:.1}% of changes are buggy", 100.0 * bench.rate),
            rules_sentence(&bench.all),
        ],
        plot: plot(&bench.all.measured.rankings),
        headings: HEADINGS.map(|(_, heading)| heading).to_vec(),
        all: rows(&bench.all),
        languages: bench.languages.iter().map(language).collect(),
        notes: &bench.notes,
    };
    TEMPLATES.document(Document {
        title: "review bench",
        style: markup(STYLE),
        script: None,
        hashes: None,
        body: TEMPLATES.render("page.html", page),
    })
}

fn language(part: &Part) -> Language<'_> {
    let name = part.language.as_deref().unwrap_or_default();
    Language { name, counts: counts_sentence(&part.counts), rows: rows(part) }
}

fn rows(part: &Part) -> Vec<Row> {
    let rankings = part.measured.rankings.iter();
    let mut rows: Vec<_> = rankings.map(|ranked| row(ranked.ranking.name(), &ranked.figures, false)).collect();
    if !part.measured.gain.is_empty() {
        rows.push(row("gain over larger hunk first", &part.measured.gain, true));
    }
    rows
}

fn row(name: &'static str, figures: &[Figure], signed: bool) -> Row {
    let mut cells = Vec::new();
    for (measure, _) in HEADINGS {
        let Some(figure) = figures.iter().find(|figure| figure.measure == measure) else { continue };
        let show = |value| number(measure, value, signed);
        cells.push(Cell { value: show(figure.value), low: show(figure.low), high: show(figure.high) });
    }
    Row { name, cells }
}

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 360.0;
const LEFT: f64 = 50.0;
const TOP: f64 = 10.0;

fn plot(rankings: &[Ranked]) -> Plot {
    let (right, bottom) = point(1.0, 0.0);
    let curves = rankings.iter().enumerate().map(|(index, ranked)| curve(index, ranked));
    Plot {
        left: LEFT.to_string(),
        top: TOP.to_string(),
        right: right.to_string(),
        bottom: bottom.to_string(),
        steps: (0..=5).map(step).collect(),
        curves: curves.collect(),
    }
}

fn step(number: u32) -> Step {
    let share = f64::from(number) / 5.0;
    let (x, y) = point(share, share);
    let (_, bottom) = point(1.0, 0.0);
    Step {
        percent: 20 * number,
        x: pixels(x),
        y: pixels(y),
        label_x: pixels(LEFT - 8.0),
        label_y: pixels(y + 4.0),
        label_bottom: pixels(bottom + 18.0),
    }
}

fn point(read: f64, found: f64) -> (f64, f64) {
    (LEFT + WIDTH * read, TOP + HEIGHT * (1.0 - found))
}

fn pixels(number: f64) -> String {
    format!("{number:.1}")
}

#[allow(clippy::cast_precision_loss)] // a few points
fn curve(index: usize, ranked: &Ranked) -> Curve {
    let steps = ranked.curve.len().saturating_sub(1).max(1) as f64;
    let points = ranked.curve.iter().enumerate().filter(|(_, found)| !found.is_nan());
    let points = points.map(|(step, &found)| {
        let (x, y) = point(step as f64 / steps, found);
        format!("{x:.1},{y:.1}")
    });
    let legend_y = 30.0 + 24.0 * index as f64;
    Curve {
        name: ranked.ranking.name(),
        colour: format!("{:?}", ranked.ranking).to_lowercase(),
        points: points.collect::<Vec<_>>().join(" "),
        legend_y: legend_y.to_string(),
        legend_text_y: pixels(legend_y + 4.0),
    }
}
