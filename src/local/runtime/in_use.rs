//! A lock that all threads that use the library share, until it is closed for good.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Held by any number of threads at once.
#[derive(Debug)]
pub(super) struct InUse(RwLock<()>);

impl InUse {
    pub(super) const fn new() -> Self {
        Self(RwLock::new(()))
    }

    /// Holds it until the guard is dropped; waits forever where it was closed.
    pub(super) fn hold(&self) -> RwLockReadGuard<'_, ()> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until no thread holds it, and lets none hold it again.
    pub(super) fn close(&self) {
        std::mem::forget(self.0.write());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_closes_when_no_thread_holds_it_and_stays_closed() {
        let in_use = InUse::new();
        let (one, two) = (in_use.hold(), in_use.hold());
        drop(one);
        assert!(in_use.0.try_write().is_err());
        drop(two);
        in_use.close();
        assert!(in_use.0.try_read().is_err());
    }
}
