//! The file of a hook: written, recognised and taken out again. What was there before is never lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::HookName;

/// By what a hook of ours is known.
const MARK: &str = "# Written by `review hook install`; `review hook uninstall` takes it out.";

/// What became of a hook that was to be installed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Installed {
    /// It is there as it should be.
    Already,
    /// An older one of ours was there.
    Updated,
    /// Nothing was there.
    New,
    /// Somebody else's was there, and is kept.
    Beside,
}

/// What became of a hook that was to be taken out.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Removed {
    /// It is gone.
    Gone,
    /// It is gone, and what was there before is back.
    Restored,
    /// There is none of ours.
    NotOurs,
}

/// The text of a hook: it runs what was there before, and then this program, wherever it lies by then.
pub(super) fn script(hook: HookName, local_only: bool, program: &Path) -> String {
    let name = hook.name();
    let quoted = program.to_string_lossy().replace('\\', "/").replace('\'', r"'\''");
    let flags = if local_only { " --local-only" } else { "" };
    // A pre-push hook is told on standard input what is sent, and both have to hear it.
    let (hear, tell) = match hook {
        HookName::PreCommit => ("", ""),
        HookName::PrePush => ("told=$(cat)\n", "printf '%s\\n' \"$told\" | "),
    };
    format!(
        "#!/bin/sh\n{MARK}\n{hear}before=\"$(dirname -- \"$0\")/{name}.before-review\"\n\
         if [ -x \"$before\" ]; then\n  {tell}\"$before\" \"$@\" || exit\nfi\n\
         review='{quoted}'\n[ -x \"$review\" ] || review=$(command -v review) || {{\n  \
         echo 'review is not found: this goes on without it (review hook uninstall takes the hook out)' >&2\n  exit 0\n}}\n\
         {tell}\"$review\" hook run{flags} {name} \"$@\"\n"
    )
}

/// Where a hook is kept that was there before.
fn kept(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.before-review"))
}

fn is_ours(path: &Path) -> bool {
    fs::read(path).is_ok_and(|text| String::from_utf8_lossy(&text).contains(MARK))
}

/// Writes a hook, and puts aside what is there.
pub(super) fn install(path: &Path, text: &str) -> io::Result<Installed> {
    let there = path.symlink_metadata().is_ok();
    let installed = match (there, is_ours(path)) {
        (true, true) if fs::read_to_string(path)? == text => return Ok(Installed::Already),
        (true, true) => Installed::Updated,
        (true, false) if kept(path).symlink_metadata().is_ok() => {
            let reason = format!("{} is there already, and would be lost", kept(path).display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, reason));
        }
        (true, false) => Installed::Beside,
        (false, _) => Installed::New,
    };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if installed == Installed::Beside {
        fs::rename(path, kept(path))?;
    }
    let written = fs::write(path, text).and_then(|()| executable(path));
    if written.is_err() && installed == Installed::Beside {
        fs::rename(kept(path), path)?;
    }
    written.map(|()| installed)
}

/// Takes a hook of ours out, and puts back what was there before.
pub(super) fn uninstall(path: &Path) -> io::Result<Removed> {
    if !is_ours(path) {
        return Ok(Removed::NotOurs);
    }
    if kept(path).symlink_metadata().is_ok() {
        fs::rename(kept(path), path)?;
        return Ok(Removed::Restored);
    }
    fs::remove_file(path).map(|()| Removed::Gone)
}

#[cfg(unix)]
fn executable(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> io::Result<()> {
    Ok(())
}
