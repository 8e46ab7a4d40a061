//! `markdown`: the review for a job summary or a comment on a pull request. Text that is not the program's own
//! stays text: it makes no markup, mentions nobody and links nowhere.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::excerpt::printable;
use super::summary::{asked, found, look_first, reviewed};
use super::words::{by_severity, cut, lines, said, url};
use super::{Context, counted};
use crate::finding::{Finding, Review};
use crate::rules::Rule;

/// GitHub takes a comment of 65,536 characters; what does not fit is counted.
const LONGEST: usize = 60_000;
/// A character that is not seen and where no line breaks.
const JOINT: char = '\u{2060}';
/// The longest text of one finding, so that none takes the room of all.
const LONGEST_TEXT: usize = 2_000;

pub(super) fn write(review: &Review, context: &Context<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (head, tail) = (head(review), cut(&tail(review), LONGEST / 4));
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
    writeln!(text, "{}", told(&said(finding))).expect("strings grow");
    let help = finding.help.as_deref().map(told);
    let why = context.rules.get(&finding.rule).filter(|_| first).map(|rule| why(rule, finding));
    for part in [help, suggestion(finding, context), why].into_iter().flatten() {
        write!(text, "\n{}", indented(&part)).expect("strings grow");
    }
    text
}

/// A text that is not the program's own.
fn told(text: &str) -> String {
    prose(&cut(&lines(text), LONGEST_TEXT))
}

fn suggestion(finding: &Finding, context: &Context<'_>) -> Option<String> {
    let (before, after) = context.excerpts.change(finding, finding.suggestion.as_ref()?)?;
    let signed = |sign, lines: Vec<String>| lines.into_iter().map(move |line| format!("{sign} {line}\n"));
    let diff: String = signed('-', before).chain(signed('+', after)).collect();
    let fence = "`".repeat(longest_run(&diff).max(2) + 1);
    Some(format!("{fence}diff\n{diff}{fence}"))
}

fn why(rule: &Rule, finding: &Finding) -> String {
    let link = url(finding).map(|url| format!("\n<{url}>\n")).unwrap_or_default();
    format!("<details><summary>Why</summary>\n\n{}\n{link}\n</details>", told(rule.file.why.trim()))
}

/// What has no line, where to begin, what left the machine, and what could not be done.
fn tail(review: &Review) -> String {
    let mut text = String::new();
    for remark in &review.remarks {
        let (place, message) = (code(&remark.path), told(&remark.message));
        writeln!(text, "- **{}** without a line, {place}: {message} ({})", remark.severity, told(&remark.reason))
            .expect("strings grow");
    }
    let (first, asked) = (look_first(review), asked(review));
    let notes = first.lines().chain(asked.lines()).filter(|note| !note.is_empty()).map(str::to_owned);
    let degraded = review.degraded.iter().map(|own| format!("note: {}: {}", own.stage, own.reason));
    let left = [(review.suppressed, "suppressed"), (review.not_shown, "not shown")];
    let left = left.into_iter().filter(|(count, _)| *count > 0).map(|(count, how)| format!("{count} {how}"));
    for note in notes.chain(left).chain(degraded) {
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

/// Text as code, whatever backticks are in it.
fn code(text: &str) -> String {
    let text = printable(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if fence.len() > 1 { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

fn longest_run(text: &str) -> usize {
    text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0)
}

/// Text that stays text, in which a pair of backticks on a line makes code as its author meant it.
fn prose(text: &str) -> String {
    let line = |line: &str| {
        let mut parts: Vec<&str> = line.split('`').collect();
        let odd = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
        let marked = parts.iter().enumerate().map(|(at, part)| match (at % 2, *part) {
            (0, part) => escaped(part),
            (_, "") => r"\`\`".to_owned(),
            (_, part) => code(part),
        });
        marked.collect::<String>() + &odd.map(|part| r"\`".to_owned() + &escaped(part)).unwrap_or_default()
    };
    text.lines().map(|own| line(own.trim_start())).collect::<Vec<_>>().join("\n")
}

/// No markup, and an invisible joint in what GitHub would make a link of: mentions, issues and addresses.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, sign) in printable(text).char_indices() {
        match sign {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => out.extend([sign, JOINT]),
            '\\' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => out.extend(['\\', sign]),
            '-' | '+' | '=' if at == 0 => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    let joined = |start: &str, end: &str| format!("{start}{JOINT}{end}");
    let links = [(":", "//"), ("www", "."), ("GH", "-")];
    links.iter().fold(out, |out, (start, end)| out.replace(&format!("{start}{end}"), &joined(start, end)))
}
