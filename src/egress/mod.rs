//! What may leave this machine. Text of the repository comes in; a [`Redacted`] text goes out, in which each secret is
//! a placeholder that says its kind. Providers take no other text.

mod redact;

pub use redact::{Redacted, Redaction, Redactor};
