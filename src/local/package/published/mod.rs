//! A generative model as others publish it: a folder without a manifest comes in, in the layout of the ONNX community
//! or of ONNX Runtime `GenAI`; what its manifest says, and which files it is about, goes out.

mod config;
mod error;
mod select;

pub use error::PublishedError;
pub(super) use select::used_with;
pub use select::{Selection, select};

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use self::config::{Facts, facts};
use super::manifest::{Manifest, ReviewerSection, Task, is_free_name};
use crate::digest::sha256_of;

/// What the user says of a model that says nothing itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// What to call it; the folder's name by default.
    pub name: Option<String>,
    /// The form, such as `q4`.
    pub variant: Option<String>,
    /// The languages that it is for; all by default.
    pub languages: Vec<String>,
    /// Its version; `1` by default.
    pub version: Option<String>,
    /// Where it was published.
    pub source: Option<String>,
}

/// A published model in a folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// What its manifest says, as yet without digests.
    pub manifest: Manifest,
    /// The folder that its files lie in.
    pub root: PathBuf,
    /// The files that it needs, from there on.
    pub files: Vec<String>,
}

impl Published {
    /// Reads the model of a folder.
    ///
    /// # Errors
    /// A folder in which a file lacks or cannot be read, or whose model is no decoder of text.
    pub fn read(folder: &Path, wishes: &Wishes) -> Result<Self, PublishedError> {
        let all = names(folder);
        let all: Vec<_> = all.iter().map(String::as_str).collect();
        let selection = select(&folder.display().to_string(), &all, wishes.variant.as_deref())?;
        let root = folder.join(&selection.base);
        let facts = facts(&root, selection.model.as_deref())?;
        if !selection.files.contains(&facts.model) {
            return Err(PublishedError::Missing { place: root.display().to_string(), file: facts.model });
        }
        let manifest = manifest(folder, &root, &selection, facts, wishes)?;
        Ok(Self { manifest, root, files: selection.files })
    }

    /// The manifest with the digests of its files as they lie in a folder; those that are known are not computed.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn pinned(&self, folder: &Path, known: &BTreeMap<String, String>) -> io::Result<Manifest> {
        let digest = |file: &String| match known.get(file) {
            Some(digest) => Ok(digest.clone()),
            None => File::open(folder.join(file)).and_then(sha256_of),
        };
        let digests = self.files.iter().map(|file| Ok((file.clone(), digest(file)?)));
        let mut files: BTreeMap<_, _> = digests.collect::<io::Result<_>>()?;
        let sha256 = files.remove(&self.manifest.model);
        Ok(Manifest { sha256, files, ..self.manifest.clone() })
    }
}

fn manifest(
    folder: &Path,
    root: &Path,
    selection: &Selection,
    facts: Facts,
    wishes: &Wishes,
) -> Result<Manifest, PublishedError> {
    let bytes: u64 = selection.files.iter().filter(|file| file.contains(".onnx")).map(|file| size(root, file)).sum();
    Ok(Manifest {
        name: name(folder, wishes.name.as_deref())?,
        version: wishes.version.clone().unwrap_or_else(|| "1".to_owned()),
        task: Task::Reviewer,
        languages: wishes.languages.clone(),
        model: facts.model,
        sha256: None,
        memory_mb: Some(memory_mb(bytes)),
        source: wishes.source.clone(),
        license: facts.license,
        risk: None,
        reviewer: facts.context.map(|context| ReviewerSection { context: Some(context), calibration: None }),
        files: BTreeMap::new(),
        training: toml::Table::new(),
        figures: toml::Table::new(),
    })
}

/// Megabytes that a loaded model is taken to need: its weights, a fifth for what is computed and remembered while it
/// writes, and 64 for the rest.
fn memory_mb(bytes: u64) -> u32 {
    u32::try_from((bytes + bytes / 5).div_ceil(1 << 20) + 64).unwrap_or(u32::MAX)
}

fn size(root: &Path, file: &str) -> u64 {
    fs::metadata(root.join(file)).map_or(0, |metadata| metadata.len())
}

/// The name that was asked for, or that of the folder as far as it is valid in one.
fn name(folder: &Path, asked: Option<&str>) -> Result<String, PublishedError> {
    if let Some(asked) = asked {
        return if is_free_name(asked) { Ok(asked.to_owned()) } else { Err(PublishedError::Name(asked.to_owned())) };
    }
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let own = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
    valid_name(&own).ok_or(PublishedError::Name(own))
}

/// A text made a valid name: small letters, with `-` for what a name cannot have.
pub fn valid_name(text: &str) -> Option<String> {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    let name: String = text.to_lowercase().chars().map(plain).take(64).collect();
    let name = name.trim_matches(['-', '_', '.']).to_owned();
    is_free_name(&name).then_some(name)
}

/// The files of a folder, by their paths from there on with `/`; folders that links lead to are left out.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in folder.read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(names(&entry.path()).into_iter().map(|inner| format!("{name}/{inner}")));
        } else if entry.path().is_file() {
            found.push(name);
        }
    }
    found.sort();
    found
}

#[cfg(test)]
pub(in crate::local) mod tests {
    use super::*;

    /// Writes a published model whose files hold next to nothing, and returns its folder.
    pub fn published(folder: &Path) -> PathBuf {
        let folder = folder.join("Tiny Model-1.5B");
        fs::create_dir_all(folder.join("onnx")).unwrap();
        let config = r#"{"architectures": ["TinyForCausalLM"], "model_type": "tiny", "max_position_embeddings": 2048}"#;
        let readme = "---\nlanguage: en\nlicense: apache-2.0\n---\n# Tiny\n";
        let files = [
            ("config.json", config),
            ("tokenizer.json", "{}"),
            ("README.md", readme),
            ("onnx/model.onnx", "full"),
            ("onnx/model_q4.onnx", "model"),
            ("onnx/model_q4.onnx_data", "weights"),
        ];
        for (name, text) in files {
            fs::write(folder.join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_folder_as_published_says_what_its_manifest_would() {
        let place = tempfile::tempdir().unwrap();
        let folder = published(place.path());
        let read = Published::read(&folder, &Wishes::default()).unwrap();
        let manifest = &read.manifest;
        assert_eq!((manifest.name.as_str(), manifest.model.as_str()), ("tiny-model-1.5b", "onnx/model_q4.onnx"));
        assert_eq!(manifest.license.as_deref(), Some("apache-2.0"));
        assert_eq!(manifest.reviewer.as_ref().unwrap().context, Some(2048));
        let pinned = read.pinned(&folder, &BTreeMap::new()).unwrap();
        let digest = "9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4";
        assert_eq!(pinned.sha256.as_deref(), Some(digest));
        let others: Vec<_> = pinned.files.keys().map(String::as_str).collect();
        assert_eq!(others, ["README.md", "config.json", "onnx/model_q4.onnx_data", "tokenizer.json"]);
    }

    #[test]
    fn a_model_that_does_not_continue_text_is_refused_and_its_configuration_named() {
        let place = tempfile::tempdir().unwrap();
        let folder = published(place.path());
        for (config, part) in [
            (r#"{"architectures": ["BertModel"]}"#, "BertModel"),
            (r#"{"architectures": ["T5ForConditionalGeneration"], "is_encoder_decoder": true}"#, "T5"),
            ("{", "config.json"),
        ] {
            fs::write(folder.join("config.json"), config).unwrap();
            let error = Published::read(&folder, &Wishes::default()).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("config.json"), "{error}");
        }
    }

    #[test]
    fn a_genai_folder_names_its_model_itself() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("phi");
        fs::create_dir_all(&folder).unwrap();
        let config = r#"{"model": {"type": "phi3", "context_length": 4096, "decoder": {"filename": "phi.onnx"}}}"#;
        for (name, text) in [("genai_config.json", config), ("tokenizer.json", "{}"), ("phi.onnx", "model")] {
            fs::write(folder.join(name), text).unwrap();
        }
        let read = Published::read(&folder, &Wishes::default()).unwrap();
        assert_eq!(read.manifest.model, "phi.onnx");
        fs::remove_file(folder.join("phi.onnx")).unwrap();
        let error = Published::read(&folder, &Wishes::default()).unwrap_err();
        assert!(error.to_string().contains("phi.onnx"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn files_that_are_links_are_taken_as_a_hubs_own_cache_keeps_them() {
        let place = tempfile::tempdir().unwrap();
        let folder = published(place.path());
        fs::rename(folder.join("tokenizer.json"), place.path().join("blob")).unwrap();
        std::os::unix::fs::symlink("../blob", folder.join("tokenizer.json")).unwrap();
        let read = Published::read(&folder, &Wishes::default()).unwrap();
        assert!(read.files.contains(&"tokenizer.json".to_owned()));
    }

    #[test]
    fn names_are_made_valid() {
        let cases = [("SmolLM2-135M", Some("smollm2-135m")), ("_a b_", Some("a-b")), ("...", None), ("模型", None)];
        for (text, expected) in cases {
            assert_eq!(valid_name(text).as_deref(), expected, "{text}");
        }
    }
}
