//! The risk model: vectors of hunks and lines come in; calibrated risks, what moved them, and scores of lines go out.
//!
//! A package of the task `risk` is an ONNX graph with the inputs `features` [hunks, n] and `lines` [lines, m] and the
//! outputs `risk` [hunks, 1], a probability, and `line_scores` [lines, 1]; all 32-bit floats. What moved a risk is
//! found by occlusion (Zeiler and Fergus 2014): each group of features in turn is set to its typical values, and the
//! group counts for as many logits as the risk falls by.

mod reasons;
mod run;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};

use miette::Diagnostic;
use ort::session::Session;
use thiserror::Error;

use self::run::{Rows, run};
use super::features::{FEATURES, Group, HunkVector, LINE_FEATURES, LineVector, Measures};
use super::learned::log_odds;
use super::package::{Origin, Package, PackageError, RiskSection};
use super::runtime::Runtime;
use super::{Assessment, LineScore, Reason};
use crate::config::Device;

/// A model that was loaded.
#[derive(Debug)]
pub struct RiskModel {
    name: String,
    section: RiskSection,
    /// The place of each input in [`FEATURES`].
    inputs: Vec<usize>,
    /// The place of each input in [`LINE_FEATURES`].
    line_inputs: Vec<usize>,
    session: Mutex<Session>,
}

/// Why a model says nothing.
#[derive(Debug, Error, Diagnostic)]
pub enum RiskError {
    /// The package or its model.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Package(#[from] PackageError),
    /// A package that is not made for this program.
    #[error("the model `{name}` does not fit this version of review: {reason}")]
    #[diagnostic(help("train it anew, or choose another: `[local] risk = \"builtin\"`"))]
    Unfit { name: String, reason: String },
    /// A run that failed.
    #[error("the model `{name}` failed: {reason}")]
    #[diagnostic(help("the rules' findings are not affected; `[local] risk = \"off\"` switches it off"))]
    Failed { name: String, reason: String },
}

/// The hunks of one change as a model sees them, aligned.
pub struct Hunks<'a> {
    /// What was measured of each.
    pub measures: &'a [Measures],
    /// The vector of each.
    pub vectors: &'a [HunkVector],
    /// The vectors of the lines of each.
    pub lines: &'a [Vec<LineVector>],
}

/// What a model says of a hunk beside its risk.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What moved the risk, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The added lines, in the order of the text.
    pub lines: Vec<LineScore>,
}

impl RiskModel {
    /// Loads the model of a package.
    ///
    /// # Errors
    /// A package that is damaged, or asks for what this program does not have.
    pub fn load(package: &Package, runtime: &Runtime) -> Result<Self, RiskError> {
        let name = package.name().to_owned();
        let unfit = |reason: String| RiskError::Unfit { name: name.clone(), reason };
        let section = package.manifest.risk.clone().ok_or_else(|| unfit("its manifest has no [risk]".into()))?;
        let inputs = places(&section.features, FEATURES.iter().map(|feature| &*feature.name)).map_err(unfit)?;
        let line_inputs = places(&section.lines, LINE_FEATURES.iter().map(|feature| &*feature.name)).map_err(unfit)?;
        if section.typical.len() != inputs.len() || section.typical.iter().any(|value| !value.is_finite()) {
            return Err(unfit("its manifest does not give a typical value for each feature".into()));
        }
        let session = session(package, runtime)?;
        run::check(&session, inputs.len(), line_inputs.len()).map_err(unfit)?;
        Ok(Self { session: Mutex::new(session), name, section, inputs, line_inputs })
    }

    /// The name of the package.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The risks of some hunks of a change, given by their numbers, in that order; why is for [`RiskModel::explain`].
    ///
    /// # Errors
    /// A run that fails, or that gives anything but probabilities.
    pub fn assess(&self, hunks: &Hunks<'_>, wanted: &[usize]) -> Result<Vec<Assessment>, RiskError> {
        let rows: Vec<_> = wanted.iter().map(|&hunk| self.row(&hunks.vectors[hunk])).collect();
        let assessment = |(&hunk, risk): (&usize, f64)| {
            let vector = hunks.vectors[hunk].clone();
            Assessment { risk, vector, ..Assessment::default() }
        };
        Ok(wanted.iter().zip(self.risks(&rows)?).map(assessment).collect())
    }

    /// What moved the risks of some hunks, and the scores of their lines.
    ///
    /// # Errors
    /// As [`RiskModel::assess`].
    pub fn explain(&self, hunks: &Hunks<'_>, wanted: &[usize]) -> Result<Vec<Explanation>, RiskError> {
        let rows: Vec<_> = wanted.iter().map(|&hunk| self.row(&hunks.vectors[hunk])).collect();
        let risks = self.risks(&rows)?;
        let explained: Vec<_> =
            wanted.iter().zip(&rows).zip(risks).map(|((&hunk, row), risk)| (hunk, &**row, risk)).collect();
        let said = self.reasons(hunks, &explained)?.into_iter().zip(self.lines(hunks, &explained)?);
        Ok(said.map(|(reasons, lines)| Explanation { reasons, lines }).collect())
    }

    fn row(&self, vector: &HunkVector) -> Vec<f32> {
        self.inputs.iter().map(|&input| vector.features[input]).collect()
    }

    fn risks(&self, rows: &[Vec<f32>]) -> Result<Vec<f64>, RiskError> {
        let risks = self.run("features", "risk", rows, self.inputs.len())?;
        match risks.iter().find(|risk| !(0.0..=1.0).contains(*risk)) {
            Some(risk) => Err(self.failed(format!("{risk} is no probability"))),
            None => Ok(risks.into_iter().map(f64::from).collect()),
        }
    }

    /// What moved the risk of each hunk most, by occlusion; a hunk is its number, its row and its risk.
    fn reasons(&self, hunks: &Hunks<'_>, explained: &[(usize, &[f32], f64)]) -> Result<Vec<Vec<Reason>>, RiskError> {
        let without = |row: &[f32], group: Group| -> Vec<f32> {
            let typical = self.inputs.iter().zip(&self.section.typical);
            let value = |(own, (&input, typical)): (&f32, (&usize, &f32))| {
                if FEATURES[input].group == group { *typical } else { *own }
            };
            row.iter().zip(typical).map(value).collect()
        };
        let all = explained.iter().flat_map(|(_, row, _)| Group::ALL.into_iter().map(|group| without(row, group)));
        let others = self.risks(&all.collect::<Vec<_>>())?;
        let of_hunk = |(&(hunk, _, risk), others): (&(usize, &[f32], f64), &[f64])| {
            let moved = others.iter().map(|&other| log_odds(risk) - log_odds(other));
            let mut moved: Vec<_> = Group::ALL.into_iter().zip(moved).collect();
            moved.sort_by_key(|(_, logits)| Reverse(thousandths(logits.abs())));
            reasons::reasons(&hunks.measures[hunk], &hunks.vectors[hunk], &moved)
        };
        Ok(explained.iter().zip(others.chunks(Group::ALL.len())).map(of_hunk).collect())
    }

    fn lines(&self, hunks: &Hunks<'_>, explained: &[(usize, &[f32], f64)]) -> Result<Vec<Vec<LineScore>>, RiskError> {
        let row = |line: &LineVector| self.line_inputs.iter().map(|&input| line.features[input]).collect();
        let lines = explained.iter().flat_map(|(hunk, ..)| &hunks.lines[*hunk]);
        let scores = self.run("lines", "line_scores", &lines.map(row).collect::<Vec<_>>(), self.line_inputs.len())?;
        if let Some(score) = scores.iter().find(|score| !score.is_finite()) {
            return Err(self.failed(format!("{score} is no score of a line")));
        }
        let mut scores = scores.into_iter();
        let of_hunk = |&(hunk, _, risk): &(usize, &[f32], f64)| {
            #[allow(clippy::cast_possible_truncation)] // a logit of a probability
            let of_hunk = self.section.hunk_weight * log_odds(risk) as f32;
            let scored = hunks.lines[hunk].iter().zip(scores.by_ref());
            scored.map(|(line, score)| LineScore { line: line.line, score: score + of_hunk }).collect()
        };
        Ok(explained.iter().map(of_hunk).collect())
    }

    /// One output for rows of one input.
    fn run(&self, input: &str, output: &str, rows: &[Vec<f32>], width: usize) -> Result<Vec<f32>, RiskError> {
        let others =
            if input == "features" { ("lines", self.line_inputs.len()) } else { ("features", self.inputs.len()) };
        let rows = Rows { input, all: rows, width, other: others.0, other_width: others.1 };
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        run(&mut session, &rows, output).map_err(|reason| self.failed(reason))
    }

    fn failed(&self, reason: String) -> RiskError {
        RiskError::Failed { name: self.name.clone(), reason }
    }
}

/// A session on the model of a package, after its digest was checked. The model is small: another thread, or another
/// device, would cost more than it saves.
fn session(package: &Package, runtime: &Runtime) -> Result<Session, PackageError> {
    let session = match &package.origin {
        Origin::Builtin(_) => runtime.session(&package.model()?, Device::Cpu, 1),
        // From the file, so that weights may lie beside it.
        Origin::Folder(folder) => runtime.session_of_package(folder, &package.checked(folder)?),
    };
    session.map_err(|reason| PackageError::Runtime { name: package.name().to_owned(), reason })
}

/// The place of each wanted name among the names that there are.
fn places<'n>(wanted: &[String], there: impl Iterator<Item = &'n str> + Clone) -> Result<Vec<usize>, String> {
    let place = |name: &String| {
        there.clone().position(|other| other == name).ok_or_else(|| format!("there is no feature `{name}`"))
    };
    wanted.iter().map(place).collect()
}

/// A number to sort by, so that the last bits do not decide.
#[allow(clippy::cast_possible_truncation)] // logits are small
fn thousandths(number: f64) -> i64 {
    (number * 1000.0).round() as i64
}
