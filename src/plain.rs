//! Files of a repository that are read as instructions. They are regular files inside the tree, of a bounded size; links,
//! named pipes, devices and folders are refused with a reason, and nothing is waited for.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use thiserror::Error;

/// The most that is read of a configuration, a rule or a guideline.
pub(crate) const MOST_BYTES: u64 = 1024 * 1024;
/// The most that is read of a baseline.
pub(crate) const MOST_BASELINE_BYTES: u64 = 64 * 1024 * 1024;

/// Why a file of a repository is not read.
#[derive(Debug, Error)]
pub enum Refusal {
    /// It is a link, or in a folder that is one.
    #[error("{0} is a symbolic link; put a regular file there")]
    Link(String),
    /// It is a folder, a named pipe, a device or another repository.
    #[error("it is not a regular file")]
    NotRegular,
    /// It is too large.
    #[error("it is larger than {} MiB", .0 / (1024 * 1024))]
    TooLarge(u64),
    /// It is not UTF-8.
    #[error("it is not UTF-8")]
    NotText,
    /// The path leads out of the tree.
    #[error("the path leads out of the repository")]
    Outside,
    /// The system's own reason.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// The text of a file beneath a root, by its path with `/`; `None` where there is none.
///
/// # Errors
/// Why it is not read.
pub(crate) fn read_text(root: &Path, path: &str, most: u64) -> Result<Option<String>, Refusal> {
    let bytes = read(root, path, most)?;
    bytes.map(|bytes| String::from_utf8(bytes).map_err(|_| Refusal::NotText)).transpose()
}

/// The bytes of a file beneath a root; see [`read_text`].
pub(crate) fn read(root: &Path, path: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(full) = place(root, path)? else { return Ok(None) };
    let file = match open(&full) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    // Asked of what was opened: what is at the path may change meanwhile.
    if !file.metadata()?.is_file() {
        return Err(Refusal::NotRegular);
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Refusal::TooLarge(most)) } else { Ok(Some(bytes)) }
}

/// Whether there is no file of a name, as of one that there cannot be.
fn names_nothing(error: &io::Error) -> bool {
    use ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(error.kind(), NotFound | NotADirectory | InvalidInput | InvalidFilename)
}

/// Whether a part of a path names git's own folder on any of the file systems that git knows: HFS ignores some characters
/// and Windows what ends a name, and the short name of `.git` there is `git~1`.
pub(crate) fn is_of_git(part: &str) -> bool {
    let is_seen = |sign: &char| !matches!(sign, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    // A backslash parts folders on Windows, and a colon a file from its streams.
    part.split(['/', '\\', ':']).any(|part| {
        let name: String = part.chars().filter(is_seen).collect();
        let name = name.trim_end_matches([' ', '.']).to_ascii_lowercase();
        name == ".git" || name == "git~1"
    })
}

/// Where a regular file is, without a link on the way.
fn place(root: &Path, path: &str) -> Result<Option<PathBuf>, Refusal> {
    let mut full = root.to_owned();
    let mut walked = Vec::new();
    let mut data = None;
    for part in Path::new(path).components() {
        let Component::Normal(name) = part else { return Err(Refusal::Outside) };
        if is_of_git(&name.to_string_lossy()) {
            return Ok(None);
        }
        full.push(name);
        walked.push(name.to_string_lossy());
        data = match full.symlink_metadata() {
            Err(error) if names_nothing(&error) => return Ok(None),
            data => Some(data?),
        };
        if data.as_ref().is_some_and(fs::Metadata::is_symlink) {
            return Err(Refusal::Link(walked.join("/")));
        }
    }
    match data {
        Some(data) if data.is_file() => Ok(Some(full)),
        _ => Err(Refusal::NotRegular),
    }
}

#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
    File::options().read(true).custom_flags(flags.cast_signed()).open(path)
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Why a folder, a pipe or a device is not read.
pub(crate) fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, Refusal::NotRegular.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(root: &Path, path: &str) -> String {
        read_text(root, path, 8).unwrap_err().to_string()
    }

    #[test]
    fn a_regular_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("sub")).unwrap();
        fs::write(root.join("sub/a"), "12345678").unwrap();
        fs::write(root.join("b"), "123456789").unwrap();
        fs::write(root.join("c"), b"\xff").unwrap();
        assert_eq!(read_text(root, "sub/a", 8).unwrap().as_deref(), Some("12345678"));
        assert_eq!(read_text(root, "none", 8).unwrap(), None);
        assert_eq!(read_text(root, "b/none", 8).unwrap(), None, "a file is no folder");
        assert_eq!(read_text(root, &"x".repeat(5000), 8).unwrap(), None);
        assert_eq!(read_text(root, "x\0y/z", 8).unwrap(), None);
        assert!(matches!(read_text(root, "b", 8), Err(Refusal::TooLarge(8))));
        assert_eq!(reason(root, "c"), "it is not UTF-8");
        assert_eq!(reason(root, "sub"), "it is not a regular file");
        assert_eq!(reason(root, "../x"), "the path leads out of the repository");
    }

    #[test]
    fn nothing_of_git_itself_is_there() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".git")).unwrap();
        fs::write(folder.path().join(".git/config"), "1").unwrap();
        assert_eq!(read_text(folder.path(), ".git/config", 8).unwrap(), None);
        for name in
            [".git", ".GIT", ".Git. .", "git~1", "GIT~1", ".g\u{200c}it", ".git::$INDEX_ALLOCATION", "a\\.git\\b"]
        {
            assert!(is_of_git(name), "{name}");
        }
        for name in [".github", ".gitignore", "git", "git~10", "x.git", ".gitmodules", "g it"] {
            assert!(!is_of_git(name), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_and_pipes_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("sub")).unwrap();
        fs::write(root.join("sub/a"), "1").unwrap();
        std::os::unix::fs::symlink("sub/a", root.join("link")).unwrap();
        std::os::unix::fs::symlink("sub", root.join("folder")).unwrap();
        std::os::unix::fs::symlink("nowhere", root.join("dangling")).unwrap();
        let pipe = std::process::Command::new("mkfifo").arg(root.join("pipe")).status();
        assert!(pipe.unwrap().success());
        assert_eq!(reason(root, "link"), "link is a symbolic link; put a regular file there");
        assert_eq!(reason(root, "folder/a"), "folder is a symbolic link; put a regular file there");
        assert_eq!(reason(root, "dangling"), "dangling is a symbolic link; put a regular file there");
        assert_eq!(reason(root, "pipe"), "it is not a regular file");
    }
}
