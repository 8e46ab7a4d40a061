//! What shows an answer of the cache to be one that this program kept for this user: a code that only who has the key can
//! compute. The key lies beside the folders that are carried around, for the user alone.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use ring::hmac;
use ring::rand::SystemRandom;

use super::StoreError;
use super::entry::Entry;
use crate::digest::sha256;
use crate::state;

/// The variable that holds a secret in the place of the file: for machines that last as long as one run.
pub(super) const VARIABLE: &str = "REVIEW_VERDICT_KEY";

/// Bytes of a key.
const LENGTH: usize = 32;

/// Where the key is from.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// A file, made where it is not there.
    File(PathBuf),
    /// A secret that the user gives.
    Given(String),
}

impl KeyPlace {
    /// The user's own: the variable `REVIEW_VERDICT_KEY`, else the file.
    pub fn of_user() -> Option<Self> {
        let given = std::env::var(VARIABLE).ok().filter(|secret| !secret.is_empty());
        given.map(Self::Given).or_else(|| state::beside_records("review-verdicts.key").map(Self::File))
    }
}

/// Computes codes.
#[derive(Debug)]
pub(super) struct Voucher(hmac::Key);

impl Voucher {
    /// The one of a key.
    ///
    /// # Errors
    /// A file that others may have written or read, or that cannot be made.
    pub fn open(place: &KeyPlace) -> Result<Self, StoreError> {
        let bytes = match place {
            KeyPlace::Given(secret) => sha256(&[VARIABLE, secret]).into_bytes(),
            KeyPlace::File(path) => key(path).map_err(|reason| StoreError::Key { path: path.clone(), reason })?,
        };
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// The code of an entry.
    pub fn code(&self, entry: &Entry) -> Vec<u8> {
        hmac::sign(&self.0, &told(entry)).as_ref().to_vec()
    }

    /// Whether an entry is one of ours.
    pub fn knows(&self, entry: &Entry, code: &[u8]) -> bool {
        hmac::verify(&self.0, &told(entry), code).is_ok()
    }
}

/// All of an entry but when it was used, each part with its length.
fn told(entry: &Entry) -> Vec<u8> {
    let mut bytes = entry.created.to_le_bytes().to_vec();
    for part in [&*entry.kind, entry.key.as_str(), &*entry.model, &*entry.answer] {
        bytes.extend((part.len() as u64).to_le_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

/// The key in a file. Of several programs that make it at once, one does.
fn key(path: &Path) -> io::Result<Vec<u8>> {
    if path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        make(path)?;
    }
    let data = path.symlink_metadata()?;
    let unfit = |reason: &str| Err(io::Error::new(ErrorKind::InvalidData, reason));
    if !data.is_file() {
        return unfit("it is not a regular file");
    }
    if !state::is_of_user(&data) || is_open_to_others(&data) {
        return unfit("others can read or write it");
    }
    let bytes = fs::read(path)?;
    if bytes.len() == LENGTH { Ok(bytes) } else { unfit("it is not a key") }
}

fn make(path: &Path) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let random = ring::rand::generate::<[u8; LENGTH]>(&SystemRandom::new());
    let random = random.map_err(|_| io::Error::other("the system gives no random numbers"))?;
    // Temporary files are for the user alone.
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(&random.expose())?;
    match file.persist_noclobber(path) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => Err(error.error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn is_open_to_others(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn is_open_to_others(_: &fs::Metadata) -> bool {
    false
}
