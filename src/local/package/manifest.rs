//! What a `manifest.toml` says of a model, and what makes no sense in one.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Component, Path};

use miette::{NamedSource, SourceSpan};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PackageError;
use crate::syntax::LANGUAGES;
use crate::text::nearest;

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
    /// The SHA-256 of the model, in hexadecimal. Only a folder that is used where it lies has none.
    #[schemars(required)]
    pub sha256: Option<String>,
    /// Megabytes that the loaded model takes; the size of its files where it is not given.
    pub memory_mb: Option<u32>,
    /// Where it was published.
    pub source: Option<String>,
    /// The licence that it is published under.
    pub license: Option<String>,
    /// What the risk model needs to know of its model.
    pub risk: Option<RiskSection>,
    /// What is known of a reviewer beside its own files.
    pub reviewer: Option<ReviewerSection>,
    /// The SHA-256 of the other files that the model is used with, by path: weights, tokenizer, configuration.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub files: BTreeMap<String, String>,
    /// How the model was made, for people.
    #[serde(default, skip_serializing_if = "toml::Table::is_empty")]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub training: toml::Table,
    /// How well it does, for people.
    #[serde(default, skip_serializing_if = "toml::Table::is_empty")]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
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
    /// The names of the features of lines, in the order of the model's second input.
    #[serde(default)]
    pub lines: Vec<String>,
    /// How much the risk of its hunk counts beside a line's own score, in logits.
    #[serde(default)]
    pub hunk_weight: f32,
}

/// `[reviewer]`: what is known of a generative model.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewerSection {
    /// Tokens of text and answer that it is used with at most; what its own configuration says by default.
    pub context: Option<u32>,
    /// What its own confidence is worth, as measured.
    pub calibration: Option<Calibration>,
}

/// A line from a model's own confidence, in log odds, to the log odds that it is right.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Calibration {
    /// What its log odds are multiplied with.
    pub slope: f64,
    /// What is added then.
    pub intercept: f64,
}

/// Whether a text may be the name of a package, and so of a folder.
pub fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(plain)
}

/// Words of the configuration, which no package may be called.
const RESERVED: [&str; 3] = ["auto", "builtin", "off"];

/// Whether a package may be called so.
pub(super) fn is_free_name(text: &str) -> bool {
    is_name(text) && !RESERVED.contains(&text)
}

/// Writes a manifest into a folder, in one step.
///
/// # Errors
/// Where it cannot be written.
pub(in crate::local) fn write(folder: &Path, manifest: &Manifest) -> std::io::Result<()> {
    let text = toml::to_string_pretty(manifest).map_err(std::io::Error::other)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.join(MANIFEST))?;
    Ok(())
}

/// Reads a manifest; a mistake points at its place.
pub(super) fn read(path: &str, text: &str) -> Result<Manifest, PackageError> {
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
    let Some(sha256) = sha256 else {
        return Some(("sha256".into(), "`sha256`, the digest of the model, is missing".into()));
    };
    let known: Vec<_> = LANGUAGES.iter().map(|language| language.name).collect();
    let unknown = languages.iter().find(|name| !known.contains(&name.as_str()));
    if !is_name(name) {
        return Some((name.clone(), "a name has small letters, digits, `-`, `_` and `.`".into()));
    }
    if RESERVED.contains(&name.as_str()) {
        return Some((name.clone(), format!("`{name}` is a word of the configuration; call it something else")));
    }
    if !is_inside(model) {
        return Some((model.clone(), "`model` is a file of the package: a relative path without `..`".into()));
    }
    if !is_digest(sha256) {
        return Some((sha256.clone(), "`sha256` has 64 digits, 0 to 9 and a to f".into()));
    }
    if let Some(unknown) = unknown {
        let near = nearest(unknown, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        return Some((unknown.clone(), format!("`{unknown}` is no language that review knows{near}")));
    }
    let risk = || risk_mistake(manifest).map(|reason| ("risk".into(), reason));
    files_mistake(manifest).or_else(risk).or_else(|| reviewer_mistake(manifest))
}

fn files_mistake(manifest: &Manifest) -> Option<(String, String)> {
    let (path, digest) = manifest.files.iter().find(|(path, digest)| !is_inside(path) || !is_digest(digest))?;
    let path_mistake = || (path.clone(), "a key of `[files]` is a relative path without `..`".to_owned());
    let digest_mistake = || (digest.clone(), "a digest in `[files]` has 64 digits, 0 to 9 and a to f".to_owned());
    Some(if is_inside(path) { digest_mistake() } else { path_mistake() })
}

fn reviewer_mistake(manifest: &Manifest) -> Option<(String, String)> {
    let section = manifest.reviewer.as_ref()?;
    let finite = |line: &Calibration| line.slope.is_finite() && line.intercept.is_finite();
    let reason = if manifest.task != Task::Reviewer {
        "`[reviewer]` is for a model of the task `reviewer`"
    } else if section.context == Some(0) {
        "`context` is a number of tokens above 0"
    } else if !section.calibration.as_ref().is_none_or(finite) {
        "`calibration` has a slope and an intercept that are numbers"
    } else {
        return None;
    };
    Some(("reviewer".into(), reason.into()))
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
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
pub(in crate::local) fn is_inside(path: &str) -> bool {
    let plain = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    plain && !path.is_empty() && !path.contains(['\\', ':'])
}

#[cfg(test)]
mod tests {
    use super::super::tests::VALID;
    use super::*;

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
            let error = read("p/manifest.toml", &VALID.replace(what, instead)).unwrap_err();
            let PackageError::Manifest { reason, place, .. } = error else { panic!("{error}") };
            assert!(reason.contains(part) && place.is_some(), "{instead}: {reason} at {place:?}");
        }
    }

    #[test]
    fn a_package_without_a_digest_or_with_hostile_files_is_refused() {
        for (what, instead, part) in [
            ("sha256 =", "source =", "is missing"),
            ("[figures]", "[files]\n\"../up\" = \"00\"\n[figures]", "without `..`"),
            ("[figures]", "[files]\n\"a.json\" = \"00\"\n[figures]", "64 digits"),
            ("[figures]", "[reviewer]\n[figures]", "for a model of the task `reviewer`"),
        ] {
            let error = read("p/manifest.toml", &VALID.replace(what, instead)).unwrap_err();
            assert!(error.to_string().contains(part), "{error}");
        }
    }

    #[test]
    fn a_risk_model_says_what_its_inputs_are() {
        for (what, instead) in [("[3.0, 1.0]", "[3.0]"), ("0.5", "1.5"), ("[risk]", "[figures.risk]")] {
            let error = read("p/manifest.toml", &VALID.replace(what, instead)).unwrap_err();
            assert!(matches!(error, PackageError::Manifest { .. }), "{instead}");
        }
    }
}
