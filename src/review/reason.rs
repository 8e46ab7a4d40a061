//! Every reason why a hunk was decided as it was. They are values until the report of the hunk is made.

use std::fmt;

use crate::finding::{Gap, GapReason, Opinion};
use crate::local;
use crate::prompt::Verdict;
use crate::route::Route;
use crate::text::percent;

/// What is to be said of the file of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FileNote {
    /// It is not looked at.
    Skipped(Skip),
    /// It is looked at with the marks of a merge in it.
    Conflicted,
    /// Something about its text.
    Text(&'static str),
}

/// Why a file is not looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Skip {
    Excluded,
    Conflicted,
    NotText,
    TooLarge,
    Submodule,
    Link,
    /// Reading it failed, with this reason.
    Unread(String),
}

impl Skip {
    /// What the coverage says of it.
    pub fn gap(&self) -> Gap {
        Gap::whole(match self {
            Self::Excluded => GapReason::Excluded,
            Self::Conflicted => GapReason::Conflicted,
            Self::NotText => GapReason::Binary,
            Self::TooLarge => GapReason::TooLarge,
            Self::Submodule => GapReason::Submodule,
            Self::Link => GapReason::SymbolicLink,
            Self::Unread(reason) => return Gap::whole(GapReason::NotAvailable).with_detail(reason),
        })
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Excluded => "excluded by the configuration",
            Self::Conflicted => "a merge left it with conflicts",
            Self::NotText => "not text",
            Self::TooLarge => "too large",
            Self::Submodule => "a submodule",
            Self::Link => "a symbolic link",
            Self::Unread(reason) => reason,
        })
    }
}

/// Why a hunk was decided as it was, or what moved its risk.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reason {
    /// Something about its file.
    File(FileNote),
    /// What moved its risk.
    Risk(local::Reason),
    /// It is not shown to a reviewer on another machine.
    StaysHere,
    /// What the local reviewer thinks.
    Reviewer(Opinion),
    /// It is a hard case.
    Hard(Route),
    /// What the cloud model thinks.
    Cloud(Verdict),
}

impl Reason {
    /// Whether it tells a stronger reviewer what to look for: not what speaks for the hunk, and not where it goes.
    pub fn is_suspicion(&self) -> bool {
        match self {
            Self::Risk(reason) => reason.is_riskier(),
            Self::Hard(_) => false,
            _ => true,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(FileNote::Skipped(skip)) => skip.fmt(f),
            Self::File(FileNote::Conflicted) => f.write_str("a merge left it with conflicts"),
            Self::File(FileNote::Text(note)) => f.write_str(note),
            Self::Risk(reason) => reason.fmt(f),
            Self::StaysHere => f.write_str(
                "the reviewer is on another machine, and its path may not leave this one (`[cloud] deny_paths`)",
            ),
            Self::Reviewer(opinion) => f.write_str(&reviewer_says(*opinion)),
            Self::Hard(route) => write!(f, "a hard case: {route}"),
            Self::Cloud(Verdict::Clear) => f.write_str("the cloud model sees no mistake"),
            Self::Cloud(Verdict::Comment) => f.write_str("the cloud model comments"),
            Self::Cloud(Verdict::Hard) => f.write_str("the cloud model cannot tell"),
        }
    }
}

fn reviewer_says(opinion: Opinion) -> String {
    let (words, share) = match opinion.verdict {
        Verdict::Clear => ("the reviewer sees no mistake", opinion.mistake.map(|mistake| 1.0 - mistake)),
        Verdict::Comment => ("the reviewer comments", opinion.mistake),
        Verdict::Hard => ("the reviewer cannot tell", None),
    };
    let sure = share.map(|share| format!(" ({} sure)", percent(share))).unwrap_or_default();
    format!("{words}{sure}")
}
