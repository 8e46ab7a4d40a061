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
    open: bool,
    failures: usize,
    last: Option<Instant>,
}

impl Breaker {
    /// Whether the server is given up.
    pub fn is_open(&self) -> bool {
        self.state().open
    }

    /// Notes that the server answered.
    pub fn passed(&self) {
        self.state().failures = 0;
    }

    /// Notes a failure of a request that began then. Requests that were under way together fail as one.
    pub fn failed(&self, error: &HttpError, begun: Instant) {
        let mut state = self.state();
        if is_hopeless(error) {
            state.open = true;
        } else if !error.may_pass() {
            state.failures = 0;
        } else if state.last.is_none_or(|last| begun >= last) {
            state.last = Some(Instant::now());
            state.failures += 1;
            state.open |= state.failures >= MOST_FAILURES;
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
        HttpError::Timeout { .. } | HttpError::Cut { .. } | HttpError::Other { .. } => false,
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeout() -> HttpError {
        HttpError::Timeout { host: "h".into() }
    }

    #[test]
    fn what_cannot_pass_opens_it_at_once_and_what_may_after_three_in_a_row() {
        let breaker = Breaker::default();
        for _ in 0..2 {
            breaker.failed(&timeout(), Instant::now());
        }
        breaker.passed();
        for open in [false, false, true] {
            breaker.failed(&timeout(), Instant::now());
            assert_eq!(breaker.is_open(), open);
        }
        let breaker = Breaker::default();
        breaker.failed(&HttpError::Dns { host: "h".into() }, Instant::now());
        assert!(breaker.is_open());
    }

    #[test]
    fn requests_that_were_under_way_together_fail_as_one() {
        let (breaker, begun) = (Breaker::default(), Instant::now());
        for _ in 0..9 {
            breaker.failed(&timeout(), begun);
        }
        assert!(!breaker.is_open());
    }
}
