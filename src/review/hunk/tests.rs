//! What the record of a hunk comes to.

use super::*;
use crate::local;
use crate::local::features::Group;
use crate::review::reason::Skip;
use crate::route::{Hard, Hold, Settled};

fn hunk(file_note: Option<FileNote>) -> HunkState {
    HunkState::new("h".into(), "a.py", 0, Header { new_start: 3, new_lines: 2, ..Header::default() }, file_note)
}

fn assessed(risk: f64, logits: f64) -> Assessment {
    let reasons = vec![local::Reason { group: Group::Loops, logits, text: "no loop".into() }];
    Assessment { risk, reasons, ..Assessment::default() }
}

fn answered(verdict: Verdict, mistake: Option<f64>) -> Consultation {
    Consultation::Answered { by: "m".into(), opinion: Opinion { verdict, mistake } }
}

#[test]
fn the_last_that_looked_settles_it_and_a_model_here_does_not_overrule_a_rule() {
    assert_eq!(hunk(None).report().decision, Decision::Rules);
    assert_eq!(hunk(Some(FileNote::Skipped(Skip::TooLarge))).report().decision, Decision::Skipped);
    let local = HunkState { assessment: Some(assessed(0.1, 1.0)), ..hunk(None) };
    assert_eq!(local.report().decision, Decision::Local);
    let found = HunkState { rule_findings: 1, ..local };
    assert_eq!(found.report().decision, Decision::Rules);
    let cloud = HunkState { cloud: answered(Verdict::Clear, None), ..found };
    assert_eq!(cloud.report().decision, Decision::Cloud);
    let failed = HunkState { cloud: Consultation::Unanswered(NoAnswer::Failed("x".into())), ..cloud };
    assert_eq!(failed.report().decision, Decision::Rules, "it was asked, and has not answered");
}

#[test]
fn reasons_are_told_in_the_order_of_the_stages() {
    let hunk = HunkState {
        assessment: Some(assessed(0.5, -1.0)),
        reviewer: answered(Verdict::Clear, Some(0.456_78)),
        route: Some(Route::Held { why: Hard::Unsure, by: Hold::NeverPath }),
        cloud: answered(Verdict::Hard, None),
        ..hunk(Some(FileNote::Conflicted))
    };
    let report = hunk.report();
    assert!(report.hard);
    assert_eq!(
        report.reasons,
        [
            "a merge left it with conflicts",
            "safer: no loop",
            "the reviewer sees no mistake (54% sure)",
            "a hard case: the local reviewer is not sure that it is right, but `[route] never` names its path",
            "the cloud model cannot tell",
        ]
    );
    assert_eq!(report.verdict.and_then(|opinion| opinion.mistake), Some(0.4568));
}

#[test]
fn what_speaks_for_a_hunk_and_where_it_goes_is_no_suspicion() {
    let safer = HunkState {
        assessment: Some(assessed(0.5, -1.0)),
        route: Some(Route::Escalate { rank: 0, why: Hard::CannotTell }),
        ..hunk(None)
    };
    assert!(!safer.reasons().iter().any(Reason::is_suspicion));
    let riskier = HunkState { assessment: Some(assessed(0.5, 1.0)), ..hunk(None) };
    assert!(riskier.reasons().iter().all(Reason::is_suspicion));
}

#[test]
fn a_settled_hunk_says_nothing_of_its_route() {
    let settled = HunkState { route: Some(Route::Settled(Settled::NoModel)), ..hunk(None) };
    let report = settled.report();
    assert_eq!((report.hard, report.reasons), (false, vec![]));
}

#[test]
fn hunks_without_an_answer_are_counted_by_the_reason() {
    let failed = |reason: &str| Consultation::Unanswered(NoAnswer::Failed(reason.into()));
    let all = [failed("b"), answered(Verdict::Clear, None), failed("a"), failed("b"), Consultation::NotAsked];
    assert_eq!(unanswered_notes(&all), ["1 hunk: a", "2 hunks: b"]);
}
