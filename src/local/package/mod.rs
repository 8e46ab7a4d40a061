//! A model package: a folder with a `manifest.toml` and the model that it describes, checked before it is used.

mod manifest;

pub use manifest::{Manifest, RiskSection, Task, is_name};

use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use miette::{Diagnostic, NamedSource, SourceSpan};
use ort::session::Session;
use thiserror::Error;

use super::runtime::{Runtime, RuntimeError};
use crate::config::Device;
use crate::digest::sha256_of;
use crate::embedded;

/// The name of the file that describes a package.
pub const MANIFEST: &str = "manifest.toml";

/// Where a package comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program: the folder in the source tree, which ends in `/`.
    Builtin(&'static str),
    /// A folder of the user's.
    Folder(PathBuf),
}

/// A package whose manifest was read and makes sense. Its model is checked when it is loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// What its manifest says.
    pub manifest: Manifest,
    /// Where it comes from.
    pub origin: Origin,
}

/// Why a package cannot be used.
#[derive(Debug, Error, Diagnostic)]
pub enum PackageError {
    /// A mistake in the manifest.
    #[error("the model package in {path} is not valid: {reason}")]
    #[diagnostic(help("the form of a {MANIFEST} is `review schema model`"))]
    Manifest {
        path: String,
        reason: String,
        #[source_code]
        source_code: NamedSource<String>,
        #[label("here")]
        place: Option<SourceSpan>,
    },
    /// A file that cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    #[diagnostic(help("a model package is a folder with a {MANIFEST} and the model that it names"))]
    Unreadable { path: PathBuf, reason: io::Error },
    /// A model that leads out of its folder.
    #[error("{} leads out of its package", .0.display())]
    #[diagnostic(help("keep the model itself in the package, not a link to it"))]
    Outside(PathBuf),
    /// A model that is not the one that the manifest describes.
    #[error("{model} is not the file that its manifest describes: its SHA-256 is {found}")]
    #[diagnostic(help("it may be damaged or was changed; install the package again"))]
    Changed { model: String, found: String },
    /// A folder of another name than its package.
    #[error("{} holds the model `{name}`", folder.display())]
    #[diagnostic(help("the folder of a package has its name; `review models add` sees to it"))]
    Misplaced { folder: PathBuf, name: String },
    /// A package of the user's with the name of one of the program's.
    #[error("the model `{0}` in your data folder is not used: it has the name of one that is part of the program")]
    #[diagnostic(help("`review models remove {0}` deletes yours"))]
    Shadowed(String),
    /// The runtime does not take the model.
    #[error("the model `{name}` cannot be loaded: {reason}")]
    Runtime {
        name: String,
        #[source]
        #[diagnostic_source]
        reason: RuntimeError,
    },
}

impl Package {
    /// Reads the package of a folder.
    ///
    /// # Errors
    /// A manifest that cannot be read or makes no sense, or a model that is not in the folder.
    pub fn read(folder: &Path) -> Result<Self, PackageError> {
        let path = folder.join(MANIFEST);
        let text =
            fs::read_to_string(&path).map_err(|reason| PackageError::Unreadable { path: path.clone(), reason })?;
        let manifest = manifest::read(&path.to_string_lossy(), &text)?;
        let package = Self { manifest, origin: Origin::Folder(folder.to_owned()) };
        package.inside(folder)?;
        Ok(package)
    }

    /// Reads a package that is part of the program, by its folder in the source tree (which ends in `/`).
    ///
    /// # Errors
    /// As [`Package::read`].
    pub(super) fn builtin(folder: &'static str) -> Result<Self, PackageError> {
        let path = format!("{folder}{MANIFEST}");
        let text = embedded::text(&path).ok_or_else(|| missing(&path))?;
        let package = Self { manifest: manifest::read(&path, text)?, origin: Origin::Builtin(folder) };
        package.embedded(folder).map(|_| package.clone())
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.manifest.name
    }

    /// How well a package suits a language: a specialist for it more than one for all, and not at all one for others.
    pub fn suits(&self, language: Option<&str>) -> Option<Suits> {
        let languages = &self.manifest.languages;
        match language {
            _ if languages.is_empty() => Some(Suits::AnyLanguage),
            Some(language) if languages.iter().any(|name| name == language) => Some(Suits::ThisLanguage),
            _ => None,
        }
    }

    /// Bytes that the package takes on the disk or in the program.
    pub fn size(&self) -> u64 {
        match &self.origin {
            Origin::Builtin(folder) => self.embedded(folder).map_or(0, |bytes| bytes.len() as u64),
            Origin::Folder(folder) => files(folder).iter().filter_map(|file| Some(file.metadata().ok()?.len())).sum(),
        }
    }

    /// Bytes of memory that the loaded model is taken to need.
    pub fn memory(&self) -> u64 {
        self.manifest.memory_mb.map_or_else(|| self.size(), |megabytes| u64::from(megabytes) << 20)
    }

    /// The model in memory, after its digest was checked.
    ///
    /// # Errors
    /// A model that cannot be read, or is not the one that the manifest describes.
    pub fn model(&self) -> Result<Cow<'static, [u8]>, PackageError> {
        let bytes = match &self.origin {
            Origin::Builtin(folder) => Cow::Borrowed(self.embedded(folder)?),
            Origin::Folder(folder) => {
                let path = self.inside(folder)?;
                Cow::Owned(fs::read(&path).map_err(|reason| PackageError::Unreadable { path, reason })?)
            }
        };
        let found = sha256_of(&*bytes).expect("memory can be read");
        self.unchanged(found).map(|()| bytes)
    }

    /// A session on the model, after its digest was checked.
    ///
    /// # Errors
    /// As [`Package::model`], or what the runtime says.
    pub fn session(&self, runtime: &Runtime, device: Device, threads: usize) -> Result<Session, PackageError> {
        let session = match &self.origin {
            Origin::Builtin(_) => runtime.session(&self.model()?, device, threads),
            // From the file, so that weights may lie beside it and are mapped, not copied.
            Origin::Folder(folder) => runtime.session_from_file(&self.file(folder)?, device, threads),
        };
        session.map_err(|reason| PackageError::Runtime { name: self.name().to_owned(), reason })
    }

    /// Checks that the model is the one that the manifest describes.
    ///
    /// # Errors
    /// As [`Package::model`].
    pub fn check(&self) -> Result<(), PackageError> {
        match &self.origin {
            Origin::Builtin(_) => self.model().map(|_| ()),
            Origin::Folder(folder) => self.file(folder).map(|_| ()),
        }
    }

    /// The model's file in the package's folder, after its digest was checked.
    fn file(&self, folder: &Path) -> Result<PathBuf, PackageError> {
        let path = self.inside(folder)?;
        let digest = File::open(&path).and_then(sha256_of);
        let found = digest.map_err(|reason| PackageError::Unreadable { path: path.clone(), reason })?;
        self.unchanged(found).map(|()| path)
    }

    /// The model in the program.
    fn embedded(&self, folder: &str) -> Result<&'static [u8], PackageError> {
        let path = format!("{folder}{}", self.manifest.model);
        embedded::bytes(&path).ok_or_else(|| missing(&path))
    }

    fn unchanged(&self, found: String) -> Result<(), PackageError> {
        if found == self.manifest.sha256 {
            return Ok(());
        }
        Err(PackageError::Changed { model: self.manifest.model.clone(), found })
    }

    /// The model's file, which must lie in the folder, links followed.
    fn inside(&self, folder: &Path) -> Result<PathBuf, PackageError> {
        let path = folder.join(&self.manifest.model);
        let real = |path: &Path| {
            path.canonicalize().map_err(|reason| PackageError::Unreadable { path: path.to_owned(), reason })
        };
        if real(&path)?.starts_with(real(folder)?) { Ok(path) } else { Err(PackageError::Outside(path)) }
    }
}

/// How well a package suits a language, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suits {
    /// It is for all.
    AnyLanguage,
    /// It is for this one.
    ThisLanguage,
}

/// The regular files of a folder, without those that links lead to, by path.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(files(&entry.path())),
            Ok(kind) if kind.is_file() => found.push(entry.path()),
            _ => {}
        }
    }
    found.sort();
    found
}

fn missing(path: &str) -> PackageError {
    PackageError::Unreadable { path: path.into(), reason: io::ErrorKind::NotFound.into() }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A manifest of a risk model whose file holds `model`.
    pub const VALID: &str = r#"
name = "ours"
version = "1"
task = "risk"
languages = ["python"]
model = "model.onnx"
sha256 = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4"
[risk]
features = ["added", "removed"]
typical = [3.0, 1.0]
threshold = 0.5
[figures]
auc = 0.8
"#;

    /// Writes a package whose manifest is `VALID` with one text in the place of another.
    pub fn write(folder: &Path, what: &str, instead: &str) -> PathBuf {
        fs::create_dir_all(folder).unwrap();
        assert!(VALID.contains(what), "{what}");
        fs::write(folder.join(MANIFEST), VALID.replace(what, instead)).unwrap();
        fs::write(folder.join("model.onnx"), "model").unwrap();
        folder.to_owned()
    }

    #[test]
    fn a_valid_package_is_read_and_its_model_has_the_digest() {
        let folder = tempfile::tempdir().unwrap();
        let package = Package::read(&write(folder.path(), "ours", "ours")).unwrap();
        assert_eq!((package.name(), package.manifest.task), ("ours", Task::Risk));
        assert_eq!(package.model().unwrap(), &b"model"[..]);
        package.check().unwrap();
        assert_eq!(package.size(), (VALID.len() + "model".len()) as u64);
    }

    #[test]
    fn a_model_that_was_changed_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let package = Package::read(&write(folder.path(), "ours", "ours")).unwrap();
        fs::write(folder.path().join("model.onnx"), "mode1").unwrap();
        assert!(matches!(package.model(), Err(PackageError::Changed { .. })));
        assert!(matches!(package.check(), Err(PackageError::Changed { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn a_model_that_is_a_link_out_of_the_package_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let package = write(&folder.path().join("package"), "ours", "ours");
        fs::rename(package.join("model.onnx"), folder.path().join("out.onnx")).unwrap();
        std::os::unix::fs::symlink("../out.onnx", package.join("model.onnx")).unwrap();
        assert!(matches!(Package::read(&package), Err(PackageError::Outside(_))));
    }

    #[test]
    fn a_specialist_suits_better_than_a_package_for_all() {
        let folder = tempfile::tempdir().unwrap();
        let special = Package::read(&write(&folder.path().join("a"), "ours", "ours")).unwrap();
        let general = Package::read(&write(&folder.path().join("b"), "\"python\"", "")).unwrap();
        assert!(special.suits(Some("python")) > general.suits(Some("python")));
        assert!(special.suits(Some("rust")) < general.suits(Some("rust")));
        assert_eq!(special.suits(None), None);
    }
}
