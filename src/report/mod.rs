//! Reports: a review comes in, text goes out. One file a format, each a pure function.

mod concise;
mod excerpt;
mod explain;
mod full;
mod html;
mod json;
mod plan;
mod summary;
mod timings;

pub(crate) use excerpt::printable;
pub use excerpt::{Excerpts, Source};
pub use explain::explain;
pub(crate) use explain::place_of;
pub(crate) use html::escape;
pub use plan::plan;
pub use summary::{counted, summary};
pub use timings::timings;

use std::io::{self, Write};

use crate::diff::Diff;
use crate::finding::Review;
use crate::rules::RuleSet;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Source excerpts, help and suggestions, for people (the default on a terminal).
    Full,
    /// One line a finding (the default elsewhere).
    Concise,
    /// The whole result as one JSON object, `review/v1`.
    Json,
    /// One JSON object a line: each finding, then the result without findings.
    JsonLines,
    /// One page that needs nothing else: the diff with the findings in place.
    Html,
}

/// What a report may use beside the review itself.
pub struct Context<'a> {
    /// The rules, for their manual pages.
    pub rules: &'a RuleSet,
    /// What was compared, where lines without findings are shown as well.
    pub diff: Option<&'a Diff>,
    /// The texts that lines are shown of.
    pub excerpts: &'a Excerpts,
    /// Whether to use colour and, with it, line drawing for terminals.
    pub color: bool,
    /// Columns to wrap prose at.
    pub width: usize,
}

/// Writes a report.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(review: &Review, format: Format, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => full::write(review, context, out),
        Format::Concise => concise::write(review, out),
        Format::Json => json::write(review, out),
        Format::JsonLines => json::write_lines(review, out),
        Format::Html => html::write(review, context, out),
    }
}
