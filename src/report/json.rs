//! `json` and `json-lines`: the result `review/v1`, whole or finding by finding.

use std::io::{self, Write};

use serde::Serialize;

use crate::finding::{Degraded, Finding, HunkReport, Remark, Review, ScopeReport, Timings, ToolInfo, Usage};

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
        degraded: &'a [Degraded],
        #[serde(skip_serializing_if = "Option::is_none")]
        timings: Option<&'a Timings>,
    },
}

pub(super) fn write_lines(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let last = Record::Review {
        schema: &review.schema,
        tool: &review.tool,
        scope: &review.scope,
        remarks: &review.remarks,
        hunks: &review.hunks,
        usage: &review.usage,
        suppressed: review.suppressed,
        not_shown: review.not_shown,
        degraded: &review.degraded,
        timings: review.timings.as_ref(),
    };
    for record in review.findings.iter().map(Record::Finding).chain([last]) {
        serde_json::to_writer(&mut *out, &record)?;
        writeln!(out)?;
    }
    Ok(())
}
