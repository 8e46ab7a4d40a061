//! What every machine format says of a finding in words, and the order in which people should see them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::excerpt::printable;
use crate::finding::{Finding, Review, Side};

/// The findings, the most severe first and then as in the review.
pub(super) fn by_severity(review: &Review) -> Vec<&Finding> {
    let mut findings: Vec<_> = review.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    findings
}

/// The message, with what a format has no field for: a removed line, who else says it, who argues against it.
pub(super) fn said(finding: &Finding) -> String {
    let mut text = lines(&finding.message);
    if finding.side == Side::Old {
        write!(text, " (removed line {})", finding.start.line).expect("strings grow");
    }
    if let Some(lines) = finding.elsewhere() {
        write!(text, " ({lines})").expect("strings grow");
    }
    let also: Vec<_> = finding.others().collect();
    if !also.is_empty() {
        write!(text, " (also {})", lines(&also.join(", "))).expect("strings grow");
    }
    if let Some(reason) = &finding.disputed {
        write!(text, " (disputed by {})", lines(reason)).expect("strings grow");
    }
    text
}

/// The same, and what to do about it in a paragraph of its own.
pub(super) fn said_with_help(finding: &Finding) -> String {
    let help = finding.help.as_deref().map(|help| format!("\n\n{}", lines(help))).unwrap_or_default();
    said(finding) + &help
}

/// Text that cannot confuse a reader or a terminal, line by line.
pub(super) fn lines(text: &str) -> String {
    text.lines().map(printable).collect::<Vec<_>>().join("\n")
}

/// The URL of a finding, where a click on it opens a page and does nothing else.
pub(super) fn url(finding: &Finding) -> Option<&str> {
    finding.url.as_deref().filter(|url| is_page(url))
}

/// Whether a text is the address of a page, with no character that a URL cannot have.
pub(super) fn is_page(url: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte);
    (url.starts_with("https://") || url.starts_with("http://")) && url.bytes().all(is_plain)
}

/// Ids made unique, for what shows one of several that share theirs.
#[derive(Default)]
pub(super) struct Fingerprints<'a>(BTreeMap<&'a str, usize>);

impl<'a> Fingerprints<'a> {
    /// The id of a finding, with its number where others before it had the same.
    pub(super) fn of(&mut self, finding: &'a Finding) -> String {
        let number = self.0.entry(&finding.id).or_default();
        *number += 1;
        if *number == 1 { finding.id.clone() } else { format!("{}-{number}", finding.id) }
    }
}
