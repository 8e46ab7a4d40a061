//! Installs the library of ONNX Runtime: the pinned wheel is fetched from a package index, its digest is checked, the
//! library is unpacked, loaded once to see that it works, and moved into its place in one step.

mod error;
mod index;
mod pip;
mod simple;
mod unpack;
mod wheel;

pub use error::SetupError;
pub use wheel::VERSION;

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::Seek;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use self::index::Index;
use self::wheel::{WHEELS, Wheel};
use super::library;
use crate::digest::sha256_of;
use crate::http::host;

/// Where the wheel comes from.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// A file.
    Wheel(&'a Path),
    /// A package index.
    Index {
        /// The address under which each package has a page.
        address: &'a str,
        /// Who set it, for errors: a flag or a key.
        set_by: &'a str,
    },
    /// The package index that pip or uv is configured with; pip itself where none is.
    Configured,
}

impl<'a> Source<'a> {
    /// The wheel of `--wheel`, else the index of `--index`, else that of the configuration.
    pub fn named(wheel: Option<&'a Path>, index: Option<&'a str>, configured: Option<&'a str>) -> Self {
        match (wheel, index, configured) {
            (Some(path), _, _) => Self::Wheel(path),
            (None, Some(address), _) => Self::Index { address, set_by: "--index" },
            (None, None, Some(address)) => Self::Index { address, set_by: "`[runtime] index`" },
            (None, None, None) => Self::Configured,
        }
    }
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Installed {
    /// A library that works was there.
    Already(PathBuf),
    /// It was installed.
    Now(PathBuf),
}

impl Installed {
    /// The library.
    pub fn library(&self) -> &Path {
        match self {
            Self::Already(path) | Self::Now(path) => path,
        }
    }
}

impl fmt::Display for Installed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Already(path) => write!(f, "ONNX Runtime is there already: {}", path.display()),
            Self::Now(path) => write!(f, "installed ONNX Runtime {VERSION}: {}", path.display()),
        }
    }
}

/// The folder that the library is installed in unless another is named, and found in.
pub fn default_folder() -> Option<PathBuf> {
    crate::state::data().map(|folder| folder.join("runtime").join(VERSION))
}

/// Installs the library into a folder. Of several processes that do so at once, one does and the others wait for it.
///
/// # Errors
/// See [`SetupError`].
pub fn install(folder: &Path, source: Source<'_>, say: &dyn Fn(&str)) -> Result<Installed, SetupError> {
    let own = |wheel: &&Wheel| wheel.system == (env::consts::OS, env::consts::ARCH);
    let wheel = WHEELS.iter().find(own).ok_or(SetupError::Platform)?;
    install_wheel(wheel, folder, source, say)
}

fn install_wheel(
    wheel: &Wheel,
    folder: &Path,
    source: Source<'_>,
    say: &dyn Fn(&str),
) -> Result<Installed, SetupError> {
    fs::create_dir_all(folder).map_err(SetupError::unwritten(folder))?;
    let folder = folder.canonicalize().map_err(SetupError::unwritten(folder))?;
    let lock = File::create(folder.join(".lock")).map_err(SetupError::unwritten(&folder))?;
    // Where a file system knows no locks, two may do the same work; the last step is safe for both.
    let _ = lock.lock();
    let target = folder.join(wheel.library);
    if target.exists() && library::open(&target).is_ok() {
        return Ok(Installed::Already(target));
    }
    let downloads = temporary(&env::temp_dir())?;
    let (path, origin) = obtain(wheel, source, downloads.path(), say)?;
    let file = verified(&path, &origin, wheel)?;
    let beside = temporary(&folder)?;
    let unpacked = unpack::unpack(file, wheel.library, beside.path())?;
    library::open(&unpacked).map_err(SetupError::DoesNotLoad)?;
    fs::rename(&unpacked, &target).map_err(SetupError::unwritten(&target))?;
    Ok(Installed::Now(target))
}

/// The path of the wheel, and where it is from, for people.
fn obtain(
    wheel: &Wheel,
    source: Source<'_>,
    downloads: &Path,
    say: &dyn Fn(&str),
) -> Result<(PathBuf, String), SetupError> {
    let index = match source {
        Source::Wheel(path) => return Ok((path.to_owned(), path.display().to_string())),
        Source::Index { address, set_by } => Some(Index::new(address, set_by)?),
        Source::Configured => Index::configured()?,
    };
    if let Some(index) = index {
        let host = host(&index.url);
        say(&format!("fetching ONNX Runtime {VERSION} from {host}"));
        return Ok((simple::fetch(&index, wheel, downloads)?, format!("the file from {host}")));
    }
    say(&format!("no package index is configured: fetching ONNX Runtime {VERSION} with pip"));
    Ok((pip::fetch(wheel, downloads)?, "the file that pip fetched".to_owned()))
}

fn temporary(folder: &Path) -> Result<TempDir, SetupError> {
    tempfile::Builder::new().prefix(".review-setup-").tempdir_in(folder).map_err(SetupError::unwritten(folder))
}

/// The wheel, open at its start, if it has the pinned digest.
fn verified(path: &Path, origin: &str, wheel: &Wheel) -> Result<File, SetupError> {
    let mut file = File::open(path).map_err(SetupError::unread(path))?;
    let found = sha256_of(&file).map_err(SetupError::unread(path))?;
    if found != wheel.sha256 {
        let (file, command) = (origin.to_owned(), pip::command(wheel));
        return Err(SetupError::Digest { file, found, expected: wheel.sha256, command });
    }
    file.rewind().map_err(SetupError::unread(path))?;
    Ok(file)
}

#[cfg(test)]
mod tests;
