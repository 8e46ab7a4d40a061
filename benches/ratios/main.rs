//! The speed of `review` as ratios, measured in one run: against `ruff`, against `ast-grep`, against parsing the same
//! files once, and against itself on changes of half the size.
//!
//! ```text
//! cargo bench --bench ratios -- [--review PROGRAM] [ROW]...
//! ```
//!
//! `ROW` is a part of a row's name; without any, all are measured. `--review` measures another build of the program.
//! The code is the standard library of the `python3` at hand, without its tests, copied into temporary repositories.
//! `ruff` and `ast-grep` come from `PyPI` into the target folder.
//!
//! Programs take turns, a figure is the median of its rounds and a ratio the median of the rounds' ratios, so that other
//! work on the machine weighs on both alike. CPU time is what the program and its threads used, user and system: it
//! depends less on what else runs than wall time.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[cfg(unix)]
mod corpus;
#[cfg(unix)]
mod growth;
#[cfg(unix)]
mod measure;
#[cfg(unix)]
mod peers;
#[cfg(unix)]
mod rows;
#[cfg(unix)]
mod table;

#[cfg(unix)]
fn main() {
    let mut options = rows::Options::default();
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--review" => options.review = arguments.next().expect("--review takes a program").into(),
            row => options.only.push(row.to_owned()),
        }
    }
    rows::print(&options);
}

#[cfg(not(unix))]
fn main() {
    println!("not measured: this needs Unix, for the CPU time of child processes");
}
