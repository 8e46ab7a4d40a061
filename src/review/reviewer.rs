//! The local reviewer at work: it is asked about one hunk after the other, the riskiest first, as long as the time lasts.
//! Its comments become findings and remarks, its verdicts evidence for the route.

use std::collections::BTreeSet;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::draft::Draft;
use super::hunk::{Consultation, HunkState, NoAnswer};
use super::round::{Case, KeptAs, Response, Responses, ReviewModel, Round};
use crate::egress::Policy;
use crate::finding::{LOCAL_REVIEWER, LocalUsage, Opinion, Tier};
use crate::local::reviewer::{Effort, Reviewers};
use crate::prompt::{HunkView, Reply};
use crate::stage::Stage;

/// After so many failures in a row no further hunk is tried.
pub(crate) const PATIENCE: usize = 3;

/// Asks the reviewers about the hunks.
pub(super) fn ask(round: &mut Round<'_, '_>, reviewers: &Reviewers) {
    if reviewers.leaves() {
        keep_here(&round.request.config.egress, round);
    }
    let order = in_order(round.draft);
    let mut model = LocalModel { reviewers, deadline: Instant::now(), failed_in_a_row: 0 };
    let cases = round.look_up(&model, &order);
    if round.request.store.is_some() {
        let new = cases.iter().filter(|case| !case.is_known());
        reviewers.warm(new.filter_map(|case| case.topic).collect::<BTreeSet<_>>());
    }
    // Loading takes none of the time for the change.
    model.deadline = Instant::now() + reviewers.time();
    round.run(&mut model, cases);
    round.draft.egress.extend(reviewers.take_egress());
    round.draft.usage.local.reviewer = names(&round.draft.hunks);
}

/// Marks the hunks of files that may not leave this machine.
fn keep_here(policy: &Policy, round: &mut Round<'_, '_>) {
    for hunk in round.draft.hunks.iter_mut().filter(|hunk| hunk.readable) {
        hunk.stays_here = policy.denies_change(&round.diff.files[hunk.file]);
    }
}

/// The indices of the hunks to ask about, the riskiest first.
fn in_order(draft: &Draft) -> Vec<usize> {
    let hunks = &draft.hunks;
    let mut order: Vec<_> = (0..hunks.len()).filter(|&at| hunks[at].readable && !hunks[at].stays_here).collect();
    let risk = |at: usize| hunks[at].risk().unwrap_or(-1.0);
    order.sort_by(|&a, &b| risk(b).total_cmp(&risk(a)).then(a.cmp(&b)));
    order
}

/// The names of the models that have answered.
fn names(hunks: &[HunkState]) -> Option<String> {
    let mut names = BTreeSet::new();
    for hunk in hunks {
        if let Consultation::Answered { by, .. } = &hunk.reviewer {
            names.insert(by.as_str());
        }
    }
    (!names.is_empty()).then(|| names.into_iter().collect::<Vec<_>>().join(", "))
}

/// An answer, as it is kept.
#[derive(Serialize, Deserialize)]
pub(super) struct LocalAnswer {
    reply: Reply,
    opinion: Opinion,
}

/// The local reviewers as far as a round is concerned.
struct LocalModel<'r> {
    reviewers: &'r Reviewers,
    /// From when on nothing is asked.
    deadline: Instant,
    failed_in_a_row: usize,
}

impl ReviewModel for LocalModel<'_> {
    /// The language, by which the reviewer is picked.
    type Topic = Option<&'static str>;
    type Answer = LocalAnswer;
    const KIND: &'static str = "local";
    const STAGE: Stage = Stage::Reviewer;
    const TIER: Tier = Tier::Local;
    const RULE: &'static str = LOCAL_REVIEWER;
    const CONFIDENCE: f64 = 0.5;
    const AT_ONCE: usize = 1;

    fn topic(&self, view: &HunkView<'_>) -> Self::Topic {
        view.file.and_then(|file| file.language).map(|language| language.name)
    }

    fn kept_as(&self, view: &HunkView<'_>, language: &Self::Topic) -> Option<KeptAs> {
        // Why there is nobody to ask is said by whoever asks.
        let identity = self.reviewers.identity(*language).ok()??;
        Some(KeptAs { key: identity.key(view), by: identity.name })
    }

    fn ask(&mut self, round: &mut Round<'_, '_>, cases: Vec<Case<Self>>) -> Result<Responses<LocalAnswer>, String> {
        Ok(cases.into_iter().map(|case| (case.hunk, self.ask_about(round, &case))).collect())
    }

    fn read(answer: LocalAnswer) -> (Opinion, Reply) {
        // It is not asked what it holds against the findings that it is told.
        (answer.opinion, Reply { disputes: Vec::new(), ..answer.reply })
    }

    fn consultation(hunk: &mut HunkState) -> &mut Consultation {
        &mut hunk.reviewer
    }
}

impl LocalModel<'_> {
    /// Asks about one hunk, unless it would be in vain.
    fn ask_about(&mut self, round: &mut Round<'_, '_>, case: &Case<Self>) -> Response<LocalAnswer> {
        if self.failed_in_a_row >= PATIENCE {
            return Response::Unanswered(NoAnswer::FailedTooOften);
        }
        if self.is_late() {
            return Response::Unanswered(NoAnswer::TimeIsUp);
        }
        match self.answer(round, case) {
            Ok(Response::ByNobody) => Response::ByNobody,
            Ok(response) => {
                self.failed_in_a_row = 0;
                response
            }
            Err(reason) => {
                self.failed_in_a_row += 1;
                Response::Unanswered(NoAnswer::Failed(reason))
            }
        }
    }

    fn answer(&self, round: &mut Round<'_, '_>, case: &Case<Self>) -> Result<Response<LocalAnswer>, String> {
        let Some(reviewer) = self.reviewers.for_language(case.topic)? else { return Ok(Response::ByNobody) };
        let answer = round.view(case.hunk, |view| reviewer.ask(view, self.deadline))?;
        count(&mut round.draft.usage.local, answer.effort);
        let answer = LocalAnswer { reply: answer.reply, opinion: answer.opinion };
        // An answer that was cut short for want of time is not all that there was to say.
        if !self.is_late() {
            case.keep(round.request.store, &masked(round, case.hunk, &answer));
        }
        Ok(Response::Answered { by: reviewer.name().to_owned(), answer })
    }

    fn is_late(&self) -> bool {
        Instant::now() >= self.deadline
    }
}

/// What is kept of an answer: no secret that it quotes.
fn masked(round: &mut Round<'_, '_>, hunk: usize, answer: &LocalAnswer) -> LocalAnswer {
    let mut reply = answer.reply.clone();
    let mut redactor = round.sources.masked(round.draft.hunks[hunk].file).redactor.clone();
    for comment in &mut reply.comments {
        comment.quote = redactor.mask(&comment.quote);
    }
    LocalAnswer { reply, opinion: answer.opinion }
}

/// Counts what an answer took.
fn count(usage: &mut LocalUsage, effort: Effort) {
    usage.reviewed += 1;
    usage.input_tokens = usage.input_tokens.saturating_add(effort.prompt_tokens as u64);
    usage.output_tokens = usage.output_tokens.saturating_add(effort.reply_tokens as u64);
}
