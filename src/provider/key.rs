//! Keys: from a variable or from a command that the user names; never shown, never kept.

use std::fmt;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use miette::Diagnostic;
use thiserror::Error;

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A key. It has no form that could be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(***)")
    }
}

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum KeyError {
    /// A variable that is not set.
    #[error("the variable {variable} holds no key")]
    #[diagnostic(help(
        "set it, or name another variable in `{section} api_key_env` or a command in `api_key_command`"
    ))]
    NotSet {
        /// The variable.
        variable: String,
        /// The section of the configuration.
        section: &'static str,
    },
    /// A command that prints none.
    #[error("the command of `[cloud] api_key_command` gave no key: {0}")]
    #[diagnostic(help("run it by hand: it has to print the key, and nothing else, within ten seconds"))]
    Command(String),
}

impl Key {
    /// The key in a variable.
    ///
    /// # Errors
    /// One that is not set, or empty.
    pub fn of_variable(variable: &str, section: &'static str) -> Result<Self, KeyError> {
        let value = std::env::var(variable).unwrap_or_default();
        let value = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        value.map(Self).ok_or_else(|| KeyError::NotSet { variable: variable.to_owned(), section })
    }

    /// What a command of the user's shell prints. What it says on standard error reaches the user.
    ///
    /// # Errors
    /// A command that fails, prints nothing, or takes too long. Its output is in no error.
    pub fn of_command(command: &str) -> Result<Self, KeyError> {
        let failed = |reason: String| KeyError::Command(reason);
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let child = Command::new(shell).args([flag, command]).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let text = output(child.map_err(|error| failed(error.to_string()))?).map_err(failed)?;
        let key = text.trim();
        if key.is_empty() { Err(failed("it printed nothing".to_owned())) } else { Ok(Self(key.to_owned())) }
    }

    /// The key itself, for a header.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

/// What a child prints, within the time.
fn output(mut child: Child) -> Result<String, String> {
    let mut pipe = child.stdout.take().ok_or("it has no output")?;
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        pipe.read_to_string(&mut text).map(|_| text).map_err(|_| "its output is no text".to_owned())
    });
    let deadline = Instant::now() + PATIENCE;
    let status = loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) => break status,
            None if Instant::now() < deadline => std::thread::sleep(Duration::from_millis(10)),
            None => {
                let _ = child.kill();
                let _ = child.wait();
                return Err("it took too long".to_owned());
            }
        }
    };
    if !status.success() {
        return Err(format!("it ended with {status}"));
    }
    reader.join().map_err(|_| "its output was lost".to_owned())?
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_command_gives_the_key_and_its_failures_tell_nothing_of_it() {
        assert_eq!(Key::of_command("echo ' abc '").unwrap().expose(), "abc");
        for command in ["echo secret; exit 3", "true", "no-such-command-here"] {
            let error = Key::of_command(command).unwrap_err();
            assert!(!format!("{error:?} {error}").contains("secret"), "{error}");
        }
        assert_eq!(format!("{:?}", Key::of_command("echo abc").unwrap()), "Key(***)");
    }
}
