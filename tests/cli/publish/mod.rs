//! `review ci` against a GitHub and a GitLab on this machine that keep the rules of the real ones.

mod bad_input;
mod github;
mod github_limits;
mod gitlab;
mod gitlab_limits;
mod gitlab_pushes;
mod pushes;
mod reports;
mod scenario;
mod shown;

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

/// Runs `review ci` by rules alone.
pub fn ci(sandbox: &Sandbox, variables: &[(&str, String)], arguments: &[&str]) -> Run {
    let mut program = sandbox.program();
    program.args(["ci", "--tiers", "rules"]).args(arguments);
    program.envs(variables.iter().map(|(name, value)| (name, value)));
    Run::of(program.output().unwrap())
}
