//! A finding and a review for tests, which change in them what they are about.

use super::{
    Coverage, Finding, Line, Position, Review, SCHEMA, ScopeKind, ScopeReport, Severity, Side, Tier, ToolInfo, Usage,
};

/// A warning of a rule about the first two characters of a line of `a.py`.
pub(crate) fn finding(id: &str, line: u32) -> Finding {
    let at = |column| Position { line: Line(line), column };
    Finding {
        id: id.into(),
        rule: "python/x".into(),
        tier: Tier::Rule,
        severity: Severity::Warning,
        confidence: 1.0,
        path: "a.py".into(),
        side: Side::New,
        start: at(1),
        end: at(3),
        message: "it is wrong".into(),
        help: None,
        url: None,
        suggestion: None,
        hunk: None,
        sources: vec!["python/x".into()],
        disputed: None,
        repeats: Vec::new(),
        function: None,
    }
}

/// A review of a diff of one hunk that says this.
pub(crate) fn review(findings: Vec<Finding>) -> Review {
    Review {
        schema: SCHEMA.into(),
        tool: ToolInfo::default(),
        scope: ScopeReport { kind: ScopeKind::Patch, base: None, head: None, files: 1, hunks: 1, added: 2, removed: 1 },
        findings,
        remarks: Vec::new(),
        hunks: Vec::new(),
        usage: Usage::default(),
        egress: Vec::new(),
        planned: None,
        suppressed: 0,
        not_shown: 0,
        coverage: Coverage::default(),
        degraded: Vec::new(),
        timings: None,
    }
}
