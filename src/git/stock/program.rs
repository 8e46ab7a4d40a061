//! Git itself as a program: where it is, the environment that it runs in, and what it prints. Nothing that a repository
//! configures is run: no hook, monitor, pager, or external diff.

use std::ffi::{OsStr, OsString};
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// More than this is not taken from one command.
const MOST_OUTPUT: u64 = 1 << 30;
/// How long a command may take that reads what is here.
pub(in crate::git) const LOCAL: Duration = Duration::from_mins(2);
/// How long a command may take that fetches.
pub(in crate::git) const REMOTE: Duration = Duration::from_mins(15);

/// What may tell git to run or to write something, and what changes how it reads its arguments.
const REMOVED: [&str; 14] = [
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
    "GIT_PREFIX",
    "GIT_CONFIG",
    "GIT_TRACE",
    "GIT_TRACE_SETUP",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
    "GIT_REDIRECT_STDERR",
];

const SET: [(&str, &str); 7] = [
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_PAGER", "cat"),
    ("GIT_ALLOW_PROTOCOL", "https:http:ssh:file"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("LC_ALL", "C"),
    ("LANGUAGE", "C"),
];

const OPTIONS: [&str; 8] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "diff.external=",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
];

/// The program.
#[derive(Debug, Clone)]
pub(in crate::git) struct Program {
    path: PathBuf,
}

impl Program {
    /// The git of PATH. Only absolute folders of PATH count, and none within the repository, where a change could bring a
    /// program of that name; in a repository that is the user's home, programs are.
    pub(in crate::git) fn find(around: Option<&Path>) -> Option<Self> {
        let name = if cfg!(windows) { "git.exe" } else { "git" };
        let home = dirs::home_dir().and_then(|home| home.canonicalize().ok());
        let around = around.and_then(|folder| folder.canonicalize().ok());
        let around = around.filter(|around| !home.is_some_and(|home| home.starts_with(around)));
        let folders: Vec<PathBuf> = std::env::split_paths(&std::env::var_os("PATH")?).collect();
        let path = folders.into_iter().filter(|folder| folder.is_absolute()).find_map(|folder| {
            let path = folder.join(name);
            let real = path.canonicalize().ok()?;
            let is_foreign = around.as_ref().is_some_and(|around| real.starts_with(around));
            (real.is_file() && !is_foreign).then_some(path)
        })?;
        Some(Self { path })
    }

    /// A command of git, in a folder.
    pub(in crate::git) fn command<S: AsRef<OsStr>>(
        &self,
        folder: &Path,
        arguments: impl IntoIterator<Item = S>,
    ) -> Command {
        let mut command = Command::new(&self.path);
        command.current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        for name in REMOVED {
            command.env_remove(name);
        }
        command.envs(SET);
        for option in OPTIONS {
            command.args(["-c", option]);
        }
        command.args(arguments);
        command
    }
}

/// Settings for a command, beside those of the user's environment. Names and values are not parsed again, whatever they
/// hold.
pub(in crate::git) fn configure(command: &mut Command, settings: impl IntoIterator<Item = (String, String)>) {
    let given = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
    let mut count = given;
    for (name, value) in settings {
        command.env(format!("GIT_CONFIG_KEY_{count}"), name).env(format!("GIT_CONFIG_VALUE_{count}"), value);
        count += 1;
    }
    if count > given {
        command.env("GIT_CONFIG_COUNT", count.to_string());
    }
}

/// Runs a command to its end and returns what it printed.
///
/// # Errors
/// What it said on standard error, where it failed; a command that takes too long is ended.
pub(in crate::git) fn output(mut command: Command, input: Option<Vec<u8>>, limit: Duration) -> Result<Vec<u8>, String> {
    if input.is_some() {
        command.stdin(Stdio::piped());
    }
    let mut child = command.spawn().map_err(|error| format!("git cannot be started: {error}"))?;
    // Both ends at once, or each would wait for the other.
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        std::thread::spawn(move || stdin.write_all(&input));
    }
    let errors = read_beside(child.stderr.take(), 1 << 16);
    let printed = read_beside(child.stdout.take(), MOST_OUTPUT);
    let Ok(out) = printed.recv_timeout(limit) else {
        end(&mut child);
        return Err(format!("timed out after {} s", limit.as_secs()));
    };
    if out.len() as u64 > MOST_OUTPUT {
        end(&mut child);
        return Err("git printed too much".into());
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if status.success() {
        return Ok(out);
    }
    let said = errors.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    let said = String::from_utf8_lossy(&said).into_owned();
    Err(reason(&said).unwrap_or_else(|| format!("git ended with {status}")))
}

/// Why git failed, of all that it said: the line that says so, else the first.
fn reason(said: &str) -> Option<String> {
    let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
    let fatal = lines.clone().find_map(|line| line.strip_prefix("fatal: ").or(line.strip_prefix("error: ")));
    fatal.or(lines.next()).map(str::to_owned)
}

fn read_beside(pipe: Option<impl Read + Send + 'static>, most: u64) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    if let Some(pipe) = pipe {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = pipe.take(most + 1).read_to_end(&mut bytes);
            let _ = sender.send(bytes);
        });
    }
    receiver
}

/// Ends a process that is not needed any more.
pub(super) fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Bytes as an argument of a program.
pub(super) fn argument(bytes: &[u8]) -> OsString {
    crate::git::worktree::native_path(bytes).into_os_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_line_that_says_so() {
        let said = "warning: a\n\nfatal: '/x' is no repository\nfatal: Could not read\n\nPlease make sure\n";
        assert_eq!(reason(said).as_deref(), Some("'/x' is no repository"));
        assert_eq!(reason("\nssh: no route\nmore\n").as_deref(), Some("ssh: no route"));
        assert_eq!(reason(" \n"), None);
    }
}
