//! The user's folder of model packages: what is in it, what is added, what is removed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use miette::Diagnostic;
use tempfile::TempDir;
use thiserror::Error;

use super::super::package::published::Published;
use super::super::package::{Package, PackageError, STAMPS, is_name, write_manifest};
use crate::plain::not_regular;

/// The folder, one folder in it for each package, called by the package's name.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
}

/// Why a package could not be added or removed.
#[derive(Debug, Error, Diagnostic)]
pub enum RegistryError {
    /// A package of this name is there.
    #[error("there is a model `{0}` already")]
    #[diagnostic(help("`review models remove {0}` makes room for another"))]
    Taken(String),
    /// A part of the program.
    #[error("the model `{0}` is part of the program")]
    #[diagnostic(help("`[local] risk` says which model is used; `off` uses none"))]
    Builtin(String),
    /// No package of this name.
    #[error("there is no model `{0}`")]
    #[diagnostic(help("`review models list` prints those that are there"))]
    Unknown(String),
    /// A package in which links lead elsewhere.
    #[error("{} is a link, and a package holds files only", .0.display())]
    #[diagnostic(help("put the file itself in its place"))]
    Link(PathBuf),
    /// A file or folder.
    #[error("{} cannot be {action}: {reason}", path.display())]
    File { path: PathBuf, action: &'static str, reason: io::Error },
}

impl Store {
    /// The folder in the user's data folder, which need not be there yet.
    pub fn open() -> Option<Self> {
        crate::state::data().map(|data| Self { folder: data.join("models") })
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where models that are being fetched lie until they are whole, on the same disk as the packages.
    pub(in crate::local) fn downloads(&self) -> PathBuf {
        self.folder.join(".downloads")
    }

    /// Copies a package that was read and checked; it appears in one step or not at all.
    ///
    /// # Errors
    /// A name that is taken, a link among the files, or a file that cannot be copied.
    pub fn add(&self, package: &Package, from: &Path) -> Result<(), RegistryError> {
        let beside = self.beside(package.name())?;
        let copy = beside.path().join(package.name());
        copy_files(from, &copy)?;
        self.adopt(package.name(), &copy)
    }

    /// Copies the files that a published model needs, with a manifest of their digests; it appears in one step or not
    /// at all.
    ///
    /// # Errors
    /// A name that is taken, or a file that cannot be copied.
    pub fn add_published(&self, published: &Published) -> Result<(), RegistryError> {
        let name = &published.manifest.name;
        let beside = self.beside(name)?;
        let copy = beside.path().join(name);
        for file in &published.files {
            let (from, to) = (published.root.join(file), copy.join(file));
            let failed = |reason| RegistryError::File { path: from.clone(), action: "copied", reason };
            fs::create_dir_all(to.parent().expect("it lies in a folder")).map_err(failed)?;
            fs::copy(&from, &to).map_err(failed)?;
        }
        describe(published, &copy, &BTreeMap::new())?;
        self.adopt(name, &copy)
    }

    /// Makes a package of files that lie on the store's own disk, which are moved, with digests that are known
    /// already; it appears in one step or not at all.
    ///
    /// # Errors
    /// A name that is taken, or a folder that cannot be moved.
    pub(in crate::local) fn take(
        &self,
        published: &Published,
        known: &BTreeMap<String, String>,
    ) -> Result<(), RegistryError> {
        describe(published, &published.root, known)?;
        self.adopt(&published.manifest.name, &published.root)
    }

    /// Whether a name is not taken yet.
    ///
    /// # Errors
    /// [`RegistryError::Taken`] where it is.
    pub fn free(&self, name: &str) -> Result<(), RegistryError> {
        if self.folder.join(name).exists() { Err(RegistryError::Taken(name.to_owned())) } else { Ok(()) }
    }

    /// A folder in which a package comes about, on the disk that it is for.
    fn beside(&self, name: &str) -> Result<TempDir, RegistryError> {
        self.free(name)?;
        let unwritten = |reason| RegistryError::File { path: self.folder.clone(), action: "written", reason };
        fs::create_dir_all(&self.folder).map_err(unwritten)?;
        tempfile::Builder::new().prefix(".adding-").tempdir_in(&self.folder).map_err(unwritten)
    }

    /// Moves a folder that is complete into its place.
    fn adopt(&self, name: &str, folder: &Path) -> Result<(), RegistryError> {
        let target = self.folder.join(name);
        self.free(name)?;
        let unwritten = |reason| RegistryError::File { path: self.folder.clone(), action: "written", reason };
        fs::rename(folder, &target).map_err(|reason| self.free(name).err().unwrap_or_else(|| unwritten(reason)))
    }

    /// Deletes a package, whether it is valid or not.
    ///
    /// # Errors
    /// No such package, or one that cannot be deleted.
    pub fn remove(&self, name: &str) -> Result<(), RegistryError> {
        let path = self.folder.join(name);
        // Only a plain name is looked for: anything else could lead out of the folder.
        if !is_name(name) || !path.is_dir() {
            return Err(RegistryError::Unknown(name.to_owned()));
        }
        let undeleted = |reason| RegistryError::File { path: path.clone(), action: "deleted", reason };
        if path.is_symlink() { fs::remove_file(&path) } else { fs::remove_dir_all(&path) }.map_err(undeleted)
    }
}

/// Writes the manifest of a published model whose files lie in a folder.
fn describe(published: &Published, folder: &Path, known: &BTreeMap<String, String>) -> Result<(), RegistryError> {
    let failed = |action| move |reason| RegistryError::File { path: folder.to_owned(), action, reason };
    let manifest = published.pinned(folder, known).map_err(failed("read"))?;
    write_manifest(folder, &manifest).map_err(failed("written"))
}

/// The packages of a folder, by name; a folder's name and the package's are one.
pub(super) fn packages_in(folder: &Path) -> Vec<Result<Package, PackageError>> {
    let entries = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir() && !hidden(path)).collect();
    folders.sort();
    let named = |folder: &PathBuf, package: Package| {
        let same = folder.file_name().is_some_and(|name| name == package.name());
        let name = package.name().to_owned();
        if same { Ok(package) } else { Err(PackageError::Misplaced { folder: folder.clone(), name }) }
    };
    folders.iter().map(|folder| Package::read(folder).and_then(|package| named(folder, package))).collect()
}

fn copy_files(from: &Path, to: &Path) -> Result<(), RegistryError> {
    let failed = |path: &Path, action| {
        let path = path.to_owned();
        move |reason| RegistryError::File { path, action, reason }
    };
    fs::create_dir_all(to).map_err(failed(to, "written"))?;
    for entry in from.read_dir().map_err(failed(from, "read"))? {
        let entry = entry.map_err(failed(from, "read"))?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed(from, "read"))?);
        if kind.is_symlink() {
            return Err(RegistryError::Link(path));
        } else if kind.is_dir() {
            copy_files(&path, &to.join(entry.file_name()))?;
        } else if !kind.is_file() {
            return Err(failed(&path, "copied")(not_regular()));
        } else if entry.file_name() != STAMPS {
            // What another machine found right, this one has not seen.
            fs::copy(&path, to.join(entry.file_name())).map_err(failed(&path, "copied"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::super::package::files;
    use super::super::super::package::published::Wishes;
    use super::super::super::package::published::tests::published;
    use super::super::super::package::tests::write;
    use super::*;

    fn store() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store { folder: folder.path().join("models") };
        (folder, store)
    }

    #[test]
    fn a_package_is_added_once_and_removed() {
        let (folder, store) = store();
        let from = write(&folder.path().join("from"), "ours", "ours");
        let package = Package::read(&from).unwrap();
        store.add(&package, &from).unwrap();
        assert!(matches!(store.add(&package, &from), Err(RegistryError::Taken(_))));
        let there = packages_in(store.folder());
        assert_eq!(there.len(), 1);
        assert_eq!(files(store.folder()).len(), 2);
        assert_eq!(there[0].as_ref().unwrap().manifest, package.manifest);
        store.remove("ours").unwrap();
        assert!(matches!(store.remove("ours"), Err(RegistryError::Unknown(_))));
        assert!(packages_in(store.folder()).is_empty());
    }

    #[test]
    fn a_published_model_is_added_with_what_it_needs_and_a_manifest_that_holds() {
        let (folder, store) = store();
        let from = published(folder.path());
        let read = Published::read(&from, &Wishes::default()).unwrap();
        store.add_published(&read).unwrap();
        assert!(matches!(store.add_published(&read), Err(RegistryError::Taken(_))));
        let package = packages_in(store.folder()).pop().unwrap().unwrap();
        package.check().unwrap();
        let there = package.folder().unwrap();
        assert!(there.join("onnx/model_q4.onnx_data").exists() && !there.join("onnx/model.onnx").exists());
        fs::write(there.join("tokenizer.json"), "[]").unwrap();
        assert!(matches!(package.model_file(), Err(PackageError::Changed { .. })));
        fs::write(there.join("chat_template.jinja"), "anything").unwrap();
        assert!(matches!(packages_in(store.folder())[..], [Err(PackageError::Uncovered { .. })]));
    }

    #[test]
    fn no_name_removes_anything_outside_the_folder() {
        let (folder, store) = store();
        let other = write(&folder.path().join("other"), "ours", "ours");
        fs::create_dir_all(store.folder()).unwrap();
        for name in ["../other", "..", ".", "", &other.to_string_lossy()] {
            assert!(matches!(store.remove(name), Err(RegistryError::Unknown(_))), "{name}");
        }
        assert!(other.is_dir() && store.folder().is_dir());
    }

    #[test]
    fn a_folder_of_another_name_than_its_package_is_broken() {
        let (_folder, store) = store();
        write(&store.folder().join("other"), "ours", "ours");
        assert!(matches!(packages_in(store.folder())[..], [Err(PackageError::Misplaced { .. })]));
    }

    #[cfg(unix)]
    #[test]
    fn a_package_with_a_link_is_not_added_and_nothing_is_left() {
        let (folder, store) = store();
        let from = write(&folder.path().join("from"), "ours", "ours");
        std::os::unix::fs::symlink("/etc/passwd", from.join("notes")).unwrap();
        let error = store.add(&Package::read(&from).unwrap(), &from).unwrap_err();
        assert!(matches!(error, RegistryError::Link(_)), "{error}");
        assert_eq!(store.folder().read_dir().unwrap().count(), 0);
    }
}
