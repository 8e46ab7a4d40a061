//! Reports: a review comes in, text goes out. One file a format, each a pure function.

mod concise;
mod coverage;
mod excerpt;
mod explain;
mod format;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod manual;
mod markdown;
mod place;
mod plan;
mod prose;
mod rdjson;
mod sarif;
mod summary;
mod texts;
mod timings;
mod words;

pub use excerpt::{Excerpts, Source};
pub(crate) use excerpt::{is_unsafe, printable};
pub use explain::explain;
pub(crate) use explain::place_of;
pub use format::Format;
pub(crate) use html::{Document, Templates, markup};
pub use json::write_early;
pub use manual::manual;
pub use plan::plan;
pub(crate) use prose::{code, fenced, prose, told};
pub use summary::summary;
pub use texts::{changed_texts, excerpts};
pub use timings::timings;

use std::io::{self, Write};

use crate::diff::Diff;
use crate::finding::{Finding, Review};
use crate::rules::RuleSet;

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
    /// What [`write_early`] wrote.
    pub early: &'a [Finding],
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
        Format::JsonLines => json::write_lines(review, context.early, out),
        Format::Sarif => sarif::write(review, context.rules, out),
        Format::Rdjson => rdjson::write(review, context.excerpts, out),
        Format::Github => github::write(review, out),
        Format::Gitlab => gitlab::write(review, out),
        Format::Junit => junit::write(review, out),
        Format::Markdown => markdown::write(review, context, out),
        Format::Html => html::write(review, context, out),
    }
}
