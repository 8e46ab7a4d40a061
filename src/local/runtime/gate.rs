//! The gate of the library: threads go in and out, until it is closed for good.

use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Open for any number of threads at once.
#[derive(Debug)]
pub(super) struct Gate(RwLock<()>);

impl Gate {
    pub(super) const fn new() -> Self {
        Self(RwLock::new(()))
    }

    /// Goes in, and out where the guard is dropped; waits for ever where the gate was closed.
    pub(super) fn enter(&self) -> RwLockReadGuard<'_, ()> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until all are out, and lets none in any more.
    pub(super) fn close(&self) {
        std::mem::forget(self.0.write());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_closes_when_all_are_out_and_stays_closed() {
        let gate = Gate::new();
        let (one, two) = (gate.enter(), gate.enter());
        drop(one);
        assert!(gate.0.try_write().is_err());
        drop(two);
        gate.close();
        assert!(gate.0.try_read().is_err());
    }
}
