//! What may leave this machine. Text of the repository comes in; a [`Redacted`] text goes out, in which each secret is
//! a placeholder that says its kind. Providers take no other text.

mod left;
mod masked;
mod policy;
mod redact;

pub use left::{Left, Shown};
pub use masked::Masked;
pub use policy::Policy;
pub use redact::{Redacted, Redaction, Redactor};
