//! A finding: what is wrong, who says it, what to do, and the words that silence it.

use super::markup::Markup;
use crate::finding::{Finding, Severity, Side, Tier};
use crate::report::Context;
use crate::syntax::Language;

/// Adds a finding.
pub(super) fn add(page: &mut Markup, finding: &Finding, context: &Context<'_>) {
    let (severity, tier, line) = (finding.severity, tier_name(finding.tier), finding.start.line);
    let removed = if finding.side == Side::Old { "removed line" } else { "line" };
    page.add(
        "<article class=\"finding {}\" id=\"f-{}\" tabindex=\"-1\" data-severity=\"{}\" data-tier=\"{}\" \
         aria-label=\"{}: {}, {} {}\">\n<h4><span class=\"severity\">{}</span> ",
        &[&severity, &finding.id, &severity, &tier, &severity, &finding.rule, &removed, &line, &severity],
    );
    add_prose(page, &finding.message);
    page.raw("</h4>\n");
    if let Some(help) = &finding.help {
        page.raw("<p>");
        add_prose(page, help);
        page.raw("</p>\n");
    }
    if let Some(reason) = &finding.disputed {
        page.add("<p><strong>disputed</strong> by {}</p>\n", &[reason]);
    }
    add_suggestion(page, finding, context);
    add_why(page, finding, context);
    let percent = (finding.confidence * 100.0).round();
    page.add(
        "<footer><code>{}</code> <span>{}</span> <span>{}% sure</span> <span>{} {}</span>",
        &[&finding.rule, &tier, &percent, &removed, &line],
    );
    for other in finding.others() {
        page.add(" <span>also {}</span>", &[&other]);
    }
    if let Some(url) = finding.url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://")) {
        page.add(" <a href=\"{}\" rel=\"noopener noreferrer\">read more</a>", &[url]);
    }
    let words = dismissal(finding);
    page.add(
        " <button type=\"button\" title=\"copies {}\" data-copy=\"{}\">Dismiss</button></footer>\n</article>\n",
        &[&words, &words],
    );
}

/// The name of a tier as the JSON has it.
pub(super) fn tier_name(tier: Tier) -> &'static str {
    match tier {
        Tier::Rule => "rule",
        Tier::Local => "local",
        Tier::Cloud => "cloud",
    }
}

fn add_suggestion(page: &mut Markup, finding: &Finding, context: &Context<'_>) {
    let change = finding.suggestion.as_ref().and_then(|suggestion| context.excerpts.change(finding, suggestion));
    let Some((before, after)) = change else { return };
    page.raw("<pre aria-label=\"Suggested change\">");
    for line in before {
        page.add("<del>- {}</del>\n", &[&line]);
    }
    for line in after {
        page.add("<ins>+ {}</ins>\n", &[&line]);
    }
    page.raw("</pre>\n");
}

/// Adds a text with what stands in backticks as code.
fn add_prose(page: &mut Markup, text: &str) {
    let parts: Vec<_> = text.split('`').collect();
    if parts.len() % 2 == 0 {
        return page.add("{}", &[&text]);
    }
    for (nth, part) in parts.into_iter().enumerate() {
        page.add(if nth % 2 == 0 { "{}" } else { "<code>{}</code>" }, &[&part]);
    }
}

fn add_why(page: &mut Markup, finding: &Finding, context: &Context<'_>) {
    let Some(rule) = context.rules.get(&finding.rule) else { return };
    page.raw("<details><summary>Why</summary>\n");
    for paragraph in rule.file.why.trim().split("\n\n") {
        page.raw("<p>");
        add_prose(page, &paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
        page.raw("</p>\n");
    }
    page.raw("</details>\n");
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
