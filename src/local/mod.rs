//! Stage 3: models on this machine. Hunks come in, assessments go out: how likely each is to hold a bug, why,
//! and where to look first.

#[cfg(not(feature = "models"))]
mod absent;
#[cfg(feature = "models")]
pub mod decoder;
pub mod features;
#[cfg(feature = "models")]
pub mod generate;
pub mod hub;
pub mod learned;
pub mod package;
pub mod registry;
pub mod reviewer;
#[cfg(feature = "models")]
pub mod risk;
#[cfg(feature = "models")]
pub mod runtime;
#[cfg(feature = "models")]
mod stage;

#[cfg(not(feature = "models"))]
pub use absent::{Local, runtime};
#[cfg(feature = "models")]
pub use stage::Local;

use serde::{Deserialize, Serialize};

use self::features::{Group, HunkVector};
use crate::finding::Line;

/// Whether the models are part of the program. Without them, what would need one ends in [`NOT_BUILT_IN`].
pub const BUILT_IN: bool = cfg!(feature = "models");

/// What is said of a part that was left out of the program.
pub const NOT_BUILT_IN: &str = "not built into this program (feature `models`)";

/// What the models say of a change.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Assessed {
    /// Of each hunk, in their order; `None` where no model spoke.
    pub hunks: Vec<Option<Assessment>>,
    /// The models that spoke, by name.
    pub models: Vec<String>,
    /// What could not be done, and why; not kept.
    #[serde(skip)]
    pub degraded: Vec<String>,
}

/// What the risk model says of one hunk.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Assessment {
    /// Calibrated probability that the hunk holds a bug, from 0.0 to 1.0.
    pub risk: f64,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The added lines of the hunk in the order of the text, each with its score.
    pub lines: Vec<LineScore>,
    /// What the model saw of the hunk; not kept.
    #[serde(skip)]
    pub vector: HunkVector,
}

/// Something about a hunk that moved its risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What moved it.
    pub group: Group,
    /// By how many logits; below zero it lowered the risk.
    pub logits: f64,
    /// The fact.
    pub text: String,
}

impl Reason {
    /// Whether it raised the risk.
    pub fn is_riskier(&self) -> bool {
        self.logits > 0.0
    }
}

impl std::fmt::Display for Reason {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", if self.is_riskier() { "riskier" } else { "safer" }, self.text)
    }
}

/// How much an added line attracts bugs, compared with the other lines of its change. Not a probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LineScore {
    /// The line on the new side.
    pub line: Line,
    /// Higher is more suspicious.
    pub score: f32,
}

impl Assessment {
    /// The few lines with the highest scores, highest first.
    pub fn lines_to_look_at(&self) -> Vec<Line> {
        const MOST: usize = 3;
        let mut lines = self.lines.clone();
        lines.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.line.cmp(&b.line)));
        lines.into_iter().take(MOST).map(|line| line.line).collect()
    }
}
