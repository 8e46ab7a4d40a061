//! A comparison as text: its tables, made once here, and set for a terminal or as Markdown; or as JSON.

mod full;
mod markdown;
mod tables;

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::Path;

use super::Comparison;

/// The form of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Tables, for people.
    Full,
    /// The same tables in Markdown, for an issue or a page.
    Markdown,
    /// One JSON object, `review-compare/v1`.
    Json,
}

impl Format {
    /// The format by the ending of a file's name; tables where there is none for it.
    pub fn for_file(path: Option<&Path>) -> Self {
        match path.and_then(Path::extension).and_then(OsStr::to_str) {
            Some("json") => Self::Json,
            Some("md") => Self::Markdown,
            _ => Self::Full,
        }
    }
}

/// Writes the report.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(comparison: &Comparison, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Full => out.write_all(full::text(comparison).as_bytes()),
        Format::Markdown => out.write_all(markdown::text(comparison).as_bytes()),
        Format::Json => {
            serde_json::to_writer_pretty(&mut *out, comparison)?;
            writeln!(out)
        }
    }
}

#[cfg(test)]
mod tests;
