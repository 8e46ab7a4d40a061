//! The local reviewer at work: it is asked about one hunk after the other, the riskiest first, as long as the time lasts.
//! Its comments become findings and remarks, its verdicts evidence for the route.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::Request;
use super::draft::{Draft, Place, rounded};
use super::sources::Sources;
use crate::diff::{Diff, Hunk, Kind, Origin};
use crate::finding::{Decision, Opinion, Side, Tier};
use crate::local::reviewer::{Answer, Reviewers};
use crate::merge::comments::{Asked, LOCAL_REVIEWER, place};
use crate::prompt::{Comment, HunkView, Verdict};
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
    request.progress.set_length(cases.len() as u64);
    request.progress.set_position(0);
    let deadline = Instant::now() + reviewers.time();
    let sources = Sources::new(request.repository, diff);
    let mut round = Round { request, reviewers, diff, draft, sources, deadline };
    let (failures, names) = round.go(cases);
    draft.degrade("local", failures.iter().map(|(reason, hunks)| format!("{}: {reason}", counted(*hunks, "hunk"))));
    draft.unanswered = failures;
    draft.usage.local.reviewer = (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "));
}

/// One round through the hunks of a change.
struct Round<'r, 'd> {
    request: &'r Request<'r>,
    reviewers: &'r Reviewers,
    diff: &'d Diff,
    draft: &'r mut Draft,
    sources: Sources<'d>,
    deadline: Instant,
}

/// The hunks to ask about, the riskiest first.
fn cases(diff: &Diff, draft: &Draft) -> Vec<Case> {
    let changes = |hunk: &Hunk| hunk.lines.iter().any(|line| line.origin != Origin::Context);
    let case = |(report, place): (usize, &Place)| {
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

impl Round<'_, '_> {
    /// Asks about one hunk after the other; why some have no answer and how many, and the names of those who answered.
    fn go(&mut self, cases: Vec<Case>) -> (BTreeMap<String, usize>, BTreeSet<String>) {
        let (mut failures, mut names) = (BTreeMap::new(), BTreeSet::new());
        let (mut in_a_row, mut left) = (0, cases.len());
        for case in cases {
            if in_a_row >= PATIENCE || Instant::now() >= self.deadline {
                break;
            }
            left -= 1;
            match self.ask(case) {
                Ok(Some((name, answer))) => {
                    self.take_over(case, answer);
                    names.insert(name);
                    in_a_row = 0;
                }
                Ok(None) => {}
                Err(reason) => {
                    *failures.entry(reason).or_default() += 1;
                    in_a_row += 1;
                }
            }
            self.request.progress.inc(1);
        }
        if left > 0 {
            let why = if in_a_row >= PATIENCE { FAILED_TOO_OFTEN } else { TIME_IS_UP };
            failures.insert(why.to_owned(), left);
        }
        (failures, names)
    }

    /// Asks about one hunk; `None` where there is nobody to ask, or where a program wrote the file.
    fn ask(&mut self, case: Case) -> Result<Option<(String, Answer)>, String> {
        let change = &self.diff.files[case.file];
        let hunk = &change.hunks()[case.hunk];
        let file = self.sources.text(case.file, Side::New);
        if file.as_ref().is_some_and(|file| file.generated) {
            return Ok(None);
        }
        let language = file.as_ref().and_then(|file| file.language).map(|language| language.name);
        let Some(reviewer) = self.reviewers.of(language)? else { return Ok(None) };
        let signatures = self.sources.signatures(case.file, hunk);
        let id = self.draft.hunks[case.report].id.as_str();
        let findings: Vec<_> =
            self.draft.findings.iter().filter(|finding| finding.hunk.as_deref() == Some(id)).collect();
        let guidelines: Vec<_> = self.request.guidelines.iter().filter(|own| own.is_for(change.path())).collect();
        let view = HunkView {
            path: change.path(),
            hunk,
            file: file.as_deref(),
            signatures: &signatures,
            findings: &findings,
            guidelines: &guidelines,
        };
        let answer = reviewer.ask(&view, self.deadline)?;
        Ok(Some((reviewer.name().to_owned(), answer)))
    }

    /// Writes an answer into the draft.
    fn take_over(&mut self, case: Case, answer: Answer) {
        let Answer { reply, opinion, effort } = answer;
        self.draft.opinions[case.report] = Some(opinion);
        let opinion = Opinion { mistake: opinion.mistake.map(rounded), ..opinion };
        let usage = &mut self.draft.usage.local;
        usage.reviewed += 1;
        usage.input_tokens += effort.prompt_tokens as u64;
        usage.output_tokens += effort.reply_tokens as u64;
        let report = &mut self.draft.hunks[case.report];
        report.verdict = Some(opinion);
        report.decision = Decision::Local;
        report.reasons.push(reason(opinion));
        if opinion.verdict == Verdict::Comment {
            self.place(case, opinion, reply.comments);
        }
    }

    /// Gives comments their places.
    fn place(&mut self, case: Case, opinion: Opinion, comments: Vec<Comment>) {
        let (old, new) = (self.sources.text(case.file, Side::Old), self.sources.text(case.file, Side::New));
        let change = &self.diff.files[case.file];
        let asked = Asked {
            change,
            hunk: &change.hunks()[case.hunk],
            id: &self.draft.hunks[case.report].id,
            old: old.as_deref(),
            new: new.as_deref(),
            tier: Tier::Local,
            rule: LOCAL_REVIEWER,
            confidence: opinion.mistake.unwrap_or(UNKNOWN),
        };
        let placed = place(&asked, comments);
        self.draft.findings.extend(placed.findings);
        self.draft.remarks.extend(placed.remarks);
        self.draft.useless += placed.useless;
        self.draft.suppressed += placed.suppressed;
    }
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
