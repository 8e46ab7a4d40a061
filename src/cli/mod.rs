//! The command line: what may be typed, and which part of the program does it.

mod args;
mod bench;
mod cache;
mod ci;
mod complete;
mod demo;
mod doctor;
mod error;
mod features;
mod folders;
mod hook;
mod init;
mod learn;
mod log;
mod missing;
mod models;
mod output;
mod past;
mod rules;
mod run;
mod schema;
mod scope;
mod session;
mod setup;
mod tiers;
mod trust;

pub use args::Cli;

use std::process::ExitCode;

use self::args::Command;
use self::error::Failure;
use self::output::Output;
use crate::local::{self, runtime};

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
const FOUND: u8 = 1;
/// The command could not be carried out.
const FAILED: u8 = 2;

/// Reads the arguments, does what they say, and returns the exit code: 0 nothing to complain of, 1 findings
/// at or above `--fail-on`, 2 the command could not be carried out.
pub fn main() -> ExitCode {
    let cli = Cli::from_arguments();
    let output = Output::new(&cli.global);
    let done = built_in(cli.command.as_ref()).and_then(|()| carry_out(&cli, &output));
    // A thread that still loads a model must not be torn out of the library.
    runtime::settle();
    match done {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has seen enough.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::from(CLEAN),
        Err(failure) => {
            output.failure(&failure);
            ExitCode::from(FAILED)
        }
    }
}

/// Refuses a command that is about models where the program has none.
fn built_in(command: Option<&Command>) -> Result<(), Failure> {
    match command {
        Some(Command::Setup(_)) => needs_models("`review setup`"),
        Some(Command::Models(_)) => needs_models("`review models`"),
        Some(Command::Learn(_)) => needs_models("`review learn`"),
        _ => Ok(()),
    }
}

/// It is an error that the program has no models: what is named here needs them.
fn needs_models(what: &str) -> Result<(), Failure> {
    if local::BUILT_IN {
        return Ok(());
    }
    Err(Failure::refused(format!("{what} is {}", local::NOT_BUILT_IN), "build review with its default features"))
}

/// Does what was typed.
fn carry_out(cli: &Cli, output: &Output) -> Result<u8, Failure> {
    match &cli.command {
        None => run::review(&cli.review, &cli.global, output),
        Some(Command::Init(args)) => init::init(args, &cli.global, output),
        Some(Command::Ci(args)) => ci::ci(args, &cli.global, output),
        Some(Command::Rules(args)) => rules::rules(args, &cli.global),
        Some(Command::Hook(args)) => hook::hook(args, &cli.global, output),
        Some(Command::Trust(args)) => trust::trust(args, &cli.global, output),
        Some(Command::Setup(args)) => setup::setup(args, &cli.global, output),
        Some(Command::Models(args)) => models::models(args, &cli.global, output),
        Some(Command::Cache(args)) => cache::cache(args, &cli.global, output),
        Some(Command::Doctor) => doctor::doctor(&cli.global, output),
        Some(Command::Schema(args)) => schema::schema(args),
        Some(Command::Completions(args)) => complete::completions(args),
        Some(Command::Man(args)) => complete::man(args),
        Some(Command::Demo(args)) => demo::demo(args, &cli.global, output),
        Some(Command::Features(args)) => features::features(args),
        Some(Command::Bench(args)) => bench::bench(args, &cli.global, output),
        Some(Command::Learn(args)) => learn::learn(args, &cli.global, output),
    }
}
