//! Whether a server is worth asking: one that is dead, or that fails again and again, is not asked any more in this run.

use std::sync::{Mutex, PoisonError};

use crate::http::HttpError;

/// So many requests in a row may fail for reasons that could pass.
const PATIENCE: usize = 3;

/// Remembers how requests went. Closed, as of an electric circuit, means that requests flow.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: usize,
    open: Option<String>,
}

impl Breaker {
    /// Why the server is not to be asked, where it is not.
    pub fn open(&self) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).open.clone()
    }

    /// Remembers a request that was answered.
    pub fn succeeded(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).failures = 0;
    }

    /// Remembers one that was not.
    pub fn failed(&self, error: &HttpError) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.failures += 1;
        if is_dead(error) || (error.may_pass() && state.failures >= PATIENCE) {
            state.open.get_or_insert_with(|| error.to_string());
        }
    }
}

/// Whether the next request would fail likewise. One that was waited for in vain has cost time enough.
fn is_dead(error: &HttpError) -> bool {
    match error {
        HttpError::Status { status, .. } => matches!(status, 401 | 403 | 404),
        HttpError::Cut { .. } | HttpError::Other { .. } => false,
        _ => true,
    }
}
