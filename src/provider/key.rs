//! The key of a server, out of a variable or a command. It is sent, and never shown or stored.

use std::fmt;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use miette::Diagnostic;
use reqwest::header::HeaderValue;
use thiserror::Error;

/// How long a command may take.
const TIME: Duration = Duration::from_secs(10);
/// Bytes of its output at the most.
const MOST_BYTES: u64 = 1 << 14;

/// A key.
#[derive(Clone)]
pub struct Key(HeaderValue);

/// Why there is no key. Nothing of a key or of a command's output is in it.
#[derive(Debug, Clone, PartialEq, Eq, Error, Diagnostic)]
pub enum KeyError {
    /// No such variable.
    #[error("the variable {0} is not set, which holds the key of the server")]
    #[diagnostic(help(
        "set it, or name another with `[cloud] api_key_env`, or a command that prints the key with \
         `[cloud] api_key_command`"
    ))]
    Unset(String),
    /// A command that gives none.
    #[error("`[cloud] api_key_command` gives no key: {0}")]
    #[diagnostic(help("it is run by the shell, without input, and prints the key alone"))]
    Command(String),
    /// What cannot be sent.
    #[error("{0} holds no key: a key is one line of visible characters")]
    Invalid(String),
}

impl Key {
    /// The key in a variable.
    ///
    /// # Errors
    /// A variable that is not set, or holds no key.
    pub fn of_variable(name: &str) -> Result<Self, KeyError> {
        let value = std::env::var_os(name).filter(|value| !value.is_empty());
        let value = value.ok_or_else(|| KeyError::Unset(name.to_owned()))?;
        Self::of(&value.to_string_lossy(), &format!("the variable {name}"))
    }

    /// The key that a command of the shell prints.
    ///
    /// # Errors
    /// A command that fails, prints no key or takes longer than ten seconds.
    pub fn of_command(command: &str) -> Result<Self, KeyError> {
        let printed = printed(command, TIME).map_err(KeyError::Command)?;
        Self::of(&printed, "the output of `[cloud] api_key_command`")
    }

    /// The header's value, after a word such as `Bearer `.
    pub(super) fn header(&self, before: &str) -> HeaderValue {
        let bytes = [before.as_bytes(), self.0.as_bytes()].concat();
        let mut value = HeaderValue::from_bytes(&bytes).expect("both parts are valid");
        value.set_sensitive(true);
        value
    }

    fn of(text: &str, holder: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        let visible = !text.is_empty() && text.chars().all(|sign| sign.is_ascii_graphic());
        let value = HeaderValue::from_str(text).ok().filter(|_| visible);
        value.map(Self).ok_or_else(|| KeyError::Invalid(holder.to_owned()))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key")
    }
}

/// What a command prints, if it does well in time.
fn printed(command: &str, time: Duration) -> Result<String, String> {
    let mut child = shell(command).spawn().map_err(|error| format!("it cannot be run: {error}"))?;
    let output = child.stdout.take();
    let (sender, receiver) = mpsc::channel();
    // On a thread of its own: a process that the command leaves behind may hold the pipe open for ever.
    thread::spawn(move || {
        let mut text = Vec::new();
        let read = output.map(|output| output.take(MOST_BYTES).read_to_end(&mut text));
        let _ = sender.send(read.is_some_and(|read| read.is_ok()).then_some(text));
    });
    let Ok(text) = receiver.recv_timeout(time) else {
        let _ = child.kill().and_then(|()| child.wait());
        return Err(format!("it took longer than {} s", time.as_secs()));
    };
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() {
        return Err(format!("it failed ({status})"));
    }
    let text = text.map(|text| String::from_utf8_lossy(&text).trim().to_owned()).unwrap_or_default();
    if text.is_empty() { Err("it printed nothing".to_owned()) } else { Ok(text) }
}

fn shell(command: &str) -> Command {
    let (program, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut shell = Command::new(program);
    shell.args([flag, command]).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    shell
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(key: &Key) -> String {
        key.header("Bearer ").to_str().unwrap().to_owned()
    }

    #[test]
    fn a_key_comes_from_a_variable_or_a_command_and_is_not_shown() {
        // Cargo sets it for every test.
        assert_eq!(value(&Key::of_variable("CARGO_PKG_NAME").unwrap()), "Bearer hybrid-review");
        let key = Key::of_command("echo sesame").unwrap();
        assert_eq!((value(&key).as_str(), format!("{key:?}").as_str()), ("Bearer sesame", "Key"));
        assert!(format!("{:?}", key.header("")).contains("Sensitive"));
        assert_eq!(Key::of_variable("NO_SUCH_KEY").unwrap_err(), KeyError::Unset("NO_SUCH_KEY".into()));
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_gives_no_key_is_an_error_without_its_output() {
        for (command, reason) in [
            ("echo sesame; exit 3", "it failed"),
            ("true", "printed nothing"),
            ("echo sesame; echo open", "one line"),
            ("cat; no-such-program-at-all sesame", "it failed"),
        ] {
            let error = Key::of_command(command).unwrap_err().to_string();
            assert!(error.contains(reason) && !error.contains("sesame"), "{error}");
        }
        let error = printed("echo sesame; sleep 5 | cat", Duration::from_millis(50)).unwrap_err();
        assert!(error.contains("took longer"), "{error}");
    }
}
