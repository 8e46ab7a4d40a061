//! The stages of a review by name, and what one of them could not do. Which stage it was and how bad it is are values
//! here; they become text in a report alone.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stage of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// The layers of the configuration.
    Config,
    /// What changed.
    Diff,
    /// The rules.
    Rules,
    /// The risk model on this machine.
    Risk,
    /// The generative reviewer of `[local]`.
    Reviewer,
    /// The cloud model.
    Cloud,
    /// What models answered before.
    Cache,
    /// Order, limits and the baseline.
    Merge,
}

impl Stage {
    /// Every stage, in the order in which a review runs them; the cache is asked by several.
    pub const ALL: [Self; 8] =
        [Self::Config, Self::Diff, Self::Rules, Self::Risk, Self::Reviewer, Self::Cloud, Self::Cache, Self::Merge];

    /// Its own name, by which its time is reported.
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "config",
            Self::Diff => "diff",
            Self::Rules => "rules",
            Self::Risk => "risk",
            Self::Reviewer => "reviewer",
            Self::Cloud => "cloud",
            Self::Cache => "cache",
            Self::Merge => "merge",
        }
    }

    /// The name of the tier that users know it by: all models of `[local]` are one tier.
    pub fn tier(self) -> &'static str {
        match self {
            Self::Risk | Self::Reviewer => "local",
            other => other.name(),
        }
    }
}

/// How much of a stage could not be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// None of it was: a model that is not there, a server that nobody can be asked at.
    Missing,
    /// A part of it: a file that cannot be read, a hunk without an answer.
    #[default]
    Incomplete,
    /// A file was left out or seen in part, which the coverage says as well, and better.
    Covered,
    /// All of it was done; something that was given is not used: a key that a repository may not set, a cache that
    /// cannot be read.
    Ignored,
}

/// What could not be done: a stage, or a file within a stage, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[schemars(description = "A stage, or a file within a stage, that could not be done, and why.")]
pub struct Degraded {
    /// `diff`, `rules`, `local`, `cloud`, `cache`, `config` or `baseline`.
    #[serde(with = "by_tier")]
    #[schemars(with = "String")]
    pub stage: Stage,
    /// What could not be done and why.
    pub reason: String,
    /// How much of the stage is concerned. The JSON form does not hold it.
    #[serde(skip)]
    pub kind: Kind,
}

impl Degraded {
    /// A stage that could not be done at all.
    pub fn missing(stage: Stage, reason: String) -> Self {
        Self { stage, kind: Kind::Missing, reason }
    }

    /// A stage that was done in part.
    pub fn incomplete(stage: Stage, reason: String) -> Self {
        Self { stage, kind: Kind::Incomplete, reason }
    }

    /// A file that a stage left out or saw in part, as the coverage says as well.
    pub fn covered(stage: Stage, reason: String) -> Self {
        Self { stage, kind: Kind::Covered, reason }
    }

    /// Something that was given to a stage and is not used.
    pub fn ignored(stage: Stage, reason: String) -> Self {
        Self { stage, kind: Kind::Ignored, reason }
    }

    /// Whether something was not reviewed that should have been: what `--strict` fails for.
    pub fn leaves_a_gap(&self) -> bool {
        self.kind != Kind::Ignored
    }
}

/// In the JSON form, what could not be done names the tier.
mod by_tier {
    use super::{Deserialize, Deserializer, Serializer, Stage};

    #[allow(clippy::trivially_copy_pass_by_ref)] // as serde wants it
    pub(super) fn serialize<S: Serializer>(stage: &Stage, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(stage.tier())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Stage, D::Error> {
        super::find(&String::deserialize(from)?, Stage::tier)
    }
}

/// In the JSON form, a time names the stage itself.
pub(crate) mod by_name {
    use super::{Deserialize, Deserializer, Serializer, Stage};

    #[allow(clippy::trivially_copy_pass_by_ref)] // as serde wants it
    pub(crate) fn serialize<S: Serializer>(stage: &Stage, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(stage.name())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Stage, D::Error> {
        super::find(&String::deserialize(from)?, Stage::name)
    }
}

/// The first stage with a name.
fn find<E: serde::de::Error>(name: &str, name_of: fn(Stage) -> &'static str) -> Result<Stage, E> {
    let stage = Stage::ALL.into_iter().find(|&stage| name_of(stage) == name);
    stage.ok_or_else(|| E::custom(format!("unknown stage `{name}`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_local_models_are_one_tier_and_the_kind_is_not_written() {
        for stage in [Stage::Risk, Stage::Reviewer] {
            let written = serde_json::to_string(&Degraded::missing(stage, "none is there".into())).unwrap();
            assert_eq!(written, r#"{"stage":"local","reason":"none is there"}"#);
        }
    }

    #[test]
    fn every_tier_that_is_written_can_be_read() {
        for stage in Stage::ALL {
            let written = serde_json::to_string(&Degraded::incomplete(stage, "x".into())).unwrap();
            let read: Degraded = serde_json::from_str(&written).unwrap();
            assert_eq!(read.stage.tier(), stage.tier());
        }
        assert!(serde_json::from_str::<Degraded>(r#"{"stage":"no","reason":"x"}"#).is_err());
    }

    #[test]
    fn what_is_only_ignored_leaves_no_gap() {
        assert!(!Degraded::ignored(Stage::Config, "x".into()).leaves_a_gap());
        assert!(Degraded::missing(Stage::Cloud, "x".into()).leaves_a_gap());
        assert!(Degraded::incomplete(Stage::Diff, "x".into()).leaves_a_gap());
    }
}
