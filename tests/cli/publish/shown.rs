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
    /// How far both sides have come.
    pub at: [u64; 2],
    pub text: String,
}

/// The rows of the diff from where two commits part to the second.
pub fn rows(sandbox: &Sandbox, base: &str, head: &str) -> Vec<Row> {
    rows_of(&sandbox.git(&["diff", "--no-color", "-M", "-U3", &format!("{base}...{head}")]))
}

/// Where a line of one commit is in another, if it is there unchanged.
pub fn traced(sandbox: &Sandbox, from: &str, to: &str, (path, line): (&str, u64)) -> Option<(String, u64)> {
    let whole = rows_of(&sandbox.git(&["diff", "--no-color", "-M", "-U9999", from, to]));
    let mut of_file = whole.iter().filter(|row| row.old_path == path).peekable();
    if of_file.peek().is_none() {
        let moved = sandbox.git(&["diff", "--no-color", "-M", "--name-status", from, to]);
        let names = moved.lines().find_map(|line| line.strip_prefix("R100\t")?.split_once('\t'));
        let now = names.filter(|(old, _)| *old == path).map_or(path, |(_, new)| new);
        return Some((now.to_owned(), line));
    }
    of_file.find(|row| row.old == Some(line)).and_then(|row| Some((row.path.clone(), row.new?)))
}

fn rows_of(diff: &str) -> Vec<Row> {
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
            let ((old_path, path), at) = (paths.clone(), [old, new]);
            let (old, new) = (number(mark != '+', &mut old), number(mark != '-', &mut new));
            rows.push(Row { old_path, path, hunk, old, new, at, text: line[1..].to_owned() });
        }
    }
    rows
}
