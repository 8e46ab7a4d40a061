//! Setups of git that libgit2 alone does not know, or knows otherwise: what is reviewed is what `git diff` shows. With
//! `--no-capture` the tests print a table of setups and scopes.

mod content;
mod formats;
mod places;
mod setup;
