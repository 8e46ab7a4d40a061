//! The local reviewer at work: it is asked about one hunk after the other, the riskiest first, as long as the time lasts.
//! Its comments become findings and remarks, its verdicts evidence for the route.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use super::Request;
use super::draft::{Draft, rounded};
use super::placing::{Asker, place_comments};
use super::routing::is_readable;
use super::sources::Sources;
use crate::diff::Diff;
use crate::finding::{Decision, Opinion, Tier};
use crate::local::reviewer::{Answer, Reviewers};
use crate::merge::comments::LOCAL_REVIEWER;
use crate::prompt::Verdict;
use crate::report::counted;

/// Confidence in a comment of a model that gives no probability.
const UNKNOWN: f64 = 0.5;

/// After so many failures in a row no further hunk is tried.
pub(crate) const PATIENCE: usize = 3;

/// Why hunks are left out.
pub(crate) const FAILED_TOO_OFTEN: &str = "the reviewer was not asked: it failed too often";
pub(crate) const TIME_IS_UP: &str = "the reviewer was not asked: its time was up (`[local] time_s`)";

/// Asks the reviewers about the hunks, and takes their answers over into the draft.
pub(super) fn comment(request: &Request<'_>, reviewers: &Reviewers, diff: &Diff, draft: &mut Draft) {
    let cases = cases(diff, draft);
    request.progress.set_length(cases.len() as u64);
    request.progress.set_position(0);
    let deadline = Instant::now() + reviewers.time();
    let sources = Sources::new(request.repository, diff, &request.config.egress);
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

/// The indices of the hunks to ask about, the riskiest first.
fn cases(diff: &Diff, draft: &Draft) -> Vec<usize> {
    let asked = |report: &usize| {
        let place = &draft.places[*report];
        draft.hunks[*report].decision != Decision::Skipped && is_readable(&diff.files[place.file], place)
    };
    let mut cases: Vec<_> = (0..draft.hunks.len()).filter(asked).collect();
    let risk = |report: usize| draft.hunks[report].risk.unwrap_or(-1.0);
    cases.sort_by(|&a, &b| risk(b).total_cmp(&risk(a)).then(a.cmp(&b)));
    cases
}

impl Round<'_, '_> {
    /// Asks about one hunk after the other; why some have no answer and how many, and the names of those who answered.
    fn go(&mut self, cases: Vec<usize>) -> (BTreeMap<String, usize>, BTreeSet<String>) {
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

    /// Asks about one hunk; `None` where there is nobody to ask.
    fn ask(&mut self, report: usize) -> Result<Option<(String, Answer)>, String> {
        let shown = self.sources.shown(self.draft.places[report].file);
        let language = shown.file.new.as_ref().and_then(|file| file.language).map(|language| language.name);
        let Some(reviewer) = self.reviewers.of(language)? else { return Ok(None) };
        let (request, deadline) = (self.request, self.deadline);
        let answer = self.sources.view(request, self.draft, report, |view| reviewer.ask(view, deadline))?;
        Ok(Some((reviewer.name().to_owned(), answer)))
    }

    /// Writes an answer into the draft.
    fn take_over(&mut self, case: usize, answer: Answer) {
        let Answer { reply, opinion, effort } = answer;
        self.draft.opinions[case] = Some(opinion);
        let opinion = Opinion { mistake: opinion.mistake.map(rounded), ..opinion };
        let usage = &mut self.draft.usage.local;
        usage.reviewed += 1;
        usage.input_tokens += effort.prompt_tokens as u64;
        usage.output_tokens += effort.reply_tokens as u64;
        let report = &mut self.draft.hunks[case];
        report.verdict = Some(opinion);
        report.decision = Decision::Local;
        report.reasons.extend(reason(opinion));
        if opinion.verdict == Verdict::Comment {
            let asker =
                Asker { tier: Tier::Local, rule: LOCAL_REVIEWER, confidence: opinion.mistake.unwrap_or(UNKNOWN) };
            place_comments(self.draft, self.diff, &mut self.sources, case, asker, reply.comments);
        }
    }
}

/// An opinion in words; of a hard case the route says why.
fn reason(opinion: Opinion) -> Option<String> {
    let sure = |share: f64| format!(" ({:.0}% sure)", share * 100.0);
    let mistake = opinion.mistake;
    match opinion.verdict {
        Verdict::Clear => {
            let share = mistake.map(|share| sure(1.0 - share)).unwrap_or_default();
            Some(format!("the reviewer sees no mistake{share}"))
        }
        Verdict::Comment => Some(format!("the reviewer comments{}", mistake.map(sure).unwrap_or_default())),
        Verdict::Hard => None,
    }
}
