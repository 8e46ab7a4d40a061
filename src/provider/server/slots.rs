//! So many requests at a time, and no more.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Places for requests that are under way.
#[derive(Debug)]
pub(super) struct Slots {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A place that is taken; it is free again when this is dropped.
pub(super) struct Slot<'a>(&'a Slots);

impl Slots {
    /// So many places, and one at the least.
    pub fn new(count: usize) -> Self {
        Self { free: Mutex::new(count.max(1)), freed: Condvar::new() }
    }

    /// Waits for a place, until the deadline.
    pub fn take(&self, deadline: Instant) -> Option<Slot<'_>> {
        let time = deadline.saturating_duration_since(Instant::now());
        let waited = self.freed.wait_timeout_while(self.free(), time, |free| *free == 0);
        let (mut free, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        if timeout.timed_out() {
            return None;
        }
        *free -= 1;
        Some(Slot(self))
    }

    fn free(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.free() += 1;
        self.0.freed.notify_one();
    }
}
