//! Whether a disk has enough free space for a download.

use std::fs;
use std::path::{Path, PathBuf};

use super::HubError;
use super::download::partial;
use super::listing::Remote;

/// The bytes of some files together, as far as they are known; `targets` are their places.
///
/// # Errors
/// [`HubError::Full`] where the disk has no space for those that are not there yet.
pub(super) fn check(folder: &Path, files: &[&Remote], targets: &[PathBuf]) -> Result<u64, HubError> {
    let there = |path: &Path| fs::metadata(path).map_or(0, |metadata| metadata.len());
    let all = files.iter().filter_map(|file| file.size).fold(0, u64::saturating_add);
    let fetched: u64 = targets.iter().map(|target| there(target) + there(&partial(target))).sum();
    let needed = all.saturating_sub(fetched);
    match free(folder) {
        Some(free) if free < needed => Err(HubError::Full { path: folder.to_owned(), needed, free }),
        _ => Ok(all),
    }
}

/// The bytes that are free on a folder's disk, where the system says.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
