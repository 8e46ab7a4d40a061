//! The file of a hook: our block in it is written, recognised and taken out again. What was there before, and what
//! somebody added, is never lost.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::HookName;

/// The first line of a hook that we begin.
const SHELL: &str = "#!/bin/sh\n";
/// The lines between which a hook is ours. What stands before and after them is somebody else's.
const OPEN: &str = "# >>> review: written by `review hook install`; `review hook uninstall` takes this block out.";
const CLOSE: &str = "# <<< review";
/// The first line of ours in a hook of an earlier version, which ended with the call.
const EARLIER: &str = "# Written by `review hook install`; `review hook uninstall` takes it out.";
const EARLIER_CALL: &str = "\"$review\" hook run";

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
    /// It is gone, and the lines that somebody added are all that is left.
    Added,
    /// The same, and what was there before is kept beside it, and not run any more.
    AddedBeside(PathBuf),
    /// There is none of ours.
    NotOurs,
}

/// Our block of a hook: it runs what was there before, and then this program, wherever it lies by then. What follows it
/// runs where both have passed.
pub(super) fn block(hook: HookName, local_only: bool, program: &Path) -> String {
    let name = hook.name();
    let quoted = program.to_string_lossy().replace('\\', "/").replace('\'', r"'\''");
    let flags = if local_only { " --local-only" } else { "" };
    // A pre-push hook is told on standard input what is sent, and all of them have to hear it.
    let (hear, tell, pass_on) = match hook {
        HookName::PreCommit => ("", "", ""),
        HookName::PrePush => (
            "told=$(cat)\n",
            "printf '%s\\n' \"$told\" | ",
            "if [ -n \"$told\" ]; then\n  exec <<TOLD\n$told\nTOLD\nfi\n",
        ),
    };
    format!(
        "{OPEN}\n{hear}before=\"$(dirname -- \"$0\")/{name}.before-review\"\n\
         if [ -x \"$before\" ]; then\n  {tell}\"$before\" \"$@\" || exit\nfi\n\
         review='{quoted}'\n[ -x \"$review\" ] || review=$(command -v review) || review=\n\
         if [ -n \"$review\" ]; then\n  {tell}\"$review\" hook run{flags} {name} \"$@\" || exit\nelse\n  \
         echo 'review is not found: this goes on without it (review hook uninstall takes the hook out)' >&2\nfi\n\
         {pass_on}{CLOSE}\n"
    )
}

/// The hook at a path as what stands before our block, and after it; `None` where none is ours. A link is somebody's.
fn around(path: &Path) -> io::Result<Option<(String, String)>> {
    if !path.symlink_metadata().is_ok_and(|data| data.is_file()) {
        return Ok(None);
    }
    let bytes = fs::read(path)?;
    let lossy = String::from_utf8_lossy(&bytes);
    let is_earlier = !lossy.contains(OPEN);
    let Some(start) = lossy.find(if is_earlier { EARLIER } else { OPEN }) else { return Ok(None) };
    let unclear = |reason: &str| io::Error::new(io::ErrorKind::InvalidData, reason);
    let text = std::str::from_utf8(&bytes).map_err(|_| unclear("it is not UTF-8"))?;
    let last = text[start..].find(if is_earlier { EARLIER_CALL } else { CLOSE });
    let last = start + last.ok_or_else(|| unclear("its block of review has no end; take it out by hand"))?;
    let end = text[last..].find('\n').map_or(text.len(), |length| last + length + 1);
    Ok(Some((text[..start].to_owned(), text[end..].to_owned())))
}

/// Where a hook is kept that was there before.
fn kept(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{name}.before-review"))
}

/// Writes our block into a hook, and puts aside a hook without one.
pub(super) fn install(path: &Path, block: &str) -> io::Result<Installed> {
    if let Some((before, after)) = around(path)? {
        let text = before + block + &after;
        if fs::read_to_string(path)? == text {
            return Ok(Installed::Already);
        }
        return fs::write(path, text).and_then(|()| executable(path)).map(|()| Installed::Updated);
    }
    let is_there = path.symlink_metadata().is_ok();
    if is_there && kept(path).symlink_metadata().is_ok() {
        let reason = format!("{} is there already, and would be lost", kept(path).display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, reason));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if is_there {
        fs::rename(path, kept(path))?;
    }
    let written = fs::write(path, format!("{SHELL}{block}")).and_then(|()| executable(path));
    if written.is_err() && is_there {
        fs::rename(kept(path), path)?;
    }
    written.map(|()| if is_there { Installed::Beside } else { Installed::New })
}

/// Takes our block out, and puts back what was there before, unless somebody has added lines.
pub(super) fn uninstall(path: &Path) -> io::Result<Removed> {
    let Some((before, after)) = around(path)? else { return Ok(Removed::NotOurs) };
    let is_kept = kept(path).symlink_metadata().is_ok();
    let rest = before + &after;
    if rest.trim() != SHELL.trim() && !rest.trim().is_empty() {
        fs::write(path, rest)?;
        return Ok(if is_kept { Removed::AddedBeside(kept(path)) } else { Removed::Added });
    }
    if is_kept {
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
