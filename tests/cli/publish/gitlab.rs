//! A GitLab on this machine.
