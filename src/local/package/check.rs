//! Whether the files of a package are those that its manifest describes, and lie in its folder.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::published::{names, used_with};
use super::stamps::Stamps;
use super::{Manifest, Package, PackageError, Task};
use crate::digest::sha256_of;
use crate::plain::not_regular;

impl Package {
    /// The model's file, after the digests of the package's files were checked as far as they may have changed since
    /// the last time; `None` for a package that is part of the program.
    ///
    /// # Errors
    /// A file that cannot be read, or is not the one that the manifest describes.
    pub fn model_file(&self) -> Result<Option<PathBuf>, PackageError> {
        self.folder().map(|folder| self.checked(folder)).transpose()
    }

    /// Reads all files that the manifest has a digest of, and checks that they are those that it describes.
    ///
    /// # Errors
    /// As [`Package::model_file`].
    pub fn check(&self) -> Result<(), PackageError> {
        match self.folder() {
            None => self.model().map(|_| ()),
            Some(folder) => self.every_file(folder, |_, path, _| File::open(path).and_then(sha256_of)),
        }
    }

    /// The model's file, after those files were checked that may have changed.
    pub(in crate::local) fn checked(&self, folder: &Path) -> Result<PathBuf, PackageError> {
        let mut stamps = Stamps::of(folder);
        self.every_file(folder, |name, path, expected| stamps.digest(name, path, expected))?;
        stamps.save();
        Ok(folder.join(&self.manifest.model))
    }

    /// Whether the manifest has a digest of every file that a reviewer is run with.
    pub(super) fn covered(&self, folder: &Path) -> Result<(), PackageError> {
        if self.manifest.task != Task::Reviewer {
            return Ok(());
        }
        let all = names(folder);
        let all: Vec<_> = all.iter().map(String::as_str).collect();
        let used = used_with(&self.manifest.model, &all);
        match used.into_iter().find(|file| !self.manifest.files.contains_key(*file)) {
            Some(file) => Err(PackageError::Uncovered { name: self.name().to_owned(), path: folder.join(file) }),
            None => Ok(()),
        }
    }

    /// Checks each file that has a digest: its name, its path and its digest come in, what is found goes out.
    fn every_file(
        &self,
        folder: &Path,
        mut found: impl FnMut(&str, &Path, &str) -> io::Result<String>,
    ) -> Result<(), PackageError> {
        for (name, expected) in self.digests() {
            let path = inside(folder, name)?;
            let found = found(name, &path, expected)
                .map_err(|reason| PackageError::Unreadable { path: path.clone(), reason })?;
            unchanged(name, expected, found)?;
        }
        Ok(())
    }

    /// The files that have a digest, the model first.
    fn digests(&self) -> impl Iterator<Item = (&str, &str)> {
        let Manifest { model, sha256, files, .. } = &self.manifest;
        let model = sha256.iter().map(move |digest| (model.as_str(), digest.as_str()));
        model.chain(files.iter().map(|(name, digest)| (name.as_str(), digest.as_str())))
    }
}

/// Whether a file has its digest.
pub(super) fn unchanged(name: &str, expected: &str, found: String) -> Result<(), PackageError> {
    if found == expected { Ok(()) } else { Err(PackageError::Changed { model: name.to_owned(), found }) }
}

/// A file of a package, which must lie in the folder, links followed.
pub(super) fn inside(folder: &Path, name: &str) -> Result<PathBuf, PackageError> {
    let path = folder.join(name);
    let real =
        |path: &Path| path.canonicalize().map_err(|reason| PackageError::Unreadable { path: path.to_owned(), reason });
    if !real(&path)?.starts_with(real(folder)?) {
        return Err(PackageError::Outside(path));
    }
    // A pipe would be waited for.
    if path.is_file() { Ok(path) } else { Err(PackageError::Unreadable { path, reason: not_regular() }) }
}
