//! A code reviewer for the diff that you are about to push: deterministic rules first, models on this machine next, a
//! cloud model for what is left.
//!
//! The modules below are in reading order, and each imports only from those above it (a test checks that):
//!
//! - **words**: what everything else is said in. Stages, findings, progress, the settings of rules, small functions over
//!   text, globs, plain files, the user's folders, digests, the data that is part of the program and confined threads.
//! - **input**: what is reviewed. The configuration, the project's own files, the diff, parsed files, the ids of hunks and
//!   findings, suppression comments and secrets.
//! - **facts**: what the code of a file says: what binds a name, what is called.
//! - **rules**: the deterministic pass over both sides of the diff.
//! - **models**: what may leave the machine, what models are asked, the servers, the cache, and the models themselves.
//! - **decisions**: which hunks are hard, what becomes of findings, and the pipeline that runs the stages.
//! - **output**: reports, comments on pull requests, applied suggestions.
//! - **judging**: the tool measured on a repository's past, models compared, what is learned from it.
//! - **surfaces**: the command line.
//! - **fuzzing**: what holds for any input from outside; only part of tests.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod stage;
pub mod finding;
pub mod progress;
pub mod settings;
pub(crate) mod text;
pub(crate) mod globs;
pub(crate) mod plain;
pub(crate) mod state;
pub(crate) mod digest;
pub(crate) mod embedded;
pub(crate) mod confine;

pub mod config;
pub mod git;
pub mod project;
pub mod diff;
pub mod syntax;
pub mod ids;
pub mod suppress;
pub mod secrets;

pub mod facts;

pub mod rules;

pub mod egress;
pub mod prompt;
pub(crate) mod http;
pub mod provider;
pub mod store;
pub mod local;
pub mod cloud;

pub mod route;
pub mod merge;
pub mod review;

pub mod report;
pub mod publish;
pub mod fix;

pub mod bench;
pub mod compare;
pub mod learn;

pub mod cli;

#[cfg(any(test, fuzzing))]
pub mod fuzz;

#[cfg(test)]
mod tests;
