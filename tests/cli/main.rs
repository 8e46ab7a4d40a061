//! The program from the outside: real repositories, the real binary, what it prints and how it exits.
#![allow(clippy::unwrap_used)]

mod bad_input;
mod bench;
mod cache;
mod changes;
mod ci_files;
mod cloud;
mod commands;
mod content;
mod coverage;
#[cfg(feature = "models")]
mod compare;
mod configuration;
mod docs;
mod findings;
mod formats;
#[cfg(feature = "models")]
mod generative;
mod git_setups;
#[cfg(unix)]
mod given_diff;
mod hook;
#[cfg(unix)]
mod hostile;
#[cfg(feature = "models")]
mod hub;
mod injection;
mod inputs;
#[cfg(feature = "models")]
mod learn;
#[cfg(feature = "models")]
mod local;
mod logs;
mod mining;
#[cfg(feature = "models")]
mod models;
#[cfg(unix)]
mod property;
mod providers;
mod publish;
#[cfg(feature = "models")]
mod reports;
mod reviewer;
#[cfg(feature = "models")]
mod runtime;
mod sandbox;
mod scopes;
mod secret_contexts;
mod secrets_in_context;
mod secrets_planted;
#[cfg_attr(not(feature = "models"), allow(dead_code))] // some answers are for models that are fetched
mod server;
mod state_folders;
#[cfg(not(feature = "models"))]
mod without_models;
