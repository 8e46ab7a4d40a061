//! What GitLab does not take, jobs that may not comment, and what is said then.
