//! The user's consent to a repository's `review.toml`: for one repository and one content.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::digest::sha256;
use crate::state;

/// Which contents of which repositories the user accepted; a file in the user's data folder.
pub struct TrustStore {
    path: PathBuf,
    /// Repository root to the fingerprint of its `review.toml`.
    accepted: BTreeMap<String, String>,
}

impl TrustStore {
    /// The store in the user's data folder; empty where there is none yet or it cannot be read.
    pub fn open() -> Option<Self> {
        state::data().map(|folder| Self::at(folder.join("trust.json")))
    }

    fn at(path: PathBuf) -> Self {
        let accepted = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { path, accepted }
    }

    /// Whether this content was accepted for this repository.
    pub fn accepts(&self, root: &Path, text: &str) -> bool {
        self.accepted.get(&key(root)).is_some_and(|accepted| *accepted == sha256(&[text]))
    }

    /// Accepts this content for this repository.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn accept(&mut self, root: &Path, text: &str) -> io::Result<()> {
        self.accepted.insert(key(root), sha256(&[text]));
        self.save()
    }

    /// Takes the consent back; `false` where there was none.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn revoke(&mut self, root: &Path) -> io::Result<bool> {
        let was_there = self.accepted.remove(&key(root)).is_some();
        self.save().map(|()| was_there)
    }

    fn save(&self) -> io::Result<()> {
        let folder = self.path.parent().expect("it lies in a folder");
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, &self.accepted)?;
        file.persist(&self.path)?;
        Ok(())
    }
}

fn key(root: &Path) -> String {
    root.canonicalize().unwrap_or_else(|_| root.to_owned()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consent_is_for_one_repository_and_one_content() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (Path::new("/one"), Path::new("/two"));
        let path = folder.path().join("data").join("trust.json");
        let mut store = TrustStore::at(path.clone());
        store.accept(one, "a = 1").unwrap();
        let store = TrustStore::at(path.clone());
        assert!(store.accepts(one, "a = 1"));
        assert!(!store.accepts(one, "a = 2") && !store.accepts(two, "a = 1"));
        assert!(TrustStore::at(path.clone()).revoke(one).unwrap());
        assert!(!TrustStore::at(path).accepts(one, "a = 1"));
    }
}
