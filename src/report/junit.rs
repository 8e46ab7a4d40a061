//! `junit`: a test case for each finding and for each file without one, for CI servers that show tests.
//!
//! The name of a case is its rule and its id, so that a server that compares runs tells old failures from new ones.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::coverage::sentence;
use super::words::{Fingerprints, lines, said, said_with_help};
use crate::finding::{Extent, Finding, Gap, Review, Severity};
use crate::stage::Degraded;

pub(super) fn write(review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let flagged: BTreeSet<_> = review.findings.iter().map(|finding| &*finding.path).collect();
    let unseen = review.coverage.files.iter().filter(|file| file.extent == Extent::None);
    let unseen: BTreeSet<_> = unseen.map(|file| &*file.path).collect();
    let is_clean = |path: &&str| !flagged.contains(path) && !unseen.contains(path);
    let clean: BTreeSet<_> = review.hunks.iter().map(|hunk| &*hunk.path).filter(is_clean).collect();
    let failures = review.at_least(Severity::Warning);
    let skipped = review.notes().count() + review.coverage.gaps().count();
    let tests = review.findings.len() + clean.len() + skipped;
    let counts = format!("tests=\"{tests}\" failures=\"{failures}\" errors=\"0\"");
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"review\" {counts}>")?;
    writeln!(out, "  <testsuite name=\"review\" {counts} skipped=\"{skipped}\">")?;
    let mut fingerprints = Fingerprints::default();
    for finding in &review.findings {
        found(finding, &fingerprints.of(finding), out)?;
    }
    for path in clean {
        writeln!(out, "    <testcase classname=\"{}\" name=\"nothing found\"/>", escaped(path))?;
    }
    review.coverage.gaps().try_for_each(|(path, gap)| skip_file(path, gap, out))?;
    review.notes().try_for_each(|degraded| skip(degraded, out))?;
    writeln!(out, "  </testsuite>\n</testsuites>")
}

/// A note passes: nobody wants a red test for what is worth a glance.
fn found(finding: &Finding, id: &str, out: &mut dyn Write) -> io::Result<()> {
    let (class, name) = (escaped(&finding.path), escaped(&format!("{} {id}", finding.rule)));
    writeln!(out, "    <testcase classname=\"{class}\" name=\"{name}\">")?;
    let place = format!("{}:{}:{}", finding.path, finding.start.line, finding.start.column);
    let text = escaped(&format!("{place}: {}: {}", finding.severity, said_with_help(finding)));
    if finding.severity == Severity::Info {
        writeln!(out, "      <system-out>{text}</system-out>")?;
    } else {
        let (message, severity) = (escaped(&said(finding)), finding.severity);
        writeln!(out, "      <failure message=\"{message}\" type=\"{severity}\">{text}</failure>")?;
    }
    writeln!(out, "    </testcase>")
}

fn skip(degraded: &Degraded, out: &mut dyn Write) -> io::Result<()> {
    let (stage, reason) = (escaped(degraded.stage.tier()), escaped(&degraded.reason));
    writeln!(out, "    <testcase classname=\"review\" name=\"{stage}: {reason}\">")?;
    writeln!(out, "      <skipped>{reason}</skipped>\n    </testcase>")
}

fn skip_file(path: &str, gap: &Gap, out: &mut dyn Write) -> io::Result<()> {
    let (path, sentence) = (escaped(path), escaped(&sentence(gap)));
    writeln!(out, "    <testcase classname=\"{path}\" name=\"{sentence}\">")?;
    writeln!(out, "      <skipped>{sentence}</skipped>\n    </testcase>")
}

/// Text for an element or an attribute: what XML cannot hold is made visible, line breaks and all else is kept.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in lines(text).chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(sign.escape_unicode()),
            _ => out.push(sign),
        }
    }
    out
}
