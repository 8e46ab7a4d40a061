//! The texts that a report shows, read once more: only few files have findings.

use std::collections::BTreeSet;

use super::Excerpts;
use crate::diff::{FileChange, Kind, Reader, Texts};
use crate::finding::Side;
use crate::git::Repository;
use crate::review::Outcome;

/// The texts that the findings are about.
pub fn excerpts(repository: Option<&Repository>, outcome: &Outcome) -> Excerpts {
    texts(repository, outcome, |_| false)
}

/// The texts of all lines of the diff, and those that the findings are about.
pub fn changed_texts(repository: Option<&Repository>, outcome: &Outcome) -> Excerpts {
    texts(repository, outcome, |change| !change.hunks().is_empty())
}

fn texts(repository: Option<&Repository>, outcome: &Outcome, all_of: impl Fn(&FileChange) -> bool) -> Excerpts {
    let reader = Reader::new(repository.map(Repository::location));
    let places = outcome.review.findings.iter().map(|finding| (&*finding.path, finding.side));
    let places: BTreeSet<_> = places.collect();
    let mut excerpts = Excerpts::default();
    for change in outcome.diff.files.iter().filter(|change| change.kind == Kind::Text) {
        for (side, file) in [(Side::Old, &change.old), (Side::New, &change.new)] {
            let Some(file) = file else { continue };
            if (all_of(change) || places.contains(&(&*file.path, side)))
                && let Ok(Texts::Text(text)) = reader.read(file, change.hunks(), side)
            {
                excerpts.add(&file.path, side, text);
            }
        }
    }
    excerpts
}
