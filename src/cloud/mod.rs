//! Stage 5: a stronger model is asked about the few hard cases. Questions come in, replies go out, with a record of what
//! left the machine for them. Nothing is sent but redacted text, within the budget of the run.

mod agent;
mod budget;
mod question;
#[cfg(test)]
mod tests;
mod tools;
mod tree;

pub use agent::Limits;
pub use budget::{Budget, Ceilings, Spent, tokens_of};
pub use question::{Part, Question};
pub use tools::Seen;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use self::agent::{Conversation, Shared, Traffic};
use self::tree::Tree;
use crate::config::{CloudLimits, CloudSection, ConfigFile, Escalate};
use crate::diff::Diff;
use crate::egress::{EgressRecord, Policy, ShownLines};
use crate::finding::{CloudUsage, Tier};
use crate::git::Location;
use crate::prompt::{Reply, case_schema};
use crate::provider::{self, Prices, Tokens};
use crate::store::Key;
use crate::text::sentence;

/// What every cloud model is told first: the task and the form of the answer.
pub const INSTRUCTIONS: &str = include_str!("instructions.md");

/// Bodies of questions are cut to so many tokens a hunk, and a request holds so many hunks at the most.
pub const HUNK_TOKENS: usize = 1500;
pub const HUNKS_A_REQUEST: usize = 4;

/// A cloud model, as the user set it up.
pub struct CloudReviewer {
    section: CloudSection,
    only_plans: bool,
    destination: String,
    model: String,
    budget: Budget,
    limits: Limits,
    time: Duration,
    workers: usize,
    /// How every question is asked, for the keys of answers.
    manner: String,
}

/// What came of a question.
#[derive(Debug)]
pub struct CloudAnswer {
    /// The reply about each of its hunks, or in a sentence why there is none.
    pub replies: Result<Vec<Reply>, String>,
    /// What left the machine for it.
    pub egress: Option<EgressRecord>,
}

impl CloudReviewer {
    /// The cloud model of the configuration; `None` where the cloud is off. Its key is asked for when there is something
    /// to ask; one that only plans needs none.
    ///
    /// # Errors
    /// In a sentence, what the configuration lacks.
    pub fn from_config(config: &ConfigFile, only_plans: bool) -> Result<Option<Self>, String> {
        let section = &config.cloud;
        if section.provider.is_none() || config.route.escalate == Some(Escalate::Never) {
            return Ok(None);
        }
        let (destination, model) = provider::target(section).map_err(|error| sentence(&error))?;
        let CloudLimits { tokens, cost, time, concurrency, .. } = section.limits();
        let budget = Budget::new(Ceilings { tokens, cost }, Prices::from_section(section), &model)?;
        let limits = Limits::default();
        let manner = format!("{INSTRUCTIONS} {:?} {} {limits:?}", tools::tools(), case_schema());
        Ok(Some(Self {
            section: section.clone(),
            only_plans,
            destination,
            model,
            budget,
            limits,
            manner,
            time,
            workers: concurrency,
        }))
    }

    /// The server that is asked.
    pub fn destination(&self) -> &str {
        &self.destination
    }

    /// The model, as the server calls it.
    pub fn model(&self) -> &str {
        &self.model
    }

    /// Whether nothing is sent in this run.
    pub fn only_plans(&self) -> bool {
        self.only_plans
    }

    /// What was spent so far.
    pub fn usage(&self) -> CloudUsage {
        let Spent { requests, tokens, .. } = self.budget.spent();
        CloudUsage {
            requests,
            input_tokens: tokens.input,
            output_tokens: tokens.output,
            cost_usd: self.budget.cost(tokens).map(|dollars| (dollars * 1e6).round() / 1e6),
        }
    }

    /// What so many tokens cost in US dollars, where the price is known.
    pub fn cost(&self, tokens: Tokens) -> Option<f64> {
        self.budget.cost(tokens)
    }

    /// By what the answer about a hunk is known again: the hunk with all that a model is told of it, the model and how it
    /// is asked.
    pub fn key(&self, path: &str, about: &str) -> Key {
        Key::of(&[&self.destination, &self.model, &self.manner, path, about])
    }

    /// What a question takes at the least and as a rule: one request with a short answer.
    pub fn estimate(&self, question: &Question) -> Tokens {
        const USUAL_REPLY: u64 = 200;
        let fixed = tokens_of(INSTRUCTIONS) + agent::tokens_of_tools(&tools::tools());
        Tokens { input: fixed + tokens_of(question.text()), output: USUAL_REPLY, ..Tokens::default() }
    }

    /// Asks the questions, several at once; the answers come in their order. A reply about a hunk is handed over to be
    /// kept as soon as it is there: the run may end before the others are.
    ///
    /// # Errors
    /// In a sentence, why nobody can be asked: there is no key.
    pub fn ask(
        &self,
        questions: &[Question],
        location: Option<&Location>,
        diff: &Diff,
        policy: &Policy,
        keep: &(dyn Fn(&Part, &Reply) + Sync),
    ) -> Result<Vec<CloudAnswer>, String> {
        let provider = provider::open(&self.section).map_err(|error| sentence(&error))?;
        let shared = Shared {
            provider: &*provider,
            budget: &self.budget,
            limits: self.limits,
            system: policy.redactor().redact(INSTRUCTIONS),
            tools: tools::tools(),
            deadline: Instant::now() + self.time,
        };
        let files = Tree::files(location, diff);
        let next = AtomicUsize::new(0);
        let answers = Mutex::new(Vec::new());
        let work = || {
            let tree = Tree::new(location, Arc::clone(&files), diff, policy);
            while let Some((index, question)) = take(&next, questions) {
                let answer = self.answer(&shared, &tree, question);
                let replies = question.parts.iter().zip(answer.replies.iter().flatten());
                replies.for_each(|(part, reply)| keep(part, reply));
                answers.lock().unwrap_or_else(PoisonError::into_inner).push((index, answer));
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.workers.min(questions.len()) {
                scope.spawn(work);
            }
        });
        let mut answers = answers.into_inner().unwrap_or_else(PoisonError::into_inner);
        answers.sort_by_key(|(index, _)| *index);
        Ok(answers.into_iter().map(|(_, answer)| answer).collect())
    }

    fn answer(&self, shared: &Shared<'_>, tree: &Tree<'_>, question: &Question) -> CloudAnswer {
        let conversation = Conversation::new(shared, tree, question.redactor.clone(), question.text.clone());
        let (reply, traffic) = conversation.go(question.parts.len());
        let egress = traffic.sent.then(|| self.record(question, traffic));
        CloudAnswer { replies: reply.map(|reply| reply.by_hunk(question.parts.len())), egress }
    }

    fn record(&self, question: &Question, traffic: Traffic) -> EgressRecord {
        let asked = question.parts.iter().map(|part| (question.path.clone(), part.lines.0, part.lines.1));
        let looked = traffic.seen.into_iter().map(|seen| (seen.path, seen.first, seen.last));
        let shown = asked.chain(looked).map(|(path, first, last)| ShownLines { path, first, last });
        EgressRecord::new(Tier::Cloud, &self.destination, &self.model, shown, traffic.bytes, &traffic.redactions)
    }
}

/// The next question that nobody has taken yet.
fn take<'q>(next: &AtomicUsize, questions: &'q [Question]) -> Option<(usize, &'q Question)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    questions.get(index).map(|question| (index, question))
}
