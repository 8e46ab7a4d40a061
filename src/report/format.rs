//! The table of formats: what the command line takes, and what each needs beside the review.

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
    /// Whether a table for people may follow the report.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Full | Self::Concise)
    }

    /// Whether it shows or measures the texts that the findings are about.
    pub fn needs_excerpts(self) -> bool {
        matches!(self, Self::Full | Self::Rdjson | Self::Markdown)
    }
}
