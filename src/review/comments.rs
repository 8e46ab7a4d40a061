//! The local reviewer at work: it is asked about one hunk after the other, the riskiest first, as long as the time lasts.
//! Its comments become findings and remarks, its verdicts evidence for the route.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::Request;
use super::draft::{Draft, rounded};
use super::sources::Sources;
use crate::diff::{Diff, Hunk, Kind, Origin};
use crate::finding::{Decision, Opinion, Side, Tier};
use crate::local::reviewer::{Answer, Reviewers};
use crate::merge::comments::{Asked, LOCAL_REVIEWER, place};
use crate::prompt::{HunkView, Verdict};
use crate::report::counted;

/// Confidence in a comment of a model that gives no probability.
const UNKNOWN: f64 = 0.5;

/// After so many failures in a row no further hunk is tried.
pub(crate) const PATIENCE: usize = 3;

/// Why hunks are left out.
pub(crate) const FAILED_TOO_OFTEN: &str = "the reviewer was not asked: it failed too often";
pub(crate) const TIME_IS_UP: &str = "the reviewer was not asked: its time was up (`[local] time_s`)";

/// A hunk to ask about.
#[derive(Clone, Copy)]
struct Case {
    /// The index of its report.
    report: usize,
    /// The index of its file.
    file: usize,
    /// Its index there.
    hunk: usize,
}

/// Asks the reviewers about the hunks, and takes their answers over into the draft.
pub(super) fn comment(request: &Request<'_>, reviewers: &Reviewers, diff: &Diff, draft: &mut Draft) {
    let cases = cases(diff, draft);
    let deadline = Instant::now() + reviewers.time();
    let mut sources = Sources::new(request.repository, diff);
    let mut failures: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = BTreeSet::new();
    let (mut in_a_row, mut left) = (0, cases.len());
    request.progress.set_length(cases.len() as u64);
    request.progress.set_position(0);
    for case in cases {
        if in_a_row >= PATIENCE || Instant::now() >= deadline {
            break;
        }
        left -= 1;
        match ask(request, reviewers, diff, case, &mut sources, draft, deadline) {
            Ok(Some((name, answer))) => {
                take_over(diff, case, &mut sources, draft, answer);
                names.insert(name);
                in_a_row = 0;
            }
            Ok(None) => {}
            Err(reason) => {
                *failures.entry(reason).or_default() += 1;
                in_a_row += 1;
            }
        }
        request.progress.inc(1);
    }
    if left > 0 {
        let why = if in_a_row >= PATIENCE { FAILED_TOO_OFTEN } else { TIME_IS_UP };
        failures.insert(why.to_owned(), left);
    }
    draft.degrade("local", failures.iter().map(|(reason, hunks)| format!("{}: {reason}", counted(*hunks, "hunk"))));
    draft.unanswered = failures;
    draft.usage.local.reviewer = (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "));
}

/// The hunks to ask about, the riskiest first.
fn cases(diff: &Diff, draft: &Draft) -> Vec<Case> {
    let changes = |hunk: &Hunk| hunk.lines.iter().any(|line| line.origin != Origin::Context);
    let case = |(report, place): (usize, &super::draft::Place)| {
        let case = Case { report, file: place.file, hunk: place.hunk? };
        let change = &diff.files[case.file];
        let asked = draft.hunks[report].decision != Decision::Skipped && change.kind == Kind::Text;
        (asked && changes(&change.hunks()[case.hunk])).then_some(case)
    };
    let mut cases: Vec<_> = draft.places.iter().enumerate().filter_map(case).collect();
    let risk = |case: &Case| draft.hunks[case.report].risk.unwrap_or(-1.0);
    cases.sort_by(|a, b| risk(b).total_cmp(&risk(a)).then(a.report.cmp(&b.report)));
    cases
}

/// Asks about one hunk; `None` where there is nobody to ask, or where a program wrote the file.
fn ask(
    request: &Request<'_>,
    reviewers: &Reviewers,
    diff: &Diff,
    case: Case,
    sources: &mut Sources<'_>,
    draft: &Draft,
    deadline: Instant,
) -> Result<Option<(String, Answer)>, String> {
    let (change, report) = (&diff.files[case.file], &draft.hunks[case.report]);
    let hunk = &change.hunks()[case.hunk];
    let file = sources.text(case.file, Side::New);
    if file.as_ref().is_some_and(|file| file.generated) {
        return Ok(None);
    }
    let language = file.as_ref().and_then(|file| file.language).map(|language| language.name);
    let Some(reviewer) = reviewers.of(language)? else { return Ok(None) };
    let signatures = sources.signatures(case.file, hunk);
    let findings: Vec<_> =
        draft.findings.iter().filter(|finding| finding.hunk.as_deref() == Some(&report.id)).collect();
    let guidelines: Vec<_> = request.guidelines.iter().filter(|own| own.is_for(change.path())).collect();
    let view = HunkView {
        path: change.path(),
        hunk,
        file: file.as_deref(),
        signatures: &signatures,
        findings: &findings,
        guidelines: &guidelines,
    };
    let answer = reviewer.ask(&view, deadline)?;
    Ok(Some((reviewer.name().to_owned(), answer)))
}

fn take_over(diff: &Diff, case: Case, sources: &mut Sources<'_>, draft: &mut Draft, answer: Answer) {
    let Answer { reply, opinion, effort } = answer;
    draft.opinions[case.report] = Some(opinion);
    let opinion = Opinion { mistake: opinion.mistake.map(rounded), ..opinion };
    let usage = &mut draft.usage.local;
    usage.reviewed += 1;
    usage.input_tokens += effort.prompt_tokens as u64;
    usage.output_tokens += effort.reply_tokens as u64;
    let report = &mut draft.hunks[case.report];
    report.verdict = Some(opinion);
    report.decision = Decision::Local;
    report.reasons.push(reason(opinion));
    if opinion.verdict != Verdict::Comment {
        return;
    }
    let (old, new) = (sources.text(case.file, Side::Old), sources.text(case.file, Side::New));
    let change = &diff.files[case.file];
    let asked = Asked {
        change,
        hunk: &change.hunks()[case.hunk],
        id: &report.id,
        old: old.as_deref(),
        new: new.as_deref(),
        tier: Tier::Local,
        rule: LOCAL_REVIEWER,
        confidence: opinion.mistake.unwrap_or(UNKNOWN),
    };
    let placed = place(&asked, reply.comments);
    draft.findings.extend(placed.findings);
    draft.remarks.extend(placed.remarks);
    draft.useless += placed.useless;
    draft.suppressed += placed.suppressed;
}

/// An opinion in words.
fn reason(opinion: Opinion) -> String {
    let sure = |share: f64| format!(" ({:.0}% sure)", share * 100.0);
    let mistake = opinion.mistake;
    match opinion.verdict {
        Verdict::Clear => {
            format!("the reviewer sees no mistake{}", mistake.map(|share| sure(1.0 - share)).unwrap_or_default())
        }
        Verdict::Comment => format!("the reviewer comments{}", mistake.map(sure).unwrap_or_default()),
        Verdict::Hard => "the reviewer cannot tell".to_owned(),
    }
}
