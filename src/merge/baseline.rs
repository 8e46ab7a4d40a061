//! The baseline, `.review/baseline.json`: findings that a project knows of and does not want to hear again.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::{fs, io};

use miette::Diagnostic;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::finding::Finding;
use crate::plain::{self, MOST_BASELINE_BYTES, Refusal};

/// Where the baseline is, from the root of the repository.
pub const PATH: &str = crate::project::BASELINE;

/// A finding that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The rule that found it.
    pub rule: String,
    /// The path where it was.
    pub path: String,
}

/// Known findings, by id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The finding's id and what it was.
    pub findings: BTreeMap<String, Known>,
}

/// Why a baseline could not be read or written.
#[derive(Debug, Error, Diagnostic)]
pub enum BaselineError {
    /// It is not valid.
    #[error("{PATH} is not a baseline")]
    #[diagnostic(help("write it anew with `review --all --update-baseline`"))]
    Malformed(#[from] serde_json::Error),
    /// The file is not one that is read.
    #[error("{PATH} is not read: {0}")]
    #[diagnostic(help("put a regular file there, or review without it: --no-baseline"))]
    Refused(Refusal),
    /// The file cannot be read or written.
    #[error("{PATH} cannot be read or written")]
    Io(#[from] io::Error),
}

impl Baseline {
    /// The baseline of a project; empty where there is none.
    ///
    /// # Errors
    /// A file that cannot be read or is malformed.
    pub fn read(root: &Path) -> Result<Self, BaselineError> {
        match plain::read(root, PATH, MOST_BASELINE_BYTES) {
            Ok(Some(bytes)) => Ok(serde_json::from_slice(&bytes)?),
            Ok(None) => Ok(Self::default()),
            Err(Refusal::Io(error)) => Err(error.into()),
            Err(refusal) => Err(BaselineError::Refused(refusal)),
        }
    }

    /// The baseline that a text holds.
    ///
    /// # Errors
    /// A text that is none.
    pub fn parse(text: &str) -> Result<Self, BaselineError> {
        Ok(serde_json::from_str(text)?)
    }

    /// Whether a finding is known.
    pub fn knows(&self, finding: &Finding) -> bool {
        self.findings.contains_key(&finding.id)
    }

    /// Adds findings.
    pub fn extend<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for finding in findings {
            let ids = std::iter::once(&finding.id).chain(finding.repeats.iter().map(|repeat| &repeat.id));
            let known = Known { rule: finding.rule.clone(), path: finding.path.clone() };
            self.findings.extend(ids.map(|id| (id.clone(), known.clone())));
        }
    }

    /// Writes the file, all of it or nothing.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn write(&self, root: &Path) -> Result<(), BaselineError> {
        let path = root.join(PATH);
        let folder = path.parent().expect("it lies in a folder");
        if folder.is_symlink() {
            return Err(BaselineError::Refused(Refusal::Link(crate::project::FOLDER.to_owned())));
        }
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, self)?;
        file.write_all(b"\n")?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    }
}
