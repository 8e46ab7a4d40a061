//! What was looked at: every changed file, the tiers that saw it, and what was left out, each with one reason of a closed
//! list. "Nothing found" is only said where this says what was looked for.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Tier;

/// Which changed files were reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Whether all was reviewed that should have been. What the owner excludes, pictures and the like, and languages
    /// without rules do not count against it.
    pub complete: bool,
    /// Files that were reviewed, at least in part.
    pub reviewed: usize,
    /// Every changed file, by path.
    pub files: Vec<FileCoverage>,
}

/// How far one changed file was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FileCoverage {
    /// The path in the repository.
    pub path: String,
    /// How far.
    pub extent: Extent,
    /// The tiers that looked at it.
    pub tiers: Vec<Tier>,
    /// What was left out, and why.
    pub gaps: Vec<Gap>,
}

/// How much of a file was reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Extent {
    /// Every changed line.
    Whole,
    /// Every changed line, but not by all that there is; or not every line.
    Part,
    /// No line.
    None,
}

/// Something of a changed file that was not reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Why.
    pub reason: GapReason,
    /// More about it: a language, a size, what a system call said.
    pub detail: Option<String>,
    /// Whether nothing of the file was looked at, and not only a part.
    pub whole: bool,
    /// Whether the change under review brought it about: before it, there was no such reason.
    pub by_change: bool,
}

/// Why something was not reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GapReason {
    /// It is no text.
    Binary,
    /// It is larger than what is read.
    TooLarge,
    /// The configuration excludes it.
    Excluded,
    /// It cannot be read.
    NotAvailable,
    /// A commit of another repository.
    Submodule,
    /// A symbolic link, which is not followed.
    SymbolicLink,
    /// A merge left it with conflicts, and no text to look at.
    Conflicted,
    /// No tier looked at it.
    NoTier,
    /// There are no rules for its language: only rules for any text were run.
    UnsupportedLanguage,
    /// A program wrote it: only rules for any text were run.
    Generated,
    /// It is what tests read, where code may be wrong on purpose: rules of its language are told as info at most.
    TestData,
    /// It does not parse there; rules see less around the place.
    SyntaxError,
    /// It cannot be parsed within bounds: only rules for any text were run.
    TooComplex,
    /// Rules took too long and were stopped.
    RulesStopped,
    /// Only the lines of the diff are known, and not the file around them.
    NoContext,
}

impl GapReason {
    /// The words for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Binary => "binary",
            Self::TooLarge => "too large",
            Self::Excluded => "excluded by the configuration",
            Self::NotAvailable => "not available",
            Self::Submodule => "submodule",
            Self::SymbolicLink => "symbolic link",
            Self::Conflicted => "merge conflict",
            Self::NoTier => "no tier was run",
            Self::UnsupportedLanguage => "unsupported language",
            Self::Generated => "generated",
            Self::TestData => "test data",
            Self::SyntaxError => "syntax error",
            Self::TooComplex => "too complex to parse",
            Self::RulesStopped => "rules stopped",
            Self::NoContext => "only the lines of the diff are known",
        }
    }

    /// Whether it is in the nature of the file, or the owner's will, and no reason to worry.
    fn is_expected(self) -> bool {
        match self {
            Self::Binary
            | Self::Excluded
            | Self::Submodule
            | Self::SymbolicLink
            | Self::UnsupportedLanguage
            | Self::SyntaxError
            | Self::NoContext
            | Self::Generated
            | Self::TestData => true,
            Self::TooLarge
            | Self::NotAvailable
            | Self::Conflicted
            | Self::NoTier
            | Self::TooComplex
            | Self::RulesStopped => false,
        }
    }
}

impl Gap {
    /// Nothing of a file was reviewed.
    pub fn whole(reason: GapReason) -> Self {
        Self { reason, detail: None, whole: true, by_change: false }
    }

    /// A file was reviewed in part.
    pub fn part(reason: GapReason) -> Self {
        Self { whole: false, ..Self::whole(reason) }
    }

    /// The same with more about it.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The same, brought about by the change under review or not.
    #[must_use]
    pub fn by_change(self, by_change: bool) -> Self {
        Self { by_change, ..self }
    }

    /// Whether something was not reviewed that should have been: `--strict` fails for it, and CI warns of it. A language
    /// without rules is no fault of the change.
    pub fn is_missed(&self) -> bool {
        !self.reason.is_expected() || self.by_change
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason.name())?;
        if let Some(detail) = &self.detail {
            write!(f, ": {detail}")?;
        }
        if self.by_change { f.write_str(", by this change") } else { Ok(()) }
    }
}

impl FileCoverage {
    /// The record of a file that these tiers looked at.
    pub fn new(path: String, tiers: Vec<Tier>, gaps: Vec<Gap>) -> Self {
        let extent = if gaps.iter().any(|gap| gap.whole) {
            Extent::None
        } else if gaps.is_empty() {
            Extent::Whole
        } else {
            Extent::Part
        };
        Self { path, extent, tiers, gaps }
    }

    /// Adds what else is known of the same path: what was reviewed there counts.
    fn join(&mut self, other: Self) {
        let mut tiers = std::mem::take(&mut self.tiers);
        tiers.extend(other.tiers);
        tiers.sort_unstable();
        tiers.dedup();
        let seen_in_part = self.extent != Extent::None || other.extent != Extent::None;
        let gaps = std::mem::take(&mut self.gaps).into_iter().chain(other.gaps);
        let gaps = gaps.filter(|gap| !(gap.whole && seen_in_part)).collect();
        *self = Self::new(std::mem::take(&mut self.path), tiers, gaps);
    }
}

impl Coverage {
    /// The coverage of these files. Where a file took the place of a link, or the reverse, git lists both at one path.
    pub fn new(records: Vec<FileCoverage>) -> Self {
        let mut by_path: BTreeMap<String, FileCoverage> = BTreeMap::new();
        for record in records {
            match by_path.entry(record.path.clone()) {
                Entry::Vacant(free) => drop(free.insert(record)),
                Entry::Occupied(mut taken) => taken.get_mut().join(record),
            }
        }
        let files: Vec<FileCoverage> = by_path.into_values().collect();
        let complete = !files.iter().flat_map(|file| &file.gaps).any(Gap::is_missed);
        let reviewed = files.iter().filter(|file| file.extent != Extent::None).count();
        Self { complete, reviewed, files }
    }

    /// Every gap with the path of its file.
    pub fn gaps(&self) -> impl Iterator<Item = (&str, &Gap)> {
        self.files.iter().flat_map(|file| file.gaps.iter().map(|gap| (&*file.path, gap)))
    }

    /// Those of what should have been reviewed.
    pub fn missed(&self) -> impl Iterator<Item = (&str, &Gap)> {
        self.gaps().filter(|(_, gap)| gap.is_missed())
    }
}

impl Default for Coverage {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, gaps: Vec<Gap>) -> FileCoverage {
        FileCoverage::new(path.into(), vec![Tier::Rule], gaps)
    }

    #[test]
    fn a_path_that_is_listed_twice_has_one_record() {
        let link = file("a.py", vec![Gap::whole(GapReason::SymbolicLink)]);
        let text = file("a.py", vec![Gap::part(GapReason::Generated)]);
        let both = Coverage::new(vec![link, text.clone()]);
        assert_eq!((both.files, both.reviewed), (vec![text], 1));
    }

    #[test]
    fn only_what_should_have_been_reviewed_makes_the_coverage_incomplete() {
        let picture = file("a.png", vec![Gap::whole(GapReason::Binary)]);
        let foreign = file("b.ts", vec![Gap::part(GapReason::UnsupportedLanguage)]);
        let all = Coverage::new(vec![file("z.py", Vec::new()), foreign.clone(), picture.clone()]);
        assert_eq!((all.complete, all.reviewed, &*all.files[0].path), (true, 2, "a.png"));
        let hidden = file("c.py", vec![Gap::whole(GapReason::Binary).by_change(true)]);
        let some = Coverage::new(vec![picture, hidden]);
        assert_eq!((some.complete, some.reviewed), (false, 0));
        let missed: Vec<_> = some.missed().map(|(path, gap)| format!("{path}: {gap}")).collect();
        assert_eq!(missed, ["c.py: binary, by this change"]);
        assert!(!Coverage::new(vec![file("d.py", vec![Gap::part(GapReason::RulesStopped)])]).complete);
    }
}
