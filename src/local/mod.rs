//! Stage 3: models on this machine. Hunks come in, assessments go out: how likely each is to hold a bug, why,
//! and where to look first.

pub mod decoder;
pub mod features;
pub mod generate;
pub mod hub;
pub mod learned;
pub mod package;
pub mod registry;
pub mod reviewer;
pub mod risk;
pub mod runtime;
mod stage;

pub use stage::{Assessed, Local};

use serde::{Deserialize, Serialize};

use self::features::HunkVector;
use self::risk::Reason;
use crate::finding::Line;

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
