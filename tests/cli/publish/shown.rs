//! Which lines of a pull request take a comment, as a platform that knows only git's own diff has it.

use crate::sandbox::Sandbox;

/// A line of a diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub old_path: String,
    pub path: String,
    /// The hunk, counted through the diff.
    pub hunk: usize,
    pub old: Option<u64>,
    pub new: Option<u64>,
    pub text: String,
}

/// The rows of the diff from where two commits part to the second.
pub fn rows(sandbox: &Sandbox, base: &str, head: &str) -> Vec<Row> {
    let diff = sandbox.git(&["diff", "--no-color", "-M", "-U3", &format!("{base}...{head}")]);
    let (mut rows, mut hunk, mut paths) = (Vec::new(), 0, (String::new(), String::new()));
    let (mut old, mut new) = (0, 0);
    for line in diff.lines() {
        if let Some(path) = line.strip_prefix("--- ") {
            path.trim_start_matches("a/").clone_into(&mut paths.0);
        } else if let Some(path) = line.strip_prefix("+++ ") {
            path.trim_start_matches("b/").clone_into(&mut paths.1);
        } else if let Some(header) = line.strip_prefix("@@ -") {
            let start = |part: &str| part.split(',').next().unwrap().parse::<u64>().unwrap();
            let (before, after) = header.split_once(" +").unwrap();
            (old, new, hunk) = (start(before), start(after.split(' ').next().unwrap()), hunk + 1);
        } else if let (Some(mark @ ('+' | '-' | ' ')), true) = (line.chars().next(), hunk > 0) {
            let number = |is: bool, counter: &mut u64| {
                *counter += u64::from(is);
                is.then(|| *counter - 1)
            };
            let (old_path, path) = paths.clone();
            let (old, new) = (number(mark != '+', &mut old), number(mark != '-', &mut new));
            rows.push(Row { old_path, path, hunk, old, new, text: line[1..].to_owned() });
        }
    }
    rows
}
