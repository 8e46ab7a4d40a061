//! What other people's CI runs of this repository: it runs in a checkout of a stranger's change, and takes no code from it.

use std::fs;
use std::path::{Path, PathBuf};

fn file(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The commands that call Python or pip, with where they stand.
fn calls_of_python() -> Vec<(String, String)> {
    let mut calls = Vec::new();
    for path in [".github/actions/review/action.yml", ".github/workflows/release.yml", ".gitlab/review.yml", "Makefile"]
    {
        let text = file(path).replace("\\\n", " ");
        let commands =
            text.lines().filter(|line| !line.trim_start().starts_with(['#', '@']) && !line.contains("description:"));
        for command in commands.flat_map(|line| line.split("&&").flat_map(|part| part.split("||")).map(str::to_owned)) {
            let runs = |word: &str| command.split_whitespace().any(|own| own.trim_matches(['"', '(']).ends_with(word));
            if runs("python3") || runs("/python") || runs("pip") {
                calls.push((path.to_owned(), command.trim().to_owned()));
            }
        }
    }
    calls
}

#[test]
fn every_call_of_python_in_ci_is_isolated() {
    let calls = calls_of_python();
    assert!(calls.len() >= 8, "{calls:?}");
    for (path, call) in calls {
        // Python adds the folder of a script to where it looks for modules, and not the one it is called from.
        let is_own_script = ["tests/models/smollm2.py", "training/train.py"].iter().any(|script| call.contains(script));
        assert!(
            call.contains("python3 -I ")
                || call.contains("/python -I ")
                || call.contains("/python\" -I ")
                || is_own_script,
            "{path}: {call}"
        );
    }
}

/// The actions that the workflows and the action use, each with the rest of its line.
fn actions() -> Vec<(String, String)> {
    let mut actions = Vec::new();
    for path in [".github/actions/review/action.yml", ".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        for line in file(path).lines() {
            let Some(used) = line.trim_start().trim_start_matches("- ").strip_prefix("uses: ") else { continue };
            actions.push((path.to_owned(), used.to_owned()));
        }
    }
    actions
}

#[test]
fn every_action_is_named_by_its_commit_with_its_version_beside_it() {
    let actions = actions();
    assert!(actions.len() >= 10, "{actions:?}");
    let form = regex::Regex::new(r"^[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$").unwrap();
    for (path, used) in actions {
        assert!(used.starts_with("./.github/") || form.is_match(&used), "{path}: {used}");
    }
}

#[test]
fn what_models_answered_is_not_kept_in_a_checkout() {
    let gitlab = file(".gitlab/review.yml");
    assert!(
        !gitlab.lines().any(|line| line.trim_start().starts_with("cache:") || line.contains("XDG_CACHE_HOME:")),
        "{gitlab}"
    );
}

/// A checkout whose modules leave a mark where Python takes them for its own.
#[cfg(unix)]
fn checkout(folder: &Path) -> (PathBuf, PathBuf) {
    let (checkout, mark) = (folder.join("checkout"), folder.join("ran"));
    fs::create_dir_all(&checkout).unwrap();
    let code = format!("open({:?}, 'a').write(__name__ + '\\n')\n", mark.to_str().unwrap());
    for name in ["venv.py", "pip.py", "ensurepip.py", "sitecustomize.py", "zipfile.py", "argparse.py"] {
        fs::write(checkout.join(name), &code).unwrap();
    }
    (checkout, mark)
}

/// Runs a script in a checkout as a runner does; it may fail.
#[cfg(unix)]
fn run(script: &str, checkout: &Path, temporary: &Path) {
    fs::create_dir_all(temporary.join("review-wheel")).unwrap();
    fs::write(temporary.join("output"), "").unwrap();
    let mut bash = std::process::Command::new("bash");
    bash.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]).current_dir(checkout);
    bash.env("RUNNER_TEMP", temporary).env("GITHUB_ACTION_PATH", temporary.join("none/none/none"));
    bash.env("GITHUB_OUTPUT", temporary.join("output")).env("TMPDIR", temporary);
    bash.env("REVIEW_PACKAGE", "no-such-wheel.whl").env("PIP_NO_INDEX", "1");
    bash.output().unwrap();
}

#[cfg(unix)]
#[test]
fn the_action_runs_no_module_of_the_checkout() {
    let folder = tempfile::tempdir().unwrap();
    let (checkout, mark) = checkout(folder.path());
    let action = file(".github/actions/review/action.yml");
    let step = action.split("- name: ").find(|step| step.starts_with("The program and ONNX Runtime")).unwrap();
    let script = step.split("run: |\n").nth(1).unwrap();
    let temporary = folder.path().join("temporary");
    run(script, &checkout, &temporary);
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
    assert!(temporary.join("review").join("pyvenv.cfg").is_file(), "the step came as far as Python");
}

#[cfg(unix)]
#[test]
fn the_job_of_gitlab_runs_no_module_of_the_checkout() {
    let folder = tempfile::tempdir().unwrap();
    let (checkout, mark) = checkout(folder.path());
    let job = file(".gitlab/review.yml");
    let line = job.lines().find_map(|line| line.trim().strip_prefix("- command -v review || ")).unwrap();
    run(line, &checkout, &folder.path().join("temporary"));
    assert!(!mark.exists(), "{}", fs::read_to_string(&mark).unwrap());
}
