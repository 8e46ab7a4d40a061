//! A code reviewer for the diff that you are about to push.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod bench;
pub mod cli;
pub mod cloud;
pub mod compare;
pub mod config;
pub mod diff;
pub(crate) mod digest;
pub mod egress;
pub(crate) mod embedded;
pub mod finding;
pub mod fix;
pub(crate) mod http;
pub mod learn;
pub mod local;
pub mod merge;
pub mod progress;
pub mod project;
pub mod prompt;
pub mod provider;
pub mod publish;
pub mod report;
pub mod review;
pub mod route;
pub mod rules;
pub mod secrets;
pub mod stage;
pub mod store;
pub mod syntax;
