//! `rust/debug-print-left`: not in programs, examples and build scripts, which print to be read.

use crate::rules::query::Match;

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let path = &found.file.path;
    let name = path.rsplit('/').next().unwrap_or(path);
    let folders = ["examples", "example", "bin", "benches", "xtask", "tools", "cli", "fuzz", "scripts", "docs"];
    let prints = path.split('/').any(|part| folders.contains(&part));
    !prints && !matches!(name, "main.rs" | "build.rs" | "cli.rs") && !found.file.text.contains("fn main()")
}
