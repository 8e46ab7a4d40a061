//! At most so many requests at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// A number of slots.
#[derive(Debug)]
pub(super) struct Slots {
    free: Mutex<usize>,
    given_back: Condvar,
}

/// A slot that is taken, given back when it is dropped.
pub(super) struct Slot<'s>(&'s Slots);

impl Slots {
    pub fn new(count: usize) -> Self {
        Self { free: Mutex::new(count.max(1)), given_back: Condvar::new() }
    }

    /// Waits for a free slot; `None` where there is none by the deadline.
    pub fn take(&self, deadline: Instant) -> Option<Slot<'_>> {
        let mut free = self.lock();
        while *free == 0 {
            let left = deadline.checked_duration_since(Instant::now())?;
            free = self.given_back.wait_timeout(free, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        *free -= 1;
        Some(Slot(self))
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        *self.0.lock() += 1;
        self.0.given_back.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn no_more_than_so_many_are_given_and_one_that_is_back_is_given_again() {
        let slots = Slots::new(1);
        let soon = || Instant::now() + Duration::from_millis(5);
        let first = slots.take(soon());
        assert!(first.is_some() && slots.take(soon()).is_none());
        drop(first);
        assert!(slots.take(soon()).is_some());
    }
}
