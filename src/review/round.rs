//! A round of questions to a generative model about the hunks of a change: what is known from earlier runs is taken over,
//! the rest is asked, kept and taken over, and what has no answer is counted. The local reviewer and the cloud model are
//! asked alike; a [`ReviewModel`] is what differs.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::Draft;
use super::hunk::{Consultation, HunkState, NoAnswer, rounded, unanswered_notes};
use super::placing::Author;
use super::request::Request;
use super::sources::Sources;
use crate::diff::Diff;
use crate::finding::{Opinion, Tier};
use crate::merge;
use crate::prompt::{self, HunkView, Reply, Verdict};
use crate::stage::{Degraded, Stage};
use crate::store::{Key, Store};

/// What can be asked about hunks.
pub(super) trait ReviewModel: Sized {
    /// What a question is made of, beside the hunk.
    type Topic;
    /// An answer, in the form in which it is kept.
    type Answer: Serialize + DeserializeOwned;
    /// The cache's word for such answers.
    const KIND: &'static str;
    /// The stage that it is.
    const STAGE: Stage;
    /// The tier of its findings.
    const TIER: Tier;
    /// What stands in the place of a rule's id in its findings.
    const RULE: &'static str;
    /// Confidence in a comment of a model that says none.
    const CONFIDENCE: f64;
    /// So many hunks are handed to it at once.
    const AT_ONCE: usize;

    /// What a question about a hunk is made of.
    fn topic(&self, view: &HunkView<'_>) -> Self::Topic;

    /// Who would answer and by what the answer is kept; `None` where nobody can be asked.
    fn kept_as(&self, view: &HunkView<'_>, topic: &Self::Topic) -> Option<KeptAs>;

    /// Asks about hunks whose answers are not known; the answers may come in another order, and need not be all.
    ///
    /// # Errors
    /// In a sentence, why nobody can be asked at all.
    fn ask(&mut self, round: &mut Round<'_, '_>, cases: Vec<Case<Self>>) -> Result<Responses<Self::Answer>, String>;

    /// What the model thinks of the hunk, and its reply.
    fn read(answer: Self::Answer) -> (Opinion, Reply);

    /// Where a hunk holds what came of it.
    fn consultation(hunk: &mut HunkState) -> &mut Consultation;
}

/// Who answers, and by what the answer is found again.
pub(super) struct KeptAs {
    pub by: String,
    pub key: Key,
}

/// A hunk that is asked about.
pub(super) struct Case<M: ReviewModel> {
    /// Its index in the draft.
    pub hunk: usize,
    pub topic: M::Topic,
    /// Nothing where answers are not kept.
    kept_as: Option<KeptAs>,
    known: Option<M::Answer>,
}

/// What came of questions, each with the index of its hunk in the draft.
pub(super) type Responses<T> = Vec<(usize, Response<T>)>;

/// What came of a question about one hunk.
pub(super) enum Response<T> {
    Answered {
        by: String,
        answer: T,
    },
    /// No model is for it.
    ByNobody,
    Unanswered(NoAnswer),
}

impl<M: ReviewModel> Case<M> {
    /// Whether the answer is known from an earlier run.
    pub fn is_known(&self) -> bool {
        self.known.is_some()
    }

    /// Keeps an answer for later runs, where answers are kept.
    pub fn keep(&self, store: Option<&Store>, answer: &M::Answer) {
        if let (Some(store), Some(KeptAs { by, key })) = (store, &self.kept_as) {
            store.put(M::KIND, key, by, answer);
        }
    }
}

/// What a round works on.
pub(super) struct Round<'r, 'd> {
    pub request: &'r Request<'r>,
    pub diff: &'d Diff,
    pub draft: &'r mut Draft,
    pub sources: &'r mut Sources<'d>,
}

impl Round<'_, '_> {
    /// Looks up what is known of hunks, in this order.
    pub fn look_up<M: ReviewModel>(&mut self, model: &M, order: &[usize]) -> Vec<Case<M>> {
        self.sources.read_ahead(order.iter().map(|&hunk| self.draft.hunks[hunk].file));
        order.iter().map(|&hunk| self.case(model, hunk)).collect()
    }

    fn case<M: ReviewModel>(&mut self, model: &M, hunk: usize) -> Case<M> {
        let store = self.request.store;
        let (topic, kept_as) = self.view(hunk, |view| {
            let topic = model.topic(view);
            let kept_as = if store.is_some() { model.kept_as(view, &topic) } else { None };
            (topic, kept_as)
        });
        let known = store.zip(kept_as.as_ref()).and_then(|(store, kept_as)| store.get(M::KIND, &kept_as.key));
        Case { hunk, topic, kept_as, known }
    }

    /// Shows a hunk as a model gets to see it.
    pub fn view<T>(&mut self, hunk: usize, show: impl FnOnce(&HunkView<'_>) -> T) -> T {
        let Draft { hunks, findings, .. } = &*self.draft;
        self.sources.view(&hunks[hunk], findings, self.request.guidelines, show)
    }

    /// Takes over what is known of the hunks, asks about the others, and takes over what is answered.
    pub fn run<M: ReviewModel>(&mut self, model: &mut M, cases: Vec<Case<M>>) {
        if cases.is_empty() {
            return;
        }
        self.count_hits(&cases);
        self.request.progress.start(cases.len() as u64);
        let mut cases = cases.into_iter();
        loop {
            let batch: Vec<_> = cases.by_ref().take(M::AT_ONCE).collect();
            if batch.is_empty() {
                break;
            }
            let steps = batch.len() as u64;
            if let Err(reason) = self.run_batch(model, batch) {
                self.draft.degraded.push(Degraded::missing(M::STAGE, reason));
                return;
            }
            self.request.progress.advance(steps);
        }
        self.note_unanswered::<M>();
    }

    fn count_hits<M: ReviewModel>(&mut self, cases: &[Case<M>]) {
        let looked_up = cases.iter().filter(|case| case.kept_as.is_some()).count();
        let hits = cases.iter().filter(|case| case.is_known()).count();
        self.draft.usage.cache.hits += hits;
        self.draft.usage.cache.misses += looked_up - hits;
    }

    fn run_batch<M: ReviewModel>(&mut self, model: &mut M, batch: Vec<Case<M>>) -> Result<(), String> {
        let mut new = Vec::new();
        for mut case in batch {
            match (case.known.take(), &case.kept_as) {
                (Some(answer), Some(KeptAs { by, .. })) => self.take_over::<M>(case.hunk, by.clone(), answer),
                _ => new.push(case),
            }
        }
        if new.is_empty() {
            return Ok(());
        }
        for (hunk, response) in model.ask(self, new)? {
            match response {
                Response::Answered { by, answer } => self.take_over::<M>(hunk, by, answer),
                Response::ByNobody => {}
                Response::Unanswered(reason) => {
                    *M::consultation(&mut self.draft.hunks[hunk]) = Consultation::Unanswered(reason);
                }
            }
        }
        Ok(())
    }

    /// Notes an answer in its hunk, and writes what it says into the draft.
    fn take_over<M: ReviewModel>(&mut self, hunk: usize, by: String, answer: M::Answer) {
        let (opinion, reply) = M::read(answer);
        *M::consultation(&mut self.draft.hunks[hunk]) = Consultation::Answered { by, opinion };
        for dispute in &reply.disputes {
            self.dispute(hunk, M::RULE, dispute);
        }
        if opinion.verdict == Verdict::Comment {
            let confidence = opinion.mistake.map_or(M::CONFIDENCE, rounded);
            let author = Author { tier: M::TIER, rule: M::RULE, confidence };
            self.place_comments(hunk, author, reply.comments);
        }
    }

    /// Holds a model's word against the findings of a rule in a hunk.
    fn dispute(&mut self, hunk: usize, by: &str, dispute: &prompt::Dispute) {
        let Draft { hunks, findings, disputes, .. } = &mut *self.draft;
        let id = &*hunks[hunk].id;
        let meant = findings.iter().filter(|own| own.rule == dispute.rule && own.hunk.as_deref() == Some(id));
        disputes.extend(meant.map(|finding| merge::Dispute {
            finding: finding.id.clone(),
            reason: dispute.reason.clone(),
            by: by.to_owned(),
        }));
    }

    /// Says for how many hunks there is no answer, and why.
    fn note_unanswered<M: ReviewModel>(&mut self) {
        let consultations: Vec<_> = self.draft.hunks.iter_mut().map(|hunk| &*M::consultation(hunk)).collect();
        let is_answered = consultations.iter().any(|own| own.opinion().is_some());
        let notes = unanswered_notes(consultations);
        let degraded = if is_answered { Degraded::incomplete } else { Degraded::missing };
        self.draft.degraded.extend(notes.into_iter().map(|note| degraded(M::STAGE, note)));
    }
}
