//! The cloud model at work: the hard cases become questions, its answers findings, remarks and disputes. What was
//! answered before is not asked again, and what nothing may be sent for is planned and not sent.

use std::collections::BTreeMap;

use git2::Repository;

use super::Request;
use super::draft::Draft;
use super::placing::{Asker, place_comments};
use super::routing::{self, HARD};
use super::sources::Sources;
use crate::cloud::{Adviser, HUNK_TOKENS, HUNKS_A_REQUEST, Part, Question, tokens_of};
use crate::diff::Diff;
use crate::finding::{CLOUD_REVIEWER, Decision, Finding, HunkReport, Planned, Tier};
use crate::merge::Argument;
use crate::prompt::{Reply, Verdict, about};
use crate::route::{Policy, Route, decide};
use crate::store::Key;
use crate::text::counted;

/// Confidence in a comment of a model that says none.
const UNKNOWN: f64 = 0.6;

/// The cache's word for answers of cloud models.
const KIND: &str = "cloud";

/// A hunk that may go to the cloud.
struct Case {
    part: Part,
    key: Key,
    /// The answer of an earlier run.
    known: Option<Reply>,
}

/// Decides which hunks are hard cases, and has them answered where there is somebody to ask.
pub(super) fn advise<'d>(request: &Request<'_>, diff: &'d Diff, sources: &mut Sources<'d>, draft: &mut Draft) {
    let mut evidence = routing::evidence(request, diff, draft);
    let policy = Policy::of(&request.config.file.route);
    let Some(adviser) = request.adviser else {
        return routing::note(draft, &evidence, &decide(&policy, &evidence));
    };
    let all = in_order(&decide(&Policy { max_share: 1.0, ..policy }, &evidence));
    sources.read_ahead(all.iter().map(|&report| draft.places[report].file));
    let mut cases: BTreeMap<usize, Case> =
        all.into_iter().map(|report| (report, case(request, adviser, draft, sources, report))).collect();
    for (&report, case) in &cases {
        evidence[report].known = case.known.is_some();
    }
    let routes = decide(&policy, &evidence);
    routing::note(draft, &evidence, &routes);
    let gone: Vec<_> = in_order(&routes).into_iter().filter_map(|report| cases.remove(&report)).collect();
    Round { request, adviser, diff, draft, sources }.go(gone);
}

/// The indices of the hunks that go, in the order in which they do.
fn in_order(routes: &[Route]) -> Vec<usize> {
    let rank = |index: usize| match routes[index] {
        Route::Escalate { rank, .. } => Some((rank, index)),
        _ => None,
    };
    let mut order: Vec<_> = (0..routes.len()).filter_map(rank).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// What a model would be told of a hunk, and what it answered before.
fn case(request: &Request<'_>, adviser: &Adviser, draft: &Draft, sources: &mut Sources<'_>, report: usize) -> Case {
    let count = |text: &str| usize::try_from(tokens_of(text)).unwrap_or(usize::MAX);
    let about = sources.view(request, draft, report, |view| about(view, HUNK_TOKENS, &count));
    let hunk = &draft.hunks[report];
    let key = adviser.key(&hunk.path, &about);
    let known = request.store.and_then(|store| store.get(KIND, &key));
    Case { part: Part { report, about, suspicion: Vec::new(), lines: lines(hunk) }, key, known }
}

/// The first and the last line of a hunk, on the side that there is.
fn lines(hunk: &HunkReport) -> (u32, u32) {
    let (first, count) =
        if hunk.new_lines > 0 { (hunk.new_start, hunk.new_lines) } else { (hunk.old_start, hunk.old_lines) };
    (first, (first + count).saturating_sub(1))
}

/// One round of questions.
struct Round<'r, 'd> {
    request: &'r Request<'r>,
    adviser: &'r Adviser,
    diff: &'d Diff,
    draft: &'r mut Draft,
    sources: &'r mut Sources<'d>,
}

impl Round<'_, '_> {
    fn go(&mut self, cases: Vec<Case>) {
        let (known, new): (Vec<_>, Vec<_>) = cases.into_iter().partition(|case| case.known.is_some());
        if self.request.store.is_some() {
            self.draft.usage.cache.hits += known.len();
            self.draft.usage.cache.misses += new.len();
        }
        for Case { part, known, .. } in known {
            self.take_over(part.report, known.expect("it is one that is known"));
        }
        let keys: BTreeMap<usize, Key> = new.iter().map(|case| (case.part.report, case.key.clone())).collect();
        let questions = self.questions(new);
        if self.adviser.only_plans() {
            self.plan(&questions);
        } else if !questions.is_empty() {
            self.ask(&questions, &keys);
        }
    }

    /// Puts hunks of one file into one request, in the order of the first of them.
    fn questions(&mut self, cases: Vec<Case>) -> Vec<Question> {
        let mut groups: Vec<(usize, Vec<Part>)> = Vec::new();
        for Case { mut part, .. } in cases {
            part.suspicion = suspicion(&self.draft.hunks[part.report]);
            let file = self.draft.places[part.report].file;
            match groups.iter_mut().find(|(own, parts)| *own == file && parts.len() < HUNKS_A_REQUEST) {
                Some((_, parts)) => parts.push(part),
                None => groups.push((file, vec![part])),
            }
        }
        let question = |(file, mut parts): (usize, Vec<Part>)| {
            parts.sort_by_key(|part| part.report);
            let redactor = self.sources.shown(file).redactor.clone();
            Question::new(self.diff.files[file].path(), parts, redactor)
        };
        groups.into_iter().map(question).collect()
    }

    /// Notes what would be sent.
    fn plan(&mut self, questions: &[Question]) {
        for question in questions {
            let tokens = self.adviser.estimate(question);
            let lines = question.parts.iter().map(|part| part.lines).collect();
            let cost_usd = self.adviser.cost(tokens);
            let path = question.path.clone();
            self.draft.planned.push(Planned { path, lines, tokens: tokens.input + tokens.output, cost_usd });
            self.draft.prompts.push(question.text().to_owned());
        }
    }

    fn ask(&mut self, questions: &[Question], keys: &BTreeMap<usize, Key>) {
        let Request { repository, store, config, .. } = *self.request;
        let git_dir = repository.map(Repository::path);
        let keep = |part: &Part, reply: &Reply| {
            if let Some(store) = store {
                store.put(KIND, &keys[&part.report], self.adviser.model(), reply);
            }
        };
        let answers = match self.adviser.ask(questions, git_dir, self.diff, &config.egress, &keep) {
            Ok(answers) => answers,
            Err(reason) => return self.draft.degrade("cloud", [reason]),
        };
        let mut failures: BTreeMap<String, usize> = BTreeMap::new();
        for (question, advice) in questions.iter().zip(answers) {
            self.draft.egress.extend(advice.left);
            match advice.replies {
                Ok(replies) => {
                    question.parts.iter().zip(replies).for_each(|(part, reply)| self.take_over(part.report, reply));
                }
                Err(reason) => {
                    *failures.entry(reason).or_default() += question.parts.len();
                }
            }
        }
        let said = failures.into_iter().map(|(reason, hunks)| format!("{}: {reason}", counted(hunks, "hunk")));
        self.draft.degrade("cloud", said);
        self.draft.usage.cloud = self.adviser.usage();
    }

    /// Writes a reply about one hunk into the draft.
    fn take_over(&mut self, report: usize, reply: Reply) {
        let hunk = &mut self.draft.hunks[report];
        hunk.decision = Decision::Cloud;
        hunk.reasons.push(
            match reply.verdict {
                Verdict::Clear => "the cloud model sees no mistake",
                Verdict::Comment => "the cloud model comments",
                Verdict::Hard => "the cloud model cannot tell",
            }
            .to_owned(),
        );
        let id = hunk.id.clone();
        for dispute in &reply.disputes {
            let about = |finding: &&Finding| finding.rule == dispute.rule && finding.hunk.as_deref() == Some(&*id);
            let argument = |finding: &Finding| Argument {
                finding: finding.id.clone(),
                reason: dispute.reason.clone(),
                by: CLOUD_REVIEWER.to_owned(),
            };
            self.draft.arguments.extend(self.draft.findings.iter().filter(about).map(argument));
        }
        if reply.verdict == Verdict::Comment {
            let asker = Asker { tier: Tier::Cloud, rule: CLOUD_REVIEWER, confidence: UNKNOWN };
            place_comments(self.draft, self.diff, self.sources, report, asker, reply.comments);
        }
    }
}

/// What a model is told of why it is asked: what the tools of this machine suspect.
fn suspicion(hunk: &HunkReport) -> Vec<String> {
    const MOST: usize = 3;
    let risk = hunk.risk.map(|risk| format!("a risk model gives it {:.0}%", risk * 100.0));
    let facts = hunk.reasons.iter().filter(|reason| !reason.starts_with(HARD) && !reason.starts_with("safer"));
    risk.into_iter().chain(facts.take(MOST).cloned()).collect()
}
