//! A reviewer that is loaded, and what it has cost so far.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Answer, Identity, Reviewer};
use crate::egress::EgressRecord;
use crate::finding::ModelTiming;
use crate::prompt::HunkView;
use crate::text::sentence;

/// A loaded reviewer that keeps count of what it takes.
pub struct LoadedReviewer {
    reviewer: Box<dyn Reviewer>,
    identity: Identity,
    spent: Spent,
}

/// What a reviewer has taken so far; it outlives the reviewer.
pub(super) type Spent = Arc<Mutex<ModelTiming>>;

impl LoadedReviewer {
    /// A reviewer that took so long to load and so many bytes.
    pub fn new(reviewer: Box<dyn Reviewer>, identity: Identity, load: Duration, memory: u64) -> Self {
        #[allow(clippy::cast_precision_loss)] // for people
        let memory_mb = memory as f64 / f64::from(1 << 20);
        let spent =
            ModelTiming { model: reviewer.name().to_owned(), load_ms: ms(load), memory_mb, ..ModelTiming::default() };
        Self { reviewer, identity, spent: Arc::new(Mutex::new(spent)) }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.reviewer.name()
    }

    /// By what its answers are known again.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// Whether what it is shown goes to another machine.
    pub fn leaves(&self) -> bool {
        self.reviewer.leaves()
    }

    /// What it was shown in another process since this was asked last.
    pub fn take_egress(&self) -> Vec<EgressRecord> {
        self.reviewer.take_egress()
    }

    /// Asks it about a hunk.
    ///
    /// # Errors
    /// In a sentence, why there is no answer.
    pub fn ask(&self, view: &HunkView<'_>, deadline: Instant) -> Result<Answer, String> {
        let start = Instant::now();
        let answer = self.reviewer.review(view, deadline);
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        spent.hunks += 1;
        spent.work_ms += ms(start.elapsed());
        if let Ok(answer) = &answer {
            let effort = answer.effort;
            let read = effort.prompt_tokens.saturating_sub(effort.reused_tokens) as u64;
            spent.prompt_tokens = spent.prompt_tokens.saturating_add(read);
            spent.reused_tokens += effort.reused_tokens as u64;
            spent.reply_tokens = spent.reply_tokens.saturating_add(effort.reply_tokens as u64);
        }
        answer.map_err(|error| sentence(&error))
    }

    /// What it has taken.
    pub(super) fn spent(&self) -> Spent {
        self.spent.clone()
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
