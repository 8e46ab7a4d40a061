//! The circuit breaker: after what cannot pass, or failures in a row, a server is not asked again in this run.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::http::HttpError;

/// Failures in a row after which a server is given up.
const MOST_FAILURES: usize = 3;
/// A longer rest than this is not waited for.
pub(super) const LONGEST_REST: Duration = Duration::from_secs(20);

/// What is known of a server's health, for all threads.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    /// Why the server is given up, where it is.
    open: Option<String>,
    failures: usize,
    last: Option<Instant>,
}

impl Breaker {
    /// Why the server is given up, where it is.
    pub fn open(&self) -> Option<String> {
        self.state().open.clone()
    }

    /// Notes that the server answered.
    pub fn passed(&self) {
        self.state().failures = 0;
    }

    /// Notes a failure of a request that began then. Requests that were under way together fail as one.
    pub fn failed(&self, error: &HttpError, begun: Instant) {
        let mut state = self.state();
        if is_hopeless(error) {
            state.failures = MOST_FAILURES;
        } else if !error.may_pass() {
            state.failures = 0;
        } else if state.last.is_none_or(|last| begun >= last) {
            state.last = Some(Instant::now());
            state.failures += 1;
        }
        if state.failures >= MOST_FAILURES {
            state.open.get_or_insert_with(|| error.to_string());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether every other request of this run would fail in the same way.
fn is_hopeless(error: &HttpError) -> bool {
    match error {
        HttpError::Status { status: 401 | 403 | 404, .. } => true,
        HttpError::Status { .. } => error.wait().is_some_and(|rest| rest > LONGEST_REST),
        // One that was waited for in vain has cost time enough, and is among the rest.
        HttpError::Cut { .. } | HttpError::Other { .. } => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut() -> HttpError {
        HttpError::Cut { host: "h".into(), reason: String::new() }
    }

    #[test]
    fn what_cannot_pass_opens_it_at_once_and_what_may_after_three_in_a_row() {
        let breaker = Breaker::default();
        for _ in 0..2 {
            breaker.failed(&cut(), Instant::now());
        }
        breaker.passed();
        for open in [false, false, true] {
            breaker.failed(&cut(), Instant::now());
            assert_eq!(breaker.open().is_some(), open);
        }
        let breaker = Breaker::default();
        breaker.failed(&HttpError::Timeout { host: "h".into() }, Instant::now());
        assert_eq!(breaker.open().as_deref(), Some("h did not answer in time"));
    }

    #[test]
    fn requests_that_were_under_way_together_fail_as_one() {
        let (breaker, begun) = (Breaker::default(), Instant::now());
        for _ in 0..9 {
            breaker.failed(&cut(), begun);
        }
        assert!(breaker.open().is_none());
    }
}
