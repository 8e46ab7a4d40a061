//! The local reviewer at work: it is asked about one hunk after the other, the riskiest first, as long as the time lasts,
//! unless it said before what it thinks. Its comments become findings and remarks, its verdicts evidence for the route.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::Request;
use super::draft::{Draft, rounded};
use super::placing::{Asker, place_comments};
use super::routing::is_readable;
use super::sources::Sources;
use crate::diff::Diff;
use crate::egress::Policy;
use crate::finding::{Decision, LOCAL_REVIEWER, Opinion, Tier};
use crate::local::reviewer::{Effort, Identity, Reviewers};
use crate::prompt::{Reply, Verdict};
use crate::store::Key;
use crate::text::counted;

/// Confidence in a comment of a model that gives no probability.
const UNKNOWN: f64 = 0.5;

/// The cache's word for answers of local reviewers.
const KIND: &str = "local";

/// After so many failures in a row no further hunk is tried.
pub(crate) const PATIENCE: usize = 3;

/// Why a hunk is not shown to a reviewer on another machine.
const STAYS: &str = "the reviewer is on another machine, and its path may not leave this one (`[cloud] deny_paths`)";

/// Why hunks are left out.
pub(crate) const FAILED_TOO_OFTEN: &str = "the reviewer was not asked: it failed too often";
pub(crate) const TIME_IS_UP: &str = "the reviewer was not asked: its time was up (`[local] time_s`)";

/// What a reviewer says of a hunk, as it is kept.
#[derive(Clone, Serialize, Deserialize)]
struct Said {
    reply: Reply,
    opinion: Opinion,
}

/// A hunk that a reviewer is asked about.
struct Case {
    report: usize,
    language: Option<&'static str>,
    /// Who is asked, and by what the answer is kept, where answers are.
    key: Option<(Identity, Key)>,
    /// What was said of it in an earlier run.
    known: Option<Said>,
}

/// Asks the reviewers about the hunks, and takes their answers over into the draft.
pub(super) fn comment<'d>(
    request: &Request<'_>,
    reviewers: &Reviewers,
    diff: &'d Diff,
    sources: &mut Sources<'d>,
    draft: &mut Draft,
) {
    let mut order = in_order(diff, draft);
    if reviewers.leaves() {
        keep_at_home(&request.config.egress, diff, draft, &mut order);
    }
    request.progress.set_length(order.len() as u64);
    request.progress.set_position(0);
    sources.read_ahead(order.iter().map(|&report| draft.places[report].file));
    let mut round = Round { request, reviewers, diff, draft, sources };
    let cases: Vec<_> = order.into_iter().map(|report| round.case(report)).collect();
    if request.store.is_some() {
        let new = cases.iter().filter(|case| case.known.is_none());
        reviewers.warm(new.filter_map(|case| case.language).collect::<BTreeSet<_>>());
    }
    let (failures, names) = round.go(cases);
    draft.degrade("local", failures.iter().map(|(reason, hunks)| format!("{}: {reason}", counted(*hunks, "hunk"))));
    draft.unanswered = failures;
    draft.egress.extend(reviewers.take_left());
    draft.usage.local.reviewer = (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "));
}

/// One round through the hunks of a change.
struct Round<'r, 'd> {
    request: &'r Request<'r>,
    reviewers: &'r Reviewers,
    diff: &'d Diff,
    draft: &'r mut Draft,
    sources: &'r mut Sources<'d>,
}

/// The indices of the hunks to ask about, the riskiest first.
fn in_order(diff: &Diff, draft: &Draft) -> Vec<usize> {
    let asked = |report: &usize| {
        let place = &draft.places[*report];
        draft.hunks[*report].decision != Decision::Skipped && is_readable(&diff.files[place.file], place)
    };
    let mut order: Vec<_> = (0..draft.hunks.len()).filter(asked).collect();
    let risk = |report: usize| draft.hunks[report].risk.unwrap_or(-1.0);
    order.sort_by(|&a, &b| risk(b).total_cmp(&risk(a)).then(a.cmp(&b)));
    order
}

/// Leaves out the hunks of files that may not leave this machine.
fn keep_at_home(policy: &Policy, diff: &Diff, draft: &mut Draft, order: &mut Vec<usize>) {
    order.retain(|&report| {
        let denied = policy.denies_change(&diff.files[draft.places[report].file]);
        if denied {
            draft.hunks[report].reasons.push(STAYS.to_owned());
        }
        !denied
    });
}

impl Round<'_, '_> {
    /// Looks up what is known of a hunk.
    fn case(&mut self, report: usize) -> Case {
        let shown = self.sources.shown(self.draft.places[report].file);
        let language = shown.file.new.as_ref().and_then(|file| file.language).map(|language| language.name);
        let mut case = Case { report, language, key: None, known: None };
        // Why there is nobody to ask is said by whoever asks.
        if let (Some(store), Ok(Some(identity))) = (self.request.store, self.reviewers.identity(language)) {
            let key = self.sources.view(self.request, self.draft, report, |view| identity.key(view));
            case.known = store.get(KIND, &key);
            match case.known {
                Some(_) => self.draft.usage.cache.hits += 1,
                None => self.draft.usage.cache.misses += 1,
            }
            case.key = Some((identity, key));
        }
        case
    }

    /// Asks about one hunk after the other; why some have no answer and how many, and the names of those who answered.
    fn go(&mut self, cases: Vec<Case>) -> (BTreeMap<String, usize>, BTreeSet<String>) {
        let (mut failures, mut names) = (BTreeMap::new(), BTreeSet::new());
        let (mut in_a_row, deadline) = (0, Instant::now() + self.reviewers.time());
        for case in cases {
            let answer = match case {
                Case { report, key: Some((identity, _)), known: Some(said), .. } => {
                    self.take_over(report, said);
                    Ok(Some(identity.name))
                }
                _ if in_a_row >= PATIENCE => Err(FAILED_TOO_OFTEN.to_owned()),
                _ if Instant::now() >= deadline => Err(TIME_IS_UP.to_owned()),
                case => {
                    let answer = self.ask(&case, deadline);
                    match &answer {
                        Ok(Some(_)) => in_a_row = 0,
                        Ok(None) => {}
                        Err(_) => in_a_row += 1,
                    }
                    answer
                }
            };
            match answer {
                Ok(name) => names.extend(name),
                Err(reason) => *failures.entry(reason).or_default() += 1,
            }
            self.request.progress.inc(1);
        }
        (failures, names)
    }

    /// Asks about one hunk, and takes the answer over; who answered, `None` where there is nobody to ask.
    fn ask(&mut self, case: &Case, deadline: Instant) -> Result<Option<String>, String> {
        let Some(reviewer) = self.reviewers.of(case.language)? else { return Ok(None) };
        let request = self.request;
        let answer = self.sources.view(request, self.draft, case.report, |view| reviewer.ask(view, deadline))?;
        let said = Said { reply: answer.reply, opinion: answer.opinion };
        // An answer that was cut short for want of time is not all that there was to say.
        if let (Some(store), Some((identity, key)), true) = (request.store, &case.key, Instant::now() < deadline) {
            store.put(KIND, key, &identity.name, &self.masked(case.report, said.clone()));
        }
        self.count(answer.effort);
        self.take_over(case.report, said);
        Ok(Some(reviewer.name().to_owned()))
    }

    /// What is kept of it: no secret that it quotes.
    fn masked(&mut self, report: usize, mut said: Said) -> Said {
        let mut redactor = self.sources.shown(self.draft.places[report].file).redactor.clone();
        for comment in &mut said.reply.comments {
            comment.quote = redactor.mask(&comment.quote);
        }
        said
    }

    /// Counts what an answer took.
    fn count(&mut self, effort: Effort) {
        let usage = &mut self.draft.usage.local;
        usage.reviewed += 1;
        usage.input_tokens += effort.prompt_tokens as u64;
        usage.output_tokens += effort.reply_tokens as u64;
    }

    /// Writes what was said of a hunk into the draft.
    fn take_over(&mut self, report: usize, said: Said) {
        self.draft.opinions[report] = Some(said.opinion);
        let opinion = Opinion { mistake: said.opinion.mistake.map(rounded), ..said.opinion };
        let hunk = &mut self.draft.hunks[report];
        hunk.verdict = Some(opinion);
        hunk.decision = Decision::Local;
        hunk.reasons.extend(reason(opinion));
        if opinion.verdict == Verdict::Comment {
            let asker =
                Asker { tier: Tier::Local, rule: LOCAL_REVIEWER, confidence: opinion.mistake.unwrap_or(UNKNOWN) };
            place_comments(self.draft, self.diff, self.sources, report, asker, said.reply.comments);
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
