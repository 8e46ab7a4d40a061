//! A model package: a folder with a `manifest.toml` and the model that it describes, checked before it is used.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use miette::{Diagnostic, NamedSource, SourceSpan};
use ort::session::Session;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::runtime::{Runtime, RuntimeError};
use crate::config::{Device, nearest};
use crate::digest::sha256_of;
use crate::embedded;
use crate::syntax::LANGUAGES;

/// The name of the file that describes a package.
pub const MANIFEST: &str = "manifest.toml";

/// What a model does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Task {
    /// Says how likely a hunk is to hold a bug.
    Risk,
    /// Writes review comments.
    Reviewer,
}

impl Task {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Reviewer => "reviewer",
        }
    }
}

/// What a `manifest.toml` says.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The name of the package: small letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// The version of the package.
    pub version: String,
    /// What the model does.
    pub task: Task,
    /// The languages that it is for; all where the list is empty.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The model, a file of the package.
    pub model: String,
    /// The SHA-256 of the model, in hexadecimal.
    pub sha256: String,
    /// Megabytes that the loaded model takes; the size of its files where it is not given.
    pub memory_mb: Option<u32>,
    /// What the risk model needs to know of its model.
    pub risk: Option<RiskSection>,
    /// How the model was made, for people.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    pub training: toml::Table,
    /// How well it does, for people.
    #[serde(default)]
    #[schemars(with = "std::collections::BTreeMap<String, serde_json::Value>")]
    pub figures: toml::Table,
}

/// `[risk]`: the input of a risk model and the meaning of its output.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskSection {
    /// The names of the features, in the order of the model's input.
    pub features: Vec<String>,
    /// The value of each feature in a typical hunk.
    pub typical: Vec<f32>,
    /// From which risk on a hunk is worth a look.
    pub threshold: f64,
}

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
        let manifest = manifest(&path.to_string_lossy(), &text)?;
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
        let package = Self { manifest: manifest(&path, text)?, origin: Origin::Builtin(folder) };
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

/// Whether a text may be the name of a package, and so of a folder.
pub fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(plain)
}

/// Words of the configuration, which no package may be called.
const RESERVED: [&str; 3] = ["auto", "builtin", "off"];

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

/// Reads a manifest; a mistake points at its place.
fn manifest(path: &str, text: &str) -> Result<Manifest, PackageError> {
    let wrong = |reason: String, place: Option<SourceSpan>| PackageError::Manifest {
        path: path.to_owned(),
        reason,
        source_code: NamedSource::new(path, text.to_owned()),
        place,
    };
    let manifest: Manifest =
        toml::from_str(text).map_err(|error| wrong(error.message().to_owned(), error.span().map(SourceSpan::from)))?;
    let at = |value: &str| text.find(&format!("\"{value}\"")).map(|start| (start, value.len() + 2).into());
    match mistake(&manifest) {
        Some((value, reason)) => Err(wrong(reason, at(&value))),
        None => Ok(manifest),
    }
}

/// What makes no sense in a manifest: the value, and why.
fn mistake(manifest: &Manifest) -> Option<(String, String)> {
    let Manifest { name, model, sha256, languages, .. } = manifest;
    let known: Vec<_> = LANGUAGES.iter().map(|language| language.name).collect();
    let unknown = languages.iter().find(|name| !known.contains(&name.as_str()));
    let digits = sha256.len() == 64 && sha256.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
    if !is_name(name) {
        return Some((name.clone(), "a name has small letters, digits, `-`, `_` and `.`".into()));
    }
    if RESERVED.contains(&name.as_str()) {
        return Some((name.clone(), format!("`{name}` is a word of the configuration; call it something else")));
    }
    if !is_inside(model) {
        return Some((model.clone(), "`model` is a file of the package: a relative path without `..`".into()));
    }
    if !digits {
        return Some((sha256.clone(), "`sha256` has 64 digits, 0 to 9 and a to f".into()));
    }
    if let Some(unknown) = unknown {
        let near = nearest(unknown, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Some((unknown.clone(), format!("`{unknown}` is no language that review knows{near}")));
    }
    risk_mistake(manifest).map(|reason| ("risk".into(), reason))
}

fn risk_mistake(manifest: &Manifest) -> Option<String> {
    let (Task::Risk, Some(risk)) = (manifest.task, &manifest.risk) else {
        return (manifest.task == Task::Risk).then(|| "a model of the task `risk` has a section `[risk]`".into());
    };
    if risk.features.is_empty() || risk.features.len() != risk.typical.len() {
        return Some("`features` and `typical` have one entry for each input of the model".into());
    }
    (!(0.0..=1.0).contains(&risk.threshold)).then(|| "`threshold` lies between 0.0 and 1.0".into())
}

/// Whether a relative path stays where it starts, on any system.
fn is_inside(path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    plain && !path.is_empty() && !path.contains(['\\', ':'])
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
    fn mistakes_in_a_manifest_point_at_their_place() {
        let cases = [
            ("\"ours\"", "\"../up\"", "small letters"),
            ("\"ours\"", "\"off\"", "a word of the configuration"),
            ("\"model.onnx\"", "\"../model.onnx\"", "a file of the package"),
            ("\"model.onnx\"", "\"/etc/passwd\"", "a file of the package"),
            ("\"model.onnx\"", "\"c:model.onnx\"", "a file of the package"),
            ("\"9372c4", "\"XX72c4", "64 digits"),
            ("\"python\"", "\"pyhton\"", "did you mean `python`?"),
            ("version = \"1\"", "version = 1", "invalid type"),
            ("task = \"risk\"", "task = \"other\"", "unknown variant"),
            ("version", "verison", "unknown field"),
        ];
        for (what, instead, part) in cases {
            let error = manifest("p/manifest.toml", &VALID.replace(what, instead)).unwrap_err();
            let PackageError::Manifest { reason, place, .. } = error else { panic!("{error}") };
            assert!(reason.contains(part) && place.is_some(), "{instead}: {reason} at {place:?}");
        }
    }

    #[test]
    fn a_risk_model_says_what_its_inputs_are() {
        for (what, instead) in [("[3.0, 1.0]", "[3.0]"), ("0.5", "1.5"), ("[risk]", "[figures.risk]")] {
            let error = manifest("p/manifest.toml", &VALID.replace(what, instead)).unwrap_err();
            assert!(matches!(error, PackageError::Manifest { .. }), "{instead}");
        }
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
