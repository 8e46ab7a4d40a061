//! The groups of features: what one reason is about, and what the classes of words and the table of features name.

use serde::{Deserialize, Serialize};

/// Features that make up one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Group {
    /// How much is added and removed.
    Size,
    /// How the added lines differ from the removed ones.
    Edit,
    /// Its part of the change.
    Share,
    /// The change as a whole.
    Change,
    /// Conditions, comparisons and empty values.
    Conditions,
    /// Loops.
    Loops,
    /// Calculations, bits and indices.
    Operators,
    /// Assignments and changes of state.
    State,
    /// Calls and attributes.
    Calls,
    /// Ways out and error handling.
    Errors,
    /// Threads, locks, asynchronous and unsafe code.
    Concurrency,
    /// Literals, input and output, text and time.
    Data,
    /// Definitions, imports and types.
    Definitions,
    /// The names that occur.
    Names,
    /// Where in its function and its file it stands.
    Place,
    /// What kind of file it is in.
    File,
    /// Tests.
    Tests,
    /// Comments, messages and layout.
    Prose,
    /// The words themselves, hashed.
    Words,
}

impl Group {
    /// Every group.
    pub const ALL: [Self; 19] = [
        Self::Size,
        Self::Edit,
        Self::Share,
        Self::Change,
        Self::Conditions,
        Self::Loops,
        Self::Operators,
        Self::State,
        Self::Calls,
        Self::Errors,
        Self::Concurrency,
        Self::Data,
        Self::Definitions,
        Self::Names,
        Self::Place,
        Self::File,
        Self::Tests,
        Self::Prose,
        Self::Words,
    ];
}
