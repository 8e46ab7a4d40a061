//! Jobs that cannot be reviewed or may not comment.
