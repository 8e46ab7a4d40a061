//! The program from the outside: real repositories, the real binary, what it prints and how it exits.
#![allow(clippy::unwrap_used)]

mod bad_input;
mod bench;
mod cache;
mod changes;
mod cloud;
mod commands;
mod compare;
mod docs;
mod findings;
mod formats;
mod generative;
mod hook;
mod hub;
mod injection;
mod learn;
mod local;
mod mining;
mod models;
mod providers;
mod publish;
mod reports;
mod reviewer;
mod runtime;
mod sandbox;
mod scopes;
mod secrets_planted;
mod server;
