//! The risks of a change: kept from a run that saw the same one, or asked of the model, which is loaded only then.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::draft::Draft;
use super::files::{FileReview, review_files};
use super::hunk::HunkState;
use super::request::{self, Folder, Request};
use crate::config::Config;
use crate::diff::{Diff, Extent, FileChange, Kind, Source};
use crate::finding::{LocalUsage, Side};
use crate::local::features::{Measures, vectors};
use crate::local::{Assessed, Local};
use crate::stage::{Degraded, Stage};
use crate::store::{Key, Store};
use crate::syntax::Language;

/// What the store calls these answers.
const KIND: &str = "risk";

/// The risk stage of one review.
pub(super) struct Risks<'a> {
    local: &'a Local,
    config: &'a Config,
    folders: &'a [Folder],
    store: Option<&'a Store>,
    /// By what the risks of this change are kept.
    key: Option<Key>,
    kept: Option<Assessed>,
}

/// Runs the rules while the models load, so that those cost no time of their own; the models whose answers are kept load
/// when one is missing.
pub(super) fn beside_rules<'a>(request: &Request<'a>, diff: &Diff) -> (Vec<FileReview>, Option<Risks<'a>>) {
    let mut risks = request.local.map(|local| Risks::new(request, local));
    let files = std::thread::scope(|scope| {
        let languages = languages(request, diff);
        if request.store.is_none()
            && let Some(reviewers) = request.reviewers
        {
            let languages = languages.clone();
            scope.spawn(move || reviewers.warm(languages));
        }
        if let Some(risks) = &mut risks {
            scope.spawn(|| risks.prepare(diff, languages));
        }
        review_files(request, diff)
    });
    (files, risks)
}

/// The languages of the hunks that a model may be asked about.
fn languages(request: &Request<'_>, diff: &Diff) -> BTreeSet<&'static str> {
    let asked = diff.files.iter().filter(|change| may_be_asked_about(request, change));
    asked.filter_map(|change| Language::for_file(change.path(), "")).map(|row| row.name).collect()
}

fn may_be_asked_about(request: &Request<'_>, change: &FileChange) -> bool {
    let has_text = change.kind == Kind::Text && change.new.is_some() && !change.hunks().is_empty();
    has_text && !request.excludes(change.path())
}

impl<'a> Risks<'a> {
    /// The stage, with nothing known yet.
    fn new(request: &Request<'a>, local: &'a Local) -> Self {
        Self { local, config: request.config, folders: request.folders, store: request.store, key: None, kept: None }
    }

    /// Looks for what is kept of a change with hunks of these languages, and loads the models where that is nothing; for
    /// a thread beside the rules.
    fn prepare(&mut self, diff: &Diff, languages: BTreeSet<&'static str>) {
        if !languages.is_empty()
            && let Some(store) = self.store
        {
            self.key = self.key(diff, &languages);
            self.kept = self.key.as_ref().and_then(|key| store.get(KIND, key));
        }
        if self.kept.is_none() {
            self.local.warm(languages);
        }
    }

    /// Assesses the measured hunks.
    pub fn assess(self, draft: &mut Draft) {
        let mut measured: Vec<&mut HunkState> = draft.hunks.iter_mut().filter(|hunk| hunk.measures.is_some()).collect();
        let measures: Vec<_> = measured.iter_mut().filter_map(|hunk| hunk.measures.take()).collect();
        let assessed = self.risks(&measures);
        let count = assessed.hunks.iter().flatten().count();
        for (hunk, assessment) in measured.into_iter().zip(assessed.hunks) {
            hunk.assessment = assessment;
        }
        let degraded = if count > 0 { Degraded::incomplete } else { Degraded::missing };
        draft.degraded.extend(assessed.degraded.into_iter().map(|reason| degraded(Stage::Risk, reason)));
        let risk = (!assessed.models.is_empty()).then(|| assessed.models.join(", "));
        draft.usage.local = LocalUsage { hunks: count, risk, ..LocalUsage::default() };
    }

    /// The risks of hunks that were measured.
    fn risks(self, change: &[Measures]) -> Assessed {
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
        let seen =
            diff.files.iter().filter(|change| request::excluding(self.config, self.folders, change.path()).is_none());
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
