//! A model package: a folder with a `manifest.toml` and the model that it describes, checked before it is used.

mod check;
mod error;
mod manifest;
pub mod published;
mod stamps;
pub mod variant;

pub use error::PackageError;
pub use manifest::{Calibration, MANIFEST, Manifest, ReviewerSection, RiskSection, Task, is_name};
pub(super) use manifest::{is_inside, write as write_manifest};
pub(super) use stamps::STAMPS;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::check::{inside, unchanged};
use self::published::{Published, Wishes};
use crate::digest::sha256_of;
use crate::embedded;
use crate::plain::{self, MOST_BYTES, Refusal};

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

impl Package {
    /// Reads the package of a folder.
    ///
    /// # Errors
    /// A manifest that cannot be read or makes no sense, a model that is not in the folder, or a file that a reviewer is
    /// run with and that has no digest.
    pub fn read(folder: &Path) -> Result<Self, PackageError> {
        let path = folder.join(MANIFEST);
        let text = plain::read_text(folder, MANIFEST, MOST_BYTES).map_err(|refusal| match refusal {
            Refusal::Io(reason) => reason,
            refusal => io::Error::new(io::ErrorKind::InvalidInput, refusal.to_string()),
        });
        let text = text.and_then(|text| text.ok_or_else(|| io::ErrorKind::NotFound.into()));
        let text = text.map_err(|reason| PackageError::Unreadable { path: path.clone(), reason })?;
        let manifest = manifest::read(&path.to_string_lossy(), &text)?;
        let package = Self { manifest, origin: Origin::Folder(folder.to_owned()) };
        inside(folder, &package.manifest.model)?;
        package.covered(folder)?;
        Ok(package)
    }

    /// Reads the package of a folder that is used where it lies: one without a manifest is taken as published, and has
    /// no digests that it could be checked by.
    ///
    /// # Errors
    /// As [`Package::read`], or a folder that is no model as others publish it.
    pub fn of_folder(folder: &Path) -> Result<Self, PackageError> {
        if folder.join(MANIFEST).exists() {
            return Self::read(folder);
        }
        let published = Published::read(folder, &Wishes::default())?;
        Ok(Self { manifest: published.manifest, origin: Origin::Folder(published.root) })
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

    /// What tells the model from others of its name. One without digests is known by the sizes and times of its files.
    pub fn identity(&self) -> String {
        let own = &self.manifest;
        let mut identity = format!("{} {} {} {:?} {:?}", own.name, own.version, own.model, own.sha256, own.files);
        if let (None, Some(folder)) = (&own.sha256, self.folder()) {
            for file in files(folder) {
                let stamp = fs::metadata(&file).map(|file| (file.len(), file.modified().ok()));
                write!(identity, " {} {:?}", file.display(), stamp.ok()).expect("strings grow");
            }
        }
        identity
    }

    /// How well a package suits a language: a specialist for it more than one for all, and not at all one for others.
    pub fn suits(&self, language: Option<&str>) -> Option<Suits> {
        let languages = &self.manifest.languages;
        match language {
            _ if languages.is_empty() => Some(Suits::AnyLanguage),
            Some(language) if !languages.iter().any(|name| name == language) => None,
            Some(_) if self.origin.is_builtin() => Some(Suits::ProgramsOwn),
            Some(_) => Some(Suits::ThisLanguage),
            None => None,
        }
    }

    /// The folder of a package that is not part of the program.
    pub fn folder(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Builtin(_) => None,
            Origin::Folder(folder) => Some(folder),
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
                let path = inside(folder, &self.manifest.model)?;
                Cow::Owned(fs::read(&path).map_err(|reason| PackageError::Unreadable { path, reason })?)
            }
        };
        let found = sha256_of(&*bytes).expect("memory can be read");
        let expected = self.manifest.sha256.as_ref();
        expected.map_or(Ok(()), |expected| unchanged(&self.manifest.model, expected, found)).map(|()| bytes)
    }

    /// Writes down what the confidence of a reviewer is worth; the manifest is replaced in one step.
    ///
    /// # Errors
    /// A package that is part of the program, or a manifest that cannot be written.
    pub fn calibrate(&mut self, calibration: Calibration) -> Result<(), PackageError> {
        let folder = self.folder().map_or_else(|| PathBuf::from(MANIFEST), Path::to_owned);
        let unwritable = |reason| PackageError::Unwritable { path: folder.join(MANIFEST), reason };
        if self.manifest.sha256.is_none() || self.origin.is_builtin() {
            return Err(unwritable(io::ErrorKind::Unsupported.into()));
        }
        let mut manifest = self.manifest.clone();
        manifest.reviewer.get_or_insert_default().calibration = Some(calibration);
        manifest::write(&folder, &manifest).map_err(unwritable)?;
        self.manifest = manifest;
        Ok(())
    }

    /// The model in the program.
    fn embedded(&self, folder: &str) -> Result<&'static [u8], PackageError> {
        let path = format!("{folder}{}", self.manifest.model);
        embedded::bytes(&path).ok_or_else(|| missing(&path))
    }
}

/// How well a package suits a language, the better the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suits {
    /// It is for all.
    AnyLanguage,
    /// It is the program's own, which is for this one among others.
    ProgramsOwn,
    /// It was added for this one.
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
    fn a_folder_as_published_is_a_package_without_digests() {
        let place = tempfile::tempdir().unwrap();
        let folder = published::tests::published(place.path());
        let mut package = Package::of_folder(&folder).unwrap();
        assert_eq!((package.name(), package.manifest.task), ("tiny-model-1.5b", Task::Reviewer));
        assert_eq!(package.model_file().unwrap(), Some(folder.join("onnx/model_q4.onnx")));
        assert!(matches!(Package::read(&folder), Err(PackageError::Unreadable { .. })));
        assert!(package.calibrate(Calibration { slope: 1.0, intercept: 0.0 }).is_err());
    }

    #[test]
    fn a_calibration_is_kept_in_the_manifest() {
        let place = tempfile::tempdir().unwrap();
        let folder = published::tests::published(place.path());
        let published = Published::read(&folder, &Wishes::default()).unwrap();
        let pinned = published.pinned(&folder, &std::collections::BTreeMap::new()).unwrap();
        manifest::write(&folder, &pinned).unwrap();
        let calibration = Calibration { slope: 0.5, intercept: -1.25 };
        Package::read(&folder).unwrap().calibrate(calibration).unwrap();
        let read = Package::read(&folder).unwrap();
        assert_eq!(read.manifest.reviewer.as_ref().unwrap().calibration, Some(calibration));
        assert_eq!(read.manifest.reviewer.as_ref().unwrap().context, Some(2048));
        assert_eq!((read.manifest.files, read.manifest.sha256), (pinned.files, pinned.sha256));
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
