//! `concise`: one line a finding, in the form that editors and terminals make links of.

use std::io::{self, Write};

use super::excerpt::printable;
use crate::finding::{Review, Side, Tier};

pub(super) fn write(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    for finding in &review.findings {
        let (path, start) = (printable(&finding.path), finding.start);
        let side = if finding.side == Side::Old { " (removed)" } else { "" };
        let fixable = if finding.tier == Tier::Rule && finding.suggestion.is_some() { " [--fix]" } else { "" };
        let also: Vec<_> = finding.others().collect();
        let also = if also.is_empty() { String::new() } else { format!(" [also {}]", also.join(", ")) };
        let elsewhere = finding.elsewhere().map(|lines| format!(" [{lines}]")).unwrap_or_default();
        let disputed = if finding.disputed.is_some() { " [disputed]" } else { "" };
        writeln!(
            out,
            "{path}:{}:{}: {}[{}]{side} {}{fixable}{elsewhere}{also}{disputed}",
            start.line,
            start.column,
            finding.severity,
            finding.rule,
            printable(&finding.message),
        )?;
    }
    Ok(())
}
