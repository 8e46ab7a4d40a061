//! `review completions`: a shell's completions, from the arguments themselves.

use super::CLEAN;
use super::args::{Cli, CompletionsArgs};
use super::error::Failure;
use super::output;

pub(super) fn completions(args: &CompletionsArgs) -> Result<u8, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command_for_docs(), "review", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(CLEAN)
}
