//! pip, which knows an index where none is configured: asked for the wheel as the last resort.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::SetupError;
use super::wheel::{VERSION, Wheel};

/// How Python may be called, in the order of trying.
const PYTHONS: &[&[&str]] = if cfg!(windows) { &[&["py", "-3"], &["python"]] } else { &[&["python3"], &["python"]] };

/// Fails with a Python that is too old.
const IS_RECENT: &str = "import sys; sys.exit(sys.version_info < (3, 8))";

/// Fetches the wheel into a folder and returns its path.
///
/// # Errors
/// No Python, no pip, or what pip says.
pub(super) fn fetch(wheel: &Wheel, folder: &Path) -> Result<PathBuf, SetupError> {
    let failed = |reason: String| SetupError::Pip { reason, command: command(wheel) };
    let python = PYTHONS.iter().find(|python| works(python, folder)).ok_or(SetupError::NoPython)?;
    let pip = ["-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check"];
    let output = isolated(python, folder).args(pip).args(arguments(wheel)).arg("--dest").arg(folder).output();
    let output = output.map_err(|error| failed(error.to_string()))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        let no_pip = words.contains("No module named pip");
        return Err(if no_pip { SetupError::NoPip } else { failed(last_line(&words)) });
    }
    let files = folder.read_dir().map_err(SetupError::unread(folder))?;
    let mut wheels = files.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some());
    wheels.next().ok_or_else(|| failed("it left no wheel".into()))
}

/// The command that fetches the wheel, for people.
pub(super) fn command(wheel: &Wheel) -> String {
    format!("python3 -m pip {}", arguments(wheel).join(" "))
}

fn arguments(wheel: &Wheel) -> Vec<String> {
    let options = "download --no-deps --only-binary=:all: --implementation cp --python-version 3.12 --abi cp312";
    let wanted = format!("onnxruntime=={VERSION}");
    options.split(' ').map(str::to_owned).chain(["--platform".into(), wheel.platform.into(), wanted]).collect()
}

fn works(python: &[&str], folder: &Path) -> bool {
    let mut command = isolated(python, folder);
    command.args(["-c", IS_RECENT]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Python in a folder of our own and isolated: it would take modules from the folder it runs in and from `PYTHONPATH`,
/// and where the user is may be a repository that brings a `pip.py`.
fn isolated(python: &[&str], folder: &Path) -> Command {
    let mut command = Command::new(python[0]);
    command.args(&python[1..]).arg("-I").current_dir(folder).stdin(Stdio::null());
    command
}

/// The last line that is not empty, where Python and pip say what went wrong.
fn last_line(text: &str) -> String {
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or("it did not say why").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_wrong_stands_in_the_last_line() {
        assert_eq!(last_line("Looking\nERROR: No matching distribution\n\n"), "ERROR: No matching distribution");
    }
}
