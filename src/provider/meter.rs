//! Who pays for requests: asked each time before one is sent, told where nothing of it left. A request that is sent
//! again is another one.

use std::cell::Cell;
use std::fmt;

/// What counts the requests of a call.
pub trait Meter: fmt::Debug {
    /// A request is about to be sent.
    ///
    /// # Errors
    /// In a sentence, why it may not be.
    fn begin(&self) -> Result<(), String>;

    /// Nothing of the request that was begun came to the server.
    fn kept(&self);
}

/// Counts, and lets everything be sent.
#[derive(Debug, Default)]
pub struct Attempts(Cell<usize>);

impl Attempts {
    /// How often something was sent.
    pub fn count(&self) -> usize {
        self.0.get()
    }
}

impl Meter for Attempts {
    fn begin(&self) -> Result<(), String> {
        self.0.set(self.0.get().saturating_add(1));
        Ok(())
    }

    fn kept(&self) {
        self.0.set(self.0.get().saturating_sub(1));
    }
}
