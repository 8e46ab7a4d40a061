//! When a failed request is sent again: one policy for every server that the program talks to.

use std::hash::{BuildHasher, RandomState};
use std::thread::sleep;
use std::time::Duration;

use super::HttpError;

/// The pause before the first retry, at most; it doubles.
const FIRST_PAUSE: Duration = Duration::from_millis(400);

/// What is left of the retries of one request, or of one piece of work that takes several.
pub(crate) struct Retries {
    most: u32,
    used: u32,
    /// How much longer the server's own wishes to wait are followed, all of them together.
    patience: Duration,
}

impl Retries {
    /// At most so many retries in a row, and no longer wait for the server than this in all.
    pub fn new(most: u32, patience: Duration) -> Self {
        Self { most, used: 0, patience }
    }

    /// How long to wait before the request is sent again; `None` where that would not help. A server that names a time
    /// is sent the request after that time, whatever its status says.
    pub fn pause(&mut self, error: &HttpError) -> Option<Duration> {
        if self.used >= self.most || !(error.may_pass() || error.wait().is_some()) {
            return None;
        }
        let pause = match error.wait() {
            Some(wait) => {
                self.patience = self.patience.checked_sub(wait)?;
                wait
            }
            None => jittered(FIRST_PAUSE * 2_u32.pow(self.used)),
        };
        self.used += 1;
        Some(pause)
    }

    /// Whether to send a request again; it has waited by then.
    pub fn waited(&mut self, error: &HttpError) -> bool {
        self.pause(error).map(sleep).is_some()
    }

    /// Notes that the work has moved on, so that the next failure is the first of a new row.
    pub fn progressed(&mut self) {
        self.used = 0;
    }
}

/// Between half of a pause and all of it, so that those who failed together do not come back together.
fn jittered(pause: Duration) -> Duration {
    let random = u16::try_from(RandomState::new().hash_one(()) % 1000).unwrap_or_default();
    pause.mul_f64(0.5 + f64::from(random) / 2000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    fn status(status: u16, wait: Option<u64>) -> HttpError {
        let wait = wait.map(Duration::from_secs);
        HttpError::Status { host: "h".into(), status, said: String::new(), wait }
    }

    #[test]
    fn pauses_double_until_the_retries_are_used_up_and_begin_again_after_progress() {
        let mut retries = Retries::new(2, PATIENCE);
        for longest in [FIRST_PAUSE, FIRST_PAUSE * 2] {
            let pause = retries.pause(&status(503, None)).unwrap();
            assert!((longest / 2..=longest).contains(&pause), "{pause:?}");
        }
        assert_eq!(retries.pause(&status(503, None)), None);
        retries.progressed();
        assert!(retries.pause(&status(503, None)).unwrap() <= FIRST_PAUSE);
    }

    #[test]
    fn a_time_that_the_server_names_is_waited_for_within_the_patience_of_all_of_them() {
        let mut retries = Retries::new(9, PATIENCE);
        assert_eq!(retries.pause(&status(403, Some(15))), Some(Duration::from_secs(15)));
        assert_eq!(retries.pause(&status(429, Some(6))), None);
        assert_eq!(retries.pause(&status(429, Some(5))), Some(Duration::from_secs(5)));
    }

    #[test]
    fn what_cannot_pass_is_not_sent_again() {
        assert_eq!(Retries::new(9, PATIENCE).pause(&status(404, None)), None);
    }
}
