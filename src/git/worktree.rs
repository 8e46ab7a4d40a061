//! The files of a working tree. Nothing outside of it is read, nothing of git's own folders, and no link is followed: a
//! path may come from a diff that somebody made up.

use std::fs::File;
use std::io::Read as _;
use std::path::{Component, PathBuf};

use super::Location;
use crate::plain::is_of_git;

/// A working tree by its root.
#[derive(Debug, Clone)]
pub struct WorkTree {
    root: PathBuf,
    /// The folders of the repository itself, wherever they lie.
    git: Vec<PathBuf>,
}

impl WorkTree {
    /// The working tree of a repository; `None` where there is no such folder.
    pub fn new(location: &Location) -> Option<Self> {
        let root = location.work_tree()?.canonicalize().ok()?;
        let folders = [location.git_dir(), location.common_dir()];
        Some(Self { root, git: folders.iter().filter_map(|folder| folder.canonicalize().ok()).collect() })
    }

    /// Where a regular file is, by the bytes of its path as git stores them.
    ///
    /// # Errors
    /// A path that leads out of the working tree, by way of a link, into a folder of git's or to anything but a regular
    /// file.
    pub fn place(&self, path: &[u8]) -> Result<PathBuf, String> {
        let mut full = self.root.clone();
        let mut is_file = false;
        for part in native_path(path).components() {
            let Component::Normal(name) = part else { return Err("the path leads out of the repository".into()) };
            full.push(name);
            if is_of_git(&name.to_string_lossy()) || self.git.contains(&full) {
                return Err("the path leads into git's own folder".into());
            }
            let data = full.symlink_metadata().map_err(|error| error.to_string())?;
            if data.is_symlink() {
                return Err("not a regular file of the repository: a link is on the way".into());
            }
            is_file = data.is_file();
        }
        if is_file { Ok(full) } else { Err("not a regular file of the repository".into()) }
    }

    /// Whether a path leads into another repository: a folder on the way has a `.git` of its own.
    pub fn is_in_other(&self, path: &[u8]) -> bool {
        let path = native_path(path);
        let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        folders.into_iter().any(|folder| self.root.join(folder).join(".git").symlink_metadata().is_ok())
    }

    /// The bytes of a regular file; `None` where there are more than so many.
    ///
    /// # Errors
    /// A sentence that says why the file is not read.
    pub fn read(&self, path: &[u8], most: u64) -> Result<Option<Vec<u8>>, String> {
        let full = self.place(path)?;
        let file = File::open(full).map_err(|error| error.to_string())?;
        let mut bytes = Vec::new();
        // One more than may be, so that a file that grows is noticed.
        file.take(most + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// The mode that git would store for what is at a path, and its size; `None` where nothing is that git stores.
    pub(super) fn mode(&self, path: &[u8]) -> Option<(u32, u64)> {
        let data = self.root.join(native_path(path)).symlink_metadata().ok()?;
        let mode = if data.is_symlink() {
            0o120_000
        } else if data.is_file() {
            0o100_644 | executable(&data)
        } else {
            return None;
        };
        Some((mode, data.len()))
    }
}

#[cfg(unix)]
fn executable(data: &std::fs::Metadata) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    if data.permissions().mode() & 0o100 == 0 { 0 } else { 0o111 }
}

#[cfg(not(unix))]
fn executable(_: &std::fs::Metadata) -> u32 {
    0
}

/// A path of this platform from the bytes that git stores.
pub fn native_path(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}
