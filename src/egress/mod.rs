//! What may leave this machine. Text of the repository comes in; a [`Redacted`] text goes out, in which each secret is
//! a placeholder that says its kind. Providers take no other text. What left is told by [`EgressRecord`] and kept in a [`Log`].

mod known;
mod log;
mod masked;
mod policy;
mod record;
mod redact;
mod redactor;
mod unseen;

pub use log::{Log, LogError};
pub use masked::Masked;
pub use policy::Policy;
pub use record::{EgressRecord, ShownLines};
pub use redact::{Redacted, Redaction};
pub use redactor::Redactor;
