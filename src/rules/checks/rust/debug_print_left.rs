//! `rust/print-left`: not in programs, examples and build scripts, which print to be read, nor for
//! what went wrong.

use crate::rules::matched::Match;
use crate::syntax::ancestors;

/// Folders of code that prints.
const PRINTING: [&str; 14] = [
    "examples", "example", "bin", "benches", "xtask", "tools", "cli", "ra_cli", "fuzz", "scripts", "docs", "commands",
    "cmd", "vdev",
];

pub(super) fn confirm(found: &mut Match<'_>) -> bool {
    let Some(print) = found.node("report") else { return false };
    let file = found.file;
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    if file.path.split('/').any(|part| PRINTING.contains(&part) || part.contains("bench")) {
        return false;
    }
    let words = |text: &str| {
        ["err", "elapsed", "verbose", "unsupported"].iter().any(|word| text.to_ascii_lowercase().contains(word))
    };
    let function = ancestors(print).find(|node| node.kind() == "function_item");
    let function = function.and_then(|node| node.child_by_field_name("name")).map_or("", |name| file.text_of(name));
    let is_asked = ancestors(print).filter(|node| node.kind() == "if_expression").any(|node| {
        let condition = node.child_by_field_name("condition").map_or("", |condition| file.text_of(condition));
        condition.contains("verbose") || condition.contains("debug")
    });
    let prints = ["print", "dump", "show", "debug", "display", "usage"].iter().any(|word| function.contains(word));
    !matches!(name, "main.rs" | "build.rs" | "cli.rs")
        && !file.text.contains("fn main()")
        && !words(file.text_of(print).trim_start_matches("eprintln"))
        && !is_asked
        && !prints
}
