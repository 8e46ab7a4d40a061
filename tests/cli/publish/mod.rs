//! `review ci` against a GitHub and a GitLab on this machine that keep the rules of the real ones.

mod bad_input;
mod events;
pub mod github;
mod gitlab;
mod reports;
mod scenario;
mod shown;

use std::fmt::Write as _;
use std::fs;

use crate::sandbox::{Run, Sandbox};

/// A function that a rule says one warning of, in its first line.
pub fn bad(name: &str) -> String {
    format!("def {name}(item, seen=[]):\n    seen.append(item)\n    return seen\n\n\n")
}

/// The same function without the mistake.
pub fn good(name: &str) -> String {
    bad(name).replace("=[]", "")
}

/// A repository with a branch `work` that is about to change `main`.
pub fn repository() -> Sandbox {
    let sandbox = Sandbox::with(&[("README.md", "A project.\n"), ("old.py", "x = 1\n")]);
    sandbox.git(&["checkout", "--quiet", "-b", "work"]);
    sandbox
}

/// The same with so many files on the branch, a mistake in each of the first of them.
pub fn with_files(count: usize, wrong: usize) -> Sandbox {
    let sandbox = repository();
    let mut stream =
        String::from("commit refs/heads/work\ncommitter a <a@b.c> 1 +0000\ndata 1\nx\nfrom refs/heads/main\n");
    for number in 0..count {
        let text = if number < wrong { bad("one") } else { format!("x = {number}\n") };
        write!(stream, "M 100644 inline f{number:04}.py\ndata {}\n{text}", text.len()).unwrap();
    }
    let path = sandbox.beside("stream");
    fs::write(&path, stream).unwrap();
    sandbox.git(&["-c", "alias.import=!git fast-import --quiet --force <", "import", &path.to_string_lossy()]);
    sandbox
}

/// Runs `review ci` by rules alone.
pub fn ci(sandbox: &Sandbox, variables: &[(&str, String)], arguments: &[&str]) -> Run {
    let mut program = sandbox.program();
    program.args(["ci", "--tiers", "rules"]).args(arguments);
    program.envs(variables.iter().map(|(name, value)| (name, value)));
    Run::of(program.output().unwrap())
}
