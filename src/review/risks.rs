//! The risks of a change: kept from a run that saw the same one, or asked of the model, which is loaded only then.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Request;
use crate::config::Config;
use crate::diff::{Diff, Extent, FileChange, Source};
use crate::finding::Side;
use crate::local::features::{Measures, vectors};
use crate::local::{Assessed, Local};
use crate::store::{Key, Store};

/// What the store calls these answers.
const KIND: &str = "risk";

/// The risk stage of one review.
pub(super) struct Risks<'a> {
    local: &'a Local,
    config: &'a Config,
    store: Option<&'a Store>,
    /// By what the risks of this change are kept.
    key: Option<Key>,
    kept: Option<Assessed>,
}

impl<'a> Risks<'a> {
    /// The stage, with nothing known yet.
    pub fn new(request: &Request<'a>, local: &'a Local) -> Self {
        Self { local, config: request.config, store: request.store, key: None, kept: None }
    }

    /// Looks for what is kept of a change with hunks of these languages, and loads the models where that is nothing; for
    /// a thread beside the rules.
    pub fn prepare(&mut self, diff: &Diff, languages: BTreeSet<&'static str>) {
        if let Some(store) = self.store.filter(|_| !languages.is_empty()) {
            self.key = self.key(diff, &languages);
            self.kept = self.key.as_ref().and_then(|key| store.get(KIND, key));
        }
        if self.kept.is_none() {
            self.local.warm(languages);
        }
    }

    /// The risks of its measured hunks.
    pub fn of(self, change: &[Measures]) -> Assessed {
        if let Some(mut kept) = self.kept.filter(|kept| kept.hunks.len() == change.len()) {
            for (assessment, vector) in kept.hunks.iter_mut().zip(vectors(change)) {
                if let Some(assessment) = assessment {
                    assessment.vector = vector;
                }
            }
            return kept;
        }
        let assessed = self.local.assess(change);
        if let (Some(store), Some(key), true) = (self.store, self.key, assessed.degraded.is_empty()) {
            store.put(KIND, &key, &assessed.models.join(", "), &assessed);
        }
        assessed
    }

    fn key(&self, diff: &Diff, languages: &BTreeSet<&'static str>) -> Option<Key> {
        let seen = diff.files.iter().filter(|change| !self.config.excludes(change.path()));
        let files = seen.map(contents).collect::<Option<Vec<_>>>()?;
        let identity = self.local.identity(languages)?;
        Some(Key::of(&std::iter::once(&*identity).chain(files.iter().map(String::as_str)).collect::<Vec<_>>()))
    }
}

/// A changed file by its object before and what became of it; `None` where that is not all that the model may see.
fn contents(change: &FileChange) -> Option<String> {
    let Extent::Hunks(hunks) = &change.extent else { return None };
    let old = match change.old.as_ref().map(|old| &old.source) {
        None => String::new(),
        Some(Source::Blob(id)) => id.to_string(),
        Some(_) => return None,
    };
    let mut text = format!("{} {old}\n", change.path());
    for hunk in hunks {
        writeln!(text, "@@ {:?} {:?}", hunk.range(Side::Old), hunk.range(Side::New)).expect("strings grow");
        for line in &hunk.lines {
            writeln!(text, "{}{}", line.origin.mark(), line.text).expect("strings grow");
        }
    }
    Some(text)
}
