//! The table of formats: what the command line takes, and what each needs beside the review.

use std::path::Path;

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
    /// SARIF 2.1.0, for code scanning on GitHub and for editors.
    Sarif,
    /// Reviewdog's diagnostic format, with suggestions.
    Rdjson,
    /// Annotations of GitHub Actions, as workflow commands.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// XML in the form of `JUnit`, for CI servers that show tests.
    Junit,
    /// Markdown, for a job summary or a comment on a pull request.
    Markdown,
    /// One page that needs nothing else: the diff with the findings in place.
    Html,
}

impl Format {
    /// The format by the ending of a file's name.
    pub fn for_file(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let endings = [
            (".html", Self::Html),
            (".htm", Self::Html),
            (".sarif", Self::Sarif),
            (".sarif.json", Self::Sarif),
            (".json", Self::Json),
            (".jsonl", Self::JsonLines),
            (".ndjson", Self::JsonLines),
            (".md", Self::Markdown),
            (".xml", Self::Junit),
        ];
        endings.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, format)| format)
    }

    /// Whether a table for people may follow the report.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }

    /// Whether it shows or measures the texts that the findings are about.
    pub fn needs_excerpts(self) -> bool {
        matches!(self, Self::Full | Self::Rdjson | Self::Markdown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_a_file_stands_for_a_form() {
        let format = |name: &str| Format::for_file(Path::new(name));
        assert_eq!(format("out/review.HTML"), Some(Format::Html));
        assert_eq!(format("a.sarif.json"), Some(Format::Sarif));
        assert_eq!((format("a.json"), format("a.jsonl")), (Some(Format::Json), Some(Format::JsonLines)));
        assert_eq!((format("a.txt"), format("json"), format("a.html/b")), (None, None, None));
    }
}
