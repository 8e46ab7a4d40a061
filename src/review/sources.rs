//! The texts of changed files once more, for the few hunks that a generative model is asked about: as they are, for
//! placing comments, and without their secrets, for what the model is shown.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rayon::prelude::*;

use super::hunk::HunkState;
use crate::diff::{Diff, FileChange, Hunk, Kind, Reader, Readers, Texts};
use crate::egress::{Expected, Masked, Policy, Redactor};
use crate::finding::{Finding, Side};
use crate::git::Repository;
use crate::prompt::{Guideline, HunkView};
use crate::syntax::{SourceFile, called, definitions};

/// At most so many changed files are searched for what a hunk calls.
const MOST_FILES: usize = 100;
/// At most so many changed files are searched for secrets that others of them may hold as well.
const MOST_SEARCHED: usize = 500;
/// A name that is defined more often says little.
const MOST_DEFINITIONS: usize = 2;
/// At most so many signatures are shown.
const MOST_SIGNATURES: usize = 12;

/// The signatures of what a file or a change defines, by name.
type Signatures = BTreeMap<String, Vec<String>>;

/// A changed file without its secrets, and what knows them.
pub(super) struct MaskedFile {
    pub file: Masked,
    pub redactor: Redactor,
    /// The signatures of what its new side defines.
    signatures: Signatures,
}

impl MaskedFile {
    fn read(reader: &Reader, change: &FileChange, policy: &Policy, expected: &Expected) -> Self {
        let mut redactor = policy.redactor();
        redactor.expect(expected);
        let file = Masked::read(reader, change, &mut redactor);
        let signatures = signatures_of(file.new.as_ref());
        Self { file, redactor, signatures }
    }
}

/// Reads each text at most once.
pub(super) struct Sources<'d> {
    readers: Readers,
    diff: &'d Diff,
    policy: &'d Policy,
    texts: BTreeMap<(usize, Side), Option<Rc<SourceFile>>>,
    masked: BTreeMap<usize, Rc<MaskedFile>>,
    /// The secrets of all changed files, once one of them is shown.
    expected: Option<Expected>,
    /// The signatures of all changed files, by language.
    everywhere: BTreeMap<&'static str, Rc<Signatures>>,
}

impl<'d> Sources<'d> {
    pub fn new(repository: Option<&Repository>, diff: &'d Diff, policy: &'d Policy) -> Self {
        Self {
            readers: Readers::new(repository.map(Repository::location)),
            diff,
            policy,
            texts: BTreeMap::new(),
            masked: BTreeMap::new(),
            expected: None,
            everywhere: BTreeMap::new(),
        }
    }

    /// The text of a side of a changed file, by the file's index; `None` where there is none that can be read.
    pub fn text(&mut self, file: usize, side: Side) -> Option<Rc<SourceFile>> {
        let change = &self.diff.files[file];
        let read = || self.readers.with(|reader| read(reader, change, side)).map(Rc::new);
        self.texts.entry((file, side)).or_insert_with(read).clone()
    }

    /// A changed file without its secrets.
    pub fn masked(&mut self, file: usize) -> Rc<MaskedFile> {
        let expected = self.expected();
        let change = &self.diff.files[file];
        let read = || Rc::new(self.readers.with(|reader| MaskedFile::read(reader, change, self.policy, &expected)));
        self.masked.entry(file).or_insert_with(read).clone()
    }

    /// The secrets of all changed files, also of those that may not leave: what one of them says of a value holds in
    /// the others, whichever is shown first.
    fn expected(&mut self) -> Expected {
        let diff = self.diff;
        let readers = &self.readers;
        let redactor = self.policy.redactor();
        let search = || {
            let texts = diff.files.par_iter().take(MOST_SEARCHED).filter(|change| change.kind == Kind::Text);
            let secrets = texts.flat_map_iter(|change| readers.with(|reader| secrets_of(reader, change, &redactor)));
            Expected::new(secrets.collect::<Vec<_>>())
        };
        self.expected.get_or_insert_with(search).clone()
    }

    /// Reads files that will be shown, several at once.
    pub fn read_ahead(&mut self, files: impl IntoIterator<Item = usize>) {
        let new: BTreeSet<_> = files.into_iter().filter(|file| !self.masked.contains_key(file)).collect();
        let expected = self.expected();
        let diff = self.diff;
        let policy = self.policy;
        let readers = &self.readers;
        let masked = new
            .into_par_iter()
            .map(|file| (file, readers.with(|reader| MaskedFile::read(reader, &diff.files[file], policy, &expected))));
        let masked: Vec<_> = masked.collect();
        self.masked.extend(masked.into_iter().map(|(file, masked)| (file, Rc::new(masked))));
    }

    /// Shows a hunk as a model gets to see it.
    pub fn view<T>(
        &mut self,
        state: &HunkState,
        findings: &[Finding],
        guidelines: &[Guideline],
        show: impl FnOnce(&HunkView<'_>) -> T,
    ) -> T {
        let change = &self.diff.files[state.file];
        let hunk = &change.hunks()[state.hunk.expect("hunks are asked about, not whole files")];
        let signatures = self.signatures(state.file, hunk);
        let shown = self.masked(state.file);
        let findings: Vec<_> = findings.iter().filter(|own| own.hunk.as_deref() == Some(&*state.id)).collect();
        let guidelines: Vec<_> = guidelines.iter().filter(|own| own.is_for(change.path())).collect();
        let view = HunkView {
            path: change.path(),
            hunk: &shown.file.hunk(hunk),
            file: shown.file.new.as_ref(),
            signatures: &signatures,
            findings: &findings,
            guidelines: &guidelines,
            redactor: &shown.redactor,
        };
        show(&view)
    }

    /// The signatures of what the added lines of a hunk call: as the file itself defines it, else another changed file.
    fn signatures(&mut self, file: usize, hunk: &Hunk) -> Vec<String> {
        let shown = self.masked(file);
        let Some(text) = &shown.file.new else { return Vec::new() };
        let names = called(text, &hunk.changed(Side::New).collect());
        if names.is_empty() {
            return Vec::new();
        }
        let Some(language) = text.language else { return Vec::new() };
        let everywhere = self.everywhere(language.name);
        let known = |name: &String| shown.signatures.get(name).or_else(|| everywhere.get(name));
        let clear = names.iter().filter_map(known).filter(|all| all.len() <= MOST_DEFINITIONS);
        clear.flatten().take(MOST_SIGNATURES).cloned().collect()
    }

    /// The signatures of all changed files that may leave the machine.
    fn everywhere(&mut self, language: &'static str) -> Rc<Signatures> {
        if let Some(known) = self.everywhere.get(language) {
            return known.clone();
        }
        let all = self.diff.files.iter().enumerate();
        let open = all.filter(|(_, change)| change.kind == Kind::Text && !self.policy.denies_change(change));
        let files: Vec<_> = open.map(|(file, _)| file).take(MOST_FILES).collect();
        self.read_ahead(files.iter().copied());
        let mut found = Signatures::new();
        for file in files {
            let shown = self.masked(file);
            if shown.file.new.as_ref().and_then(|text| text.language).is_some_and(|own| own.name == language) {
                for (name, signatures) in &shown.signatures {
                    found.entry(name.clone()).or_default().extend_from_slice(signatures);
                }
            }
        }
        let found = Rc::new(found);
        self.everywhere.insert(language, found.clone());
        found
    }
}

/// The secrets of both sides of a changed file.
fn secrets_of(reader: &Reader, change: &FileChange, redactor: &Redactor) -> Vec<(&'static str, String)> {
    let sides = [(&change.old, Side::Old), (&change.new, Side::New)];
    let texts = sides.into_iter().filter_map(|(file, side)| match reader.read(file.as_ref()?, change.hunks(), side) {
        Ok(Texts::Text(text)) => Some(text),
        _ => None,
    });
    texts.flat_map(|text| redactor.secrets_of(&text)).collect()
}

/// The text of a side of a changed file; `None` where there is none that can be read.
fn read(reader: &Reader, change: &FileChange, side: Side) -> Option<SourceFile> {
    let file = match side {
        Side::Old => change.old.as_ref()?,
        Side::New => change.new.as_ref()?,
    };
    match reader.read(file, change.hunks(), side) {
        Ok(Texts::Text(text)) => Some(SourceFile::new(file.path.clone(), text)),
        _ => None,
    }
}

fn signatures_of<'a>(files: impl IntoIterator<Item = &'a SourceFile>) -> Signatures {
    let mut found = Signatures::new();
    for definition in files.into_iter().flat_map(definitions) {
        if let Some(name) = definition.name {
            found.entry(name).or_default().push(definition.signature);
        }
    }
    found
}
