//! A finding: what is wrong, who says it, what to do, and the words that silence it.

use serde::Serialize;

use crate::finding::{Finding, Severity, Side, Tier};
use crate::report::Context;
use crate::rules::Rule;
use crate::syntax::Language;

/// A finding as the page shows it.
#[derive(Serialize)]
pub(super) struct FindingView<'r> {
    id: &'r str,
    severity: Severity,
    rule: &'r str,
    tier: &'static str,
    /// The line, in words.
    place: String,
    message: Prose<'r>,
    help: Option<Prose<'r>>,
    disputed: Option<&'r str>,
    change: Option<Change>,
    /// The paragraphs of the rule's manual page.
    why: Option<Vec<Vec<String>>>,
    percent: String,
    also: Vec<&'r str>,
    url: Option<&'r str>,
    /// The words that silence it.
    dismissal: String,
}

/// Text in parts, of which every second one was between backticks.
type Prose<'r> = Vec<&'r str>;

/// The lines of a suggestion.
#[derive(Serialize)]
struct Change {
    before: Vec<String>,
    after: Vec<String>,
}

impl<'r> FindingView<'r> {
    pub(super) fn new(finding: &'r Finding, context: &Context<'_>) -> Self {
        let side = if finding.side == Side::Old { "removed line" } else { "line" };
        let change = finding.suggestion.as_ref().and_then(|suggestion| context.excerpts.change(finding, suggestion));
        Self {
            id: &finding.id,
            severity: finding.severity,
            rule: &finding.rule,
            tier: tier_name(finding.tier),
            place: std::iter::once(format!("{side} {}", finding.start.line))
                .chain(finding.elsewhere())
                .collect::<Vec<_>>()
                .join(", "),
            message: prose(&finding.message),
            help: finding.help.as_deref().map(prose),
            disputed: finding.disputed.as_deref(),
            change: change.map(|(before, after)| Change { before, after }),
            why: context.rules.described(&finding.rule).map(why),
            percent: (finding.confidence * 100.0).round().to_string(),
            also: finding.others().collect(),
            url: finding.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
            dismissal: dismissal(finding),
        }
    }
}

/// The name of a tier as the JSON has it.
pub(super) fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Rule => "rule",
        Tier::Local => "local",
        Tier::Cloud => "cloud",
    }
}

/// The parts of a text between its backticks; all of it where one of them has no other.
fn prose(text: &str) -> Prose<'_> {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 { vec![text] } else { parts }
}

fn why(rule: &Rule) -> Vec<Vec<String>> {
    let paragraphs = rule.file.why.trim().split("\n\n");
    let unwrapped = paragraphs.map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    unwrapped.map(|paragraph| prose(&paragraph).into_iter().map(str::to_owned).collect()).collect()
}

/// The words that silence a finding: a comment for a line that is there and may have one, else the command that takes
/// it into the baseline.
fn dismissal(finding: &Finding) -> String {
    match Language::for_file(&finding.path, "").filter(|_| finding.side == Side::New) {
        Some(language) => format!("{} review: ignore[{}] reason", language.comment, finding.sources.join(", ")),
        None => baseline_command(&finding.path),
    }
}

/// The command for the findings of a file; of all where a shell might take its name for something else.
fn baseline_command(path: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '/' | '.' | '_' | '-');
    let path = if path.starts_with('-') || !path.chars().all(is_plain) { "" } else { path };
    format!("review --update-baseline {path}").trim_end().to_owned()
}

/// How many findings of each severity, the worst first, without zeros.
pub(super) fn counts(findings: &[&Finding]) -> Vec<(Severity, usize)> {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    severities.map(|severity| (severity, count(severity))).into_iter().filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_smuggle_a_command_into_the_clipboard() {
        assert_eq!(baseline_command("docs/a-b.md"), "review --update-baseline docs/a-b.md");
        for hostile in ["$(id).md", "a b", "--fix", "a;id", "`id`", "a\nid", "ä"] {
            assert_eq!(baseline_command(hostile), "review --update-baseline", "{hostile}");
        }
    }
}
