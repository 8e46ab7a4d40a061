//! The rules of the program as tables that `src/build.rs` writes, so that no file is parsed when the program runs.

// Numbers are written as they are in the files.
#![allow(clippy::unreadable_literal)]

use std::borrow::Cow;

use super::file::{Example, On, RuleFile};
use crate::finding::Severity;
use crate::syntax::Scope;

/// A rule of the program: its file, with what it shares, and its query.
pub(super) struct Builtin {
    pub file: RuleFile,
    pub query: Option<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/rules.rs"));
