//! What GitHub does not take, and what is said then.
