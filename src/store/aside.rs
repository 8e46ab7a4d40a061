//! Moves a file that cannot be used out of the way, together with what `SQLite` keeps beside it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// So many stay for whoever wants to look at them; number 1 is the newest.
const KEPT: usize = 3;

/// The ends of the names of a database's files. The log goes first: beside a new database it would be taken for its own.
const FILES: [&str; 3] = ["-wal", "-shm", ""];

/// Moves the file away, if it is broken still: another program may have done so. Where it lies now.
///
/// # Errors
/// The folder cannot be written.
pub(super) fn set_aside(path: &Path, is_broken: impl FnOnce() -> bool) -> io::Result<Option<PathBuf>> {
    let lock = File::create(with_end(path, ".lock"))?;
    lock.lock()?;
    if !is_broken() {
        return Ok(None);
    }
    for number in (1..KEPT).rev() {
        shift(&broken(path, number), &broken(path, number + 1))?;
    }
    shift(path, &broken(path, 1))?;
    Ok(Some(broken(path, 1)))
}

/// Deletes what was moved away.
pub(super) fn remove_all(path: &Path) {
    for number in 1..=KEPT {
        for end in FILES {
            let _ = fs::remove_file(with_end(&broken(path, number), end));
        }
    }
}

fn broken(path: &Path, number: usize) -> PathBuf {
    with_end(path, &format!(".broken-{number}"))
}

fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(end);
    name.into()
}

fn shift(from: &Path, to: &Path) -> io::Result<()> {
    for end in FILES {
        let (from, to) = (with_end(from, end), with_end(to, end));
        let _ = fs::remove_file(&to);
        match fs::rename(from, to) {
            Err(reason) if reason.kind() != ErrorKind::NotFound => return Err(reason),
            _ => {}
        }
    }
    Ok(())
}
