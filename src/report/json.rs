//! `json` and `json-lines`: the result `review/v1`, whole or finding by finding.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Coverage, Finding, HunkReport, Remark, Review, ScopeReport, Timings, ToolInfo, Usage};
use crate::stage::Degraded;

pub(super) fn write(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, review)?;
    writeln!(out)
}

/// One line of `json-lines`.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Record<'a> {
    Finding(&'a Finding),
    Review {
        schema: &'a str,
        tool: &'a ToolInfo,
        scope: &'a ScopeReport,
        remarks: &'a [Remark],
        hunks: &'a [HunkReport],
        usage: &'a Usage,
        suppressed: usize,
        not_shown: usize,
        coverage: &'a Coverage,
        degraded: &'a [Degraded],
        #[serde(skip_serializing_if = "Option::is_none")]
        timings: Option<&'a Timings>,
    },
}

/// Writes the lines of findings that are known while the review goes on, and sends them on their way.
///
/// # Errors
/// Where the output cannot be written.
pub fn write_early(findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    findings.iter().try_for_each(|finding| line(&Record::Finding(finding), out))?;
    out.flush()
}

/// Writes the lines of what was not written early, or was added to since.
pub(super) fn write_lines(review: &Review, early: &[Finding], out: &mut dyn Write) -> io::Result<()> {
    let early: BTreeMap<_, _> = early.iter().map(|finding| (&*finding.id, finding)).collect();
    let is_new = |finding: &&Finding| early.get(&*finding.id) != Some(finding);
    let last = Record::Review {
        schema: &review.schema,
        tool: &review.tool,
        scope: &review.scope,
        remarks: &review.remarks,
        hunks: &review.hunks,
        usage: &review.usage,
        suppressed: review.suppressed,
        not_shown: review.not_shown,
        coverage: &review.coverage,
        degraded: &review.degraded,
        timings: review.timings.as_ref(),
    };
    for record in review.findings.iter().filter(is_new).map(Record::Finding).chain([last]) {
        line(&record, out)?;
    }
    Ok(())
}

fn line(record: &Record<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    writeln!(out)
}
