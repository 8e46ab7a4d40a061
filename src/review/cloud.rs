//! The cloud model at work: the hard cases become questions, several hunks of a file in one. What nothing may be sent for
//! is planned and not sent.

use std::collections::BTreeMap;

use super::hunk::{Consultation, HunkState, NoAnswer};
use super::round::{Case, KeptAs, Response, Responses, ReviewModel, Round};
use super::routing;
use crate::cloud::{CloudReviewer, HUNK_TOKENS, HUNKS_A_REQUEST, Part, Question, tokens_of};
use crate::finding::{CLOUD_REVIEWER, Opinion, Planned, Tier};
use crate::git::Repository;
use crate::prompt::{HunkView, Reply, about};
use crate::route::{self, Policy, decide};
use crate::stage::Stage;
use crate::text::percent;

/// Decides which hunks are hard cases, and has them answered.
pub(super) fn ask(round: &mut Round<'_, '_>, reviewer: &CloudReviewer) {
    let mut evidence = routing::evidence(round.request, round.diff, round.draft);
    let policy = round.request.route;
    // What is known already takes nothing of the share: it is looked up for all that could go.
    let all = route::escalated(&decide(&Policy { max_share: 1.0, ..policy }, &evidence));
    let mut model = CloudModel { reviewer };
    let cases = round.look_up(&model, &all);
    for case in &cases {
        evidence[case.hunk].known = case.is_known();
    }
    let routes = decide(&policy, &evidence);
    let order = route::escalated(&routes);
    routing::note(round.draft, &evidence, routes);
    let mut by_hunk: BTreeMap<usize, _> = cases.into_iter().map(|case| (case.hunk, case)).collect();
    let gone = order.into_iter().filter_map(|hunk| by_hunk.remove(&hunk)).collect();
    round.run(&mut model, gone);
}

/// The cloud model as far as a round is concerned.
struct CloudModel<'r> {
    reviewer: &'r CloudReviewer,
}

impl ReviewModel for CloudModel<'_> {
    /// What the model is told of the hunk.
    type Topic = String;
    type Answer = Reply;
    const KIND: &'static str = "cloud";
    const STAGE: Stage = Stage::Cloud;
    const TIER: Tier = Tier::Cloud;
    const RULE: &'static str = CLOUD_REVIEWER;
    const CONFIDENCE: f64 = 0.6;
    const AT_ONCE: usize = usize::MAX;

    fn topic(&self, view: &HunkView<'_>) -> String {
        about(view, HUNK_TOKENS, &|text| usize::try_from(tokens_of(text)).unwrap_or(usize::MAX))
    }

    fn kept_as(&self, view: &HunkView<'_>, about: &String) -> Option<KeptAs> {
        Some(KeptAs { by: self.reviewer.model().to_owned(), key: self.reviewer.key(view.path, about) })
    }

    fn ask(&mut self, round: &mut Round<'_, '_>, cases: Vec<Case<Self>>) -> Result<Responses<Reply>, String> {
        let questions = questions(round, &cases);
        if self.reviewer.only_plans() {
            self.plan(round, &questions);
            return Ok(Vec::new());
        }
        let cases: BTreeMap<usize, Case<Self>> = cases.into_iter().map(|case| (case.hunk, case)).collect();
        let store = round.request.store;
        let keep = |part: &Part, reply: &Reply| cases[&part.hunk].keep(store, reply);
        let location = round.request.repository.map(Repository::location);
        let answers = self.reviewer.ask(&questions, location, round.diff, &round.request.config.egress, &keep)?;
        round.draft.usage.cloud = self.reviewer.usage();
        let mut responses = Vec::new();
        for (question, answer) in questions.iter().zip(answers) {
            round.draft.egress.extend(answer.egress);
            responses.extend(self.by_hunk(question, answer.replies));
        }
        Ok(responses)
    }

    fn read(reply: Reply) -> (Opinion, Reply) {
        (Opinion { verdict: reply.verdict, mistake: None }, reply)
    }

    fn consultation(hunk: &mut HunkState) -> &mut Consultation {
        &mut hunk.cloud
    }
}

impl CloudModel<'_> {
    /// Notes what would be sent.
    fn plan(&self, round: &mut Round<'_, '_>, questions: &[Question]) {
        for question in questions {
            let tokens = self.reviewer.estimate(question);
            let planned = Planned {
                path: question.path.clone(),
                lines: question.parts.iter().map(|part| part.lines).collect(),
                tokens: tokens.input + tokens.output,
                cost_usd: self.reviewer.cost(tokens),
            };
            round.draft.planned.push((planned, question.text().to_owned()));
        }
    }

    /// The replies to a question, by the hunks that it is about.
    fn by_hunk(&self, question: &Question, replies: Result<Vec<Reply>, String>) -> Responses<Reply> {
        let hunks = question.parts.iter().map(|part| part.hunk);
        match replies {
            Ok(replies) => {
                let answered = |answer| Response::Answered { by: self.reviewer.model().to_owned(), answer };
                hunks.zip(replies.into_iter().map(answered)).collect()
            }
            Err(reason) => hunks.map(|hunk| (hunk, Response::Unanswered(NoAnswer::Failed(reason.clone())))).collect(),
        }
    }
}

/// Puts hunks of one file into one request, in the order of the first of them.
fn questions(round: &mut Round<'_, '_>, cases: &[Case<CloudModel<'_>>]) -> Vec<Question> {
    let mut groups: Vec<(usize, Vec<Part>)> = Vec::new();
    for case in cases {
        let hunk = &round.draft.hunks[case.hunk];
        let part = part(case, hunk);
        match groups.iter_mut().find(|(file, parts)| *file == hunk.file && parts.len() < HUNKS_A_REQUEST) {
            Some((_, parts)) => parts.push(part),
            None => groups.push((hunk.file, vec![part])),
        }
    }
    groups.into_iter().map(|(file, parts)| question(round, file, parts)).collect()
}

fn part(case: &Case<CloudModel<'_>>, hunk: &HunkState) -> Part {
    Part { hunk: case.hunk, about: case.topic.clone(), suspicion: suspicion(hunk), lines: hunk.header.lines() }
}

fn question(round: &mut Round<'_, '_>, file: usize, mut parts: Vec<Part>) -> Question {
    parts.sort_by_key(|part| part.hunk);
    let redactor = round.sources.masked(file).redactor.clone();
    Question::new(round.diff.files[file].path(), parts, redactor)
}

/// What a model is told of why it is asked: what the tools of this machine suspect.
fn suspicion(hunk: &HunkState) -> Vec<String> {
    const MOST: usize = 3;
    let risk = hunk.risk().map(|risk| format!("a risk model gives it {}", percent(risk)));
    let reasons = hunk.reasons();
    let suspicions = reasons.iter().filter(|reason| reason.is_suspicion()).take(MOST);
    risk.into_iter().chain(suspicions.map(ToString::to_string)).collect()
}
