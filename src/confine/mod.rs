//! Threads that can do little more than compute: what a repository or an added model package brings runs on one. There,
//! nothing connects to a network, starts a program or opens a file but those that were allowed. Linux has what that
//! takes; elsewhere the work runs all the same, and `review doctor` says so.
//!
//! The threads share the memory of the process. This holds what asks for a file or a connection by name, as a model
//! or a library does, and not code that has taken over the process.

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")))]
mod linux;
#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64"))))]
mod linux {
    //! The same where there is neither Landlock nor seccomp.

    use super::{Allowed, State};

    pub(super) fn enter(_: &Allowed) -> State {
        let absent = || Err("this program can do that on Linux alone".to_owned());
        State { files: absent(), network: absent() }
    }
}

use std::fmt;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

/// Enough for patterns that are matched by recursion.
const STACK: usize = 16 * 1024 * 1024;

/// The files and folders, with all beneath them, that work may open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Allowed {
    /// To be read.
    pub read: Vec<PathBuf>,
    /// To be read and written.
    pub write: Vec<PathBuf>,
}

impl Allowed {
    /// No file at all.
    pub fn nothing() -> Self {
        Self::default()
    }
}

/// What holds on a confined thread, or why it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct State {
    /// That no other files are opened.
    pub files: Result<(), String>,
    /// That nothing connects, and no program is started.
    pub network: Result<(), String>,
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.files, &self.network) {
            (Ok(()), Ok(())) => f.write_str(
                "rules of a repository and models open no other files (Landlock) and no connection (seccomp)",
            ),
            (Ok(()), Err(reason)) => write!(f, "files alone (Landlock); connections are not refused: {reason}"),
            (Err(reason), Ok(())) => write!(f, "connections alone (seccomp); files are not refused: {reason}"),
            (Err(files), Err(network)) if files == network => write!(f, "absent: {files}"),
            (Err(files), Err(network)) => write!(f, "absent: {files}; {network}"),
        }
    }
}

/// Runs work on a thread of its own that is confined as far as the system allows, with the threads that it starts.
pub(crate) fn confined<T: Send>(allowed: &Allowed, work: impl FnOnce() -> T + Send) -> T {
    confined_with(allowed, |_| work())
}

/// What holds on a confined thread of this system.
pub(crate) fn state() -> State {
    confined_with(&Allowed::nothing(), State::clone)
}

fn confined_with<T: Send>(allowed: &Allowed, work: impl FnOnce(&State) -> T + Send) -> T {
    thread::scope(|scope| {
        let work = || work(&linux::enter(allowed));
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.expect("the system has a thread left").join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::ErrorKind;
    use std::net::{TcpListener, TcpStream, UdpSocket};
    use std::process::Command;

    use super::*;

    /// Whether both hold here; a word for who reads the output where not.
    #[allow(clippy::print_stdout)] // a test that checks nothing should say so
    fn is_there() -> bool {
        let state = state();
        if state.files.is_err() || state.network.is_err() {
            println!("skipped, the sandbox is {state}");
        }
        state.files.is_ok() && state.network.is_ok()
    }

    fn is_refused<T>(result: std::io::Result<T>) -> bool {
        result.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
    }

    #[test]
    fn a_confined_thread_opens_the_files_that_it_may_and_no_other() {
        if !is_there() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["read", "write", "other"] {
            fs::create_dir(path(name)).unwrap();
            fs::write(path(name).join("a"), "1").unwrap();
        }
        let allowed = Allowed { read: vec![path("read"), path("none")], write: vec![path("write")] };
        confined(&allowed, || {
            assert_eq!(fs::read_to_string(path("read/a")).unwrap(), "1");
            assert!(is_refused(fs::write(path("read/a"), "2")));
            fs::write(path("write/b"), "2").unwrap();
            fs::rename(path("write/b"), path("write/c")).unwrap();
            assert!(is_refused(fs::read(path("other/a"))) && is_refused(fs::write(path("other/a"), "2")));
            assert!(is_refused(fs::remove_file(path("other/a"))));
            let started = thread::spawn({
                let other = path("other/a");
                move || is_refused(fs::read(other))
            });
            assert!(started.join().unwrap(), "it holds for the threads that it starts");
        });
        assert_eq!(fs::read_to_string(path("other/a")).unwrap(), "1", "other threads are as they were");
    }

    #[test]
    fn a_confined_thread_connects_to_nothing_and_starts_no_program() {
        if !is_there() {
            return;
        }
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = server.local_addr().unwrap();
        let allowed = Allowed { read: vec!["/".into()], ..Allowed::default() };
        confined(&allowed, || {
            assert!(is_refused(TcpStream::connect(address)));
            assert!(is_refused(UdpSocket::bind("127.0.0.1:0")));
            assert!(is_refused(Command::new("/bin/true").status()));
        });
        TcpStream::connect(address).unwrap();
    }

    #[test]
    fn a_panic_is_that_of_the_caller() {
        let caught = std::panic::catch_unwind(|| confined(&Allowed::nothing(), || panic!("as it was")));
        assert_eq!(caught.unwrap_err().downcast_ref(), Some(&"as it was"));
    }

    #[test]
    fn what_does_not_hold_is_said_with_its_reason() {
        let because = |reason: &str| Err(reason.to_owned());
        for (files, network, said) in [
            (Ok(()), because("b"), "files alone (Landlock); connections are not refused: b"),
            (because("a"), Ok(()), "connections alone (seccomp); files are not refused: a"),
            (because("a"), because("a"), "absent: a"),
            (because("a"), because("b"), "absent: a; b"),
        ] {
            assert_eq!(State { files, network }.to_string(), said);
        }
    }
}
