//! Trying again what failed and may pass: a few times in a row, with longer and longer pauses.

use std::thread::sleep;
use std::time::Duration;

use super::HttpError;

/// How long to wait before each new try.
const PAUSES: [Duration; 3] = [Duration::from_millis(250), Duration::from_secs(1), Duration::from_secs(3)];

/// How often something may still fail in a row.
pub(crate) struct Patience(std::slice::Iter<'static, Duration>);

impl Patience {
    pub(crate) fn new() -> Self {
        Self(PAUSES.iter())
    }

    /// Whether to try again; it has waited by then.
    pub(crate) fn again(&mut self, error: &HttpError) -> bool {
        let pause = self.0.next().filter(|_| error.may_pass());
        pause.map(|pause| sleep(*pause)).is_some()
    }
}
