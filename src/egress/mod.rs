//! What may leave this machine. Text of the repository comes in; a [`Redacted`] text goes out, in which each secret is
//! a placeholder that says its kind. Providers take no other text. What left is told by [`EgressRecord`] and kept in a [`Log`].

mod known;
mod log;
mod masked;
mod policy;
mod redact;
mod redactor;
mod unseen;

pub use log::{Log, LogError};
pub use masked::Masked;
pub use redact::Redacted;
pub use redactor::{Expected, Redactor};

pub use crate::config::EgressPolicy as Policy;
pub use crate::finding::{EgressRecord, Redaction, ShownLines};
