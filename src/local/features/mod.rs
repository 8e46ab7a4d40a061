//! Features: hunks come in, numbers go out, the same for training and for use.
//!
//! First each hunk is measured beside its file ([`measure`]), then all hunks of a change are seen together
//! ([`vectors`]), since what share of a change a hunk holds says much. [`FEATURES`] and [`LINE_FEATURES`] are
//! the tables that everybody goes by.

mod content;
mod counts;
mod group;
mod lexer;
mod shape;
mod structure;
mod table;
#[cfg(test)]
pub(crate) mod tests;
mod words;

pub use content::{Measures, measure};
pub use group::Group;
pub use table::{FEATURES, Feature, LINE_FEATURES, LineFeature};
pub use words::{BUCKETS, MOST as MOST_WORDS};

use self::shape::{Shape, shapes};
use self::table::LineContext;
use crate::finding::Line;

/// A hunk as a model sees it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HunkVector {
    /// A value for each of [`FEATURES`].
    pub features: Vec<f32>,
    /// Hashes of its new words, in order, each from 1 to [`BUCKETS`], exclusive.
    pub words: Vec<u32>,
}

/// An added line as a model sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct LineVector {
    /// The line on the new side.
    pub line: Line,
    /// A value for each of [`LINE_FEATURES`].
    pub features: Vec<f32>,
}

/// The vectors of all hunks of one change, in their order.
pub fn vectors(change: &[Measures]) -> Vec<HunkVector> {
    let vector = |(hunk, shape): (&Measures, &Shape)| HunkVector {
        features: FEATURES.iter().map(|feature| feature.value(hunk, shape)).collect(),
        words: hunk.words.clone(),
    };
    change.iter().zip(&shapes(change)).map(vector).collect()
}

/// The vectors of the added lines of each hunk of one change, blank ones left out.
pub fn line_vectors(change: &[Measures]) -> Vec<Vec<LineVector>> {
    use counts::Count;
    let shapes = shapes(change);
    let tokens = |line: &content::LineMeasures| line.counts.get(Count::Token);
    let mut sorted: Vec<u32> = change.iter().flat_map(|hunk| hunk.lines.iter().map(tokens)).collect();
    sorted.sort_unstable();
    let all = u32::try_from(sorted.len()).unwrap_or(u32::MAX);
    let of_hunk = |(hunk, shape): (&Measures, &Shape)| {
        let written = || hunk.lines.iter().filter(|line| line.length > 0);
        let context = LineContext {
            is_test: hunk.file.is_test,
            in_test: content::ratio(hunk.surroundings.lines_in_test, hunk.added_lines()),
            hunk_lines: hunk.added_lines(),
            hunk_tokens: hunk.edit.new_tokens,
            change_lines: shape.added,
            least_indent: written().map(|line| line.indent).min().unwrap_or(0),
            token_rank: 0.0,
            token_share: shape.token_share,
            source_share: shape.source_share,
        };
        let vector = |line: &content::LineMeasures| {
            let fewer = sorted.partition_point(|other| *other < tokens(line));
            let rank = content::ratio(u32::try_from(fewer).unwrap_or(u32::MAX), all);
            let context = LineContext { token_rank: rank, ..context.clone() };
            let features = LINE_FEATURES.iter().map(|feature| feature.value(line, &context)).collect();
            LineVector { line: line.line, features }
        };
        written().map(vector).collect()
    };
    change.iter().zip(&shapes).map(of_hunk).collect()
}

impl Measures {
    /// How many added tokens there are of a class of the table, and what one is called; none of an unknown class.
    pub fn count(&self, class: &str) -> (u32, &'static str) {
        let place = counts::CLASSES.iter().position(|row| row.name == class);
        place.map_or((0, ""), |place| (self.added.all()[place], counts::CLASSES[place].noun))
    }
}
