//! `markdown`: the review for a job summary or a comment on a pull request. Text that is not the program's own
//! stays text: it makes no markup, mentions nobody and links nowhere.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Context;
use super::coverage::coverage;
use super::prose::{code, fenced, prose, told};
use super::summary::{asked, found, look_first, reviewed};
use super::words::{by_severity, said, url};
use crate::finding::{Finding, Review};
use crate::rules::Rule;
use crate::text::{counted, shortened};

/// GitHub takes a comment of 65,536 characters; what does not fit is counted.
const LONGEST: usize = 60_000;
/// The longest text of one finding, so that none takes the room of all.
const LONGEST_TEXT: usize = 2_000;

pub(super) fn write(review: &Review, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (head, tail) = (head(review), shortened(&tail(review), LONGEST / 4));
    let mut body = String::new();
    let (mut shown, mut explained) = (0, BTreeSet::new());
    for finding in by_severity(review) {
        let item = item(finding, context, explained.insert(&finding.rule));
        if head.len() + body.len() + item.len() + tail.len() > LONGEST {
            break;
        }
        body.push_str(&item);
        shown += 1;
    }
    let rest = review.findings.len() - shown;
    if rest > 0 {
        write!(body, "\n…and {} for which there is no room here.\n", counted(rest, "finding")).expect("strings grow");
    }
    write!(out, "{head}{body}{tail}")
}

fn head(review: &Review) -> String {
    let mut text = format!("## review: {}\n\n{}.\n", found(review), prose(&capital(&reviewed(review))));
    if review.findings.len() + review.remarks.len() > 0 {
        text.push('\n');
    }
    text
}

/// A finding as an item of a list, with what to do, the suggestion, and on its rule's first time the reasons.
fn item(finding: &Finding, context: &Context<'_>, first: bool) -> String {
    let place = code(&format!("{}:{}", finding.path, finding.start.line));
    let mut text = format!("- **{}** {place} {}: ", finding.severity, code(&finding.rule));
    writeln!(text, "{}", told(&said(finding), LONGEST_TEXT)).expect("strings grow");
    let help = finding.help.as_deref().map(|help| told(help, LONGEST_TEXT));
    let why = context.rules.described(&finding.rule).filter(|_| first).map(|rule| why(rule, finding));
    for part in [help, suggestion(finding, context), why].into_iter().flatten() {
        write!(text, "\n{}", indented(&part)).expect("strings grow");
    }
    text
}

fn suggestion(finding: &Finding, context: &Context<'_>) -> Option<String> {
    let (before, after) = context.excerpts.change(finding, finding.suggestion.as_ref()?)?;
    let signed = |sign, lines: Vec<String>| lines.into_iter().map(move |line| format!("{sign} {line}\n"));
    let diff: String = signed('-', before).chain(signed('+', after)).collect();
    Some(fenced("diff", &diff))
}

fn why(rule: &Rule, finding: &Finding) -> String {
    let link = url(finding).map(|url| format!("\n<{url}>\n")).unwrap_or_default();
    format!("<details><summary>Why</summary>\n\n{}\n{link}\n</details>", told(rule.file.why.trim(), LONGEST_TEXT))
}

/// What has no line, where to begin, what left the machine, and what could not be done.
fn tail(review: &Review) -> String {
    let mut text = String::new();
    for remark in &review.remarks {
        let [message, reason] = [&remark.message, &remark.reason].map(|text| told(text, LONGEST_TEXT));
        let place = code(&remark.path);
        writeln!(text, "- **{}** without a line, {place}: {message} ({reason})", remark.severity)
            .expect("strings grow");
    }
    let (first, asked) = (look_first(review), asked(review));
    let notes = first.lines().chain(asked.lines()).filter(|note| !note.is_empty()).map(str::to_owned);
    let covered = coverage(&review.coverage);
    let degraded = review.notes().map(|own| format!("note: {}: {}", own.stage.tier(), own.reason));
    let left = [(review.suppressed, "suppressed"), (review.not_shown, "not shown")];
    let left = left.into_iter().filter(|(count, _)| *count > 0).map(|(count, how)| format!("{count} {how}"));
    for note in notes.chain(left).chain(covered).chain(degraded) {
        write!(text, "\n{}.\n", prose(&capital(&note))).expect("strings grow");
    }
    text
}

fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// Indented to belong to an item of a list.
fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |all, line| if line.is_empty() { all + "\n" } else { all + "  " + line + "\n" })
}
