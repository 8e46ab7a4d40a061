//! Whether a file still has its digest. Gigabytes are not read at every start: a large file that was found right is
//! noted with its size and time in the package's folder, and read again only when these differ.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::digest::sha256_of;

/// The file in a package's folder that notes what was found right. It says nothing that the manifest beside it does
/// not: whoever may write it may write the manifest, too.
pub(in crate::local) const STAMPS: &str = ".checked.json";

/// A smaller file is read every time; that takes no tenth of a second.
const SMALL: u64 = 32 << 20;

/// A file that was changed so shortly before may change again without a new time.
const SETTLED: Duration = Duration::from_secs(2);

/// What was found of a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
struct Stamp {
    sha256: String,
    size: u64,
    /// Nanoseconds since 1970.
    modified: u128,
}

/// The files of a folder that were found right, by path.
pub(super) struct Stamps {
    path: PathBuf,
    known: BTreeMap<String, Stamp>,
    changed: bool,
}

impl Stamps {
    /// Those of a package's folder; none where there is no note that can be read.
    pub(super) fn of(folder: &Path) -> Self {
        let path = folder.join(STAMPS);
        let known = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, known, changed: false }
    }

    /// The digest of a file: `expected` where it was found right and was not touched since, else what is read.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn digest(&mut self, name: &str, file: &Path, expected: &str) -> io::Result<String> {
        let metadata = fs::metadata(file)?;
        if metadata.len() < SMALL {
            return File::open(file).and_then(sha256_of);
        }
        let stamp = modified(&metadata).map(|time| Stamp {
            sha256: expected.to_owned(),
            size: metadata.len(),
            modified: time.as_nanos(),
        });
        if stamp.is_some() && self.known.get(name) == stamp.as_ref() {
            return Ok(expected.to_owned());
        }
        let started = SystemTime::now();
        let found = File::open(file).and_then(sha256_of)?;
        let settled = metadata.modified().is_ok_and(|time| time + SETTLED < started);
        self.changed |= self.known.remove(name).is_some();
        if let Some(stamp) = stamp.filter(|_| settled && found == expected) {
            self.known.insert(name.to_owned(), stamp);
            self.changed = true;
        }
        Ok(found)
    }

    /// Writes what is new. Where the folder cannot be written, files are read again next time.
    pub(super) fn save(self) {
        let Some(folder) = self.path.parent().filter(|_| self.changed) else { return };
        let written = || {
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            serde_json::to_writer(&mut file, &self.known)?;
            file.persist(&self.path).map(drop).map_err(io::Error::from)
        };
        let _: io::Result<()> = written();
    }
}

fn modified(metadata: &Metadata) -> Option<Duration> {
    metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of zeros that is just not small, last changed at a time, and its digest.
    fn large(folder: &Path, changed: SystemTime) -> (PathBuf, String) {
        let path = folder.join("weights");
        let file = File::create(&path).unwrap();
        file.set_len(SMALL).unwrap();
        file.set_modified(changed).unwrap();
        (path.clone(), File::open(path).and_then(sha256_of).unwrap())
    }

    /// Changes a byte of a file, and gives it a time.
    fn touch(path: &Path, time: SystemTime) {
        use std::io::Write;
        let mut file = File::options().write(true).open(path).unwrap();
        file.write_all(b"x").unwrap();
        file.set_modified(time).unwrap();
    }

    #[test]
    fn a_large_file_is_read_once_until_its_time_changes() {
        let folder = tempfile::tempdir().unwrap();
        let long_ago = SystemTime::now() - Duration::from_hours(1);
        let (path, digest) = large(folder.path(), long_ago);
        let look = || {
            let mut stamps = Stamps::of(folder.path());
            let found = stamps.digest("weights", &path, &digest).unwrap();
            stamps.save();
            found
        };
        assert_eq!(look(), digest);
        touch(&path, long_ago);
        assert_eq!(look(), digest, "neither its size nor its time tell");
        touch(&path, long_ago + Duration::from_secs(1));
        assert_ne!(look(), digest);
        touch(&path, long_ago);
        assert_ne!(look(), digest, "what was found wrong is not noted");
    }

    #[test]
    fn a_file_that_was_changed_just_now_is_not_noted() {
        let folder = tempfile::tempdir().unwrap();
        let (path, digest) = large(folder.path(), SystemTime::now());
        let mut stamps = Stamps::of(folder.path());
        assert_eq!(stamps.digest("weights", &path, &digest).unwrap(), digest);
        stamps.save();
        assert!(!folder.path().join(STAMPS).exists());
    }
}
