//! The texts of changed files once more, for the few hunks that a generative model is asked about, and the signatures of
//! what they call.

use std::collections::BTreeMap;
use std::rc::Rc;

use git2::Repository;

use crate::diff::{Diff, Hunk, Kind, Reader, Texts};
use crate::finding::Side;
use crate::syntax::{SourceFile, called, definitions};

/// At most so many changed files are searched for what a hunk calls.
const MOST_FILES: usize = 100;
/// A name that is defined more often says little.
const MOST_DEFINITIONS: usize = 2;
/// At most so many signatures are shown.
const MOST_SIGNATURES: usize = 12;

/// The signatures of what a file or a change defines, by name.
type Signatures = BTreeMap<String, Vec<String>>;

/// Reads each text at most once.
pub(super) struct Sources<'d> {
    reader: Reader,
    diff: &'d Diff,
    texts: BTreeMap<(usize, Side), Option<Rc<SourceFile>>>,
    /// The signatures of a changed file, by its index.
    own: BTreeMap<usize, Rc<Signatures>>,
    /// Those of all changed files, by language.
    everywhere: BTreeMap<&'static str, Rc<Signatures>>,
}

impl<'d> Sources<'d> {
    pub fn new(repository: Option<&Repository>, diff: &'d Diff) -> Self {
        let reader = Reader::new(repository.map(Repository::path));
        Self { reader, diff, texts: BTreeMap::new(), own: BTreeMap::new(), everywhere: BTreeMap::new() }
    }

    /// The text of a side of a changed file, by the file's index; `None` where there is none that can be read.
    pub fn text(&mut self, file: usize, side: Side) -> Option<Rc<SourceFile>> {
        let (reader, change) = (&self.reader, &self.diff.files[file]);
        let read = || {
            let of = match side {
                Side::Old => change.old.as_ref()?,
                Side::New => change.new.as_ref()?,
            };
            match reader.read(of, change.hunks(), side) {
                Ok(Texts::Text(text)) => Some(Rc::new(SourceFile::new(of.path.clone(), text))),
                _ => None,
            }
        };
        self.texts.entry((file, side)).or_insert_with(read).clone()
    }

    /// The signatures of what the added lines of a hunk call: as the file itself defines it, else another changed file.
    pub fn signatures(&mut self, file: usize, hunk: &Hunk) -> Vec<String> {
        let Some(text) = self.text(file, Side::New) else { return Vec::new() };
        let names = called(&text, &hunk.changed(Side::New).collect());
        let Some(language) = text.language.filter(|_| !names.is_empty()) else { return Vec::new() };
        let here = self.own.entry(file).or_insert_with(|| Rc::new(signatures_of([&*text]))).clone();
        let everywhere = self.everywhere(language.name);
        let known = |name: &String| here.get(name).or_else(|| everywhere.get(name));
        let clear = names.iter().filter_map(known).filter(|all| all.len() <= MOST_DEFINITIONS);
        clear.flatten().take(MOST_SIGNATURES).cloned().collect()
    }

    fn everywhere(&mut self, language: &'static str) -> Rc<Signatures> {
        if let Some(known) = self.everywhere.get(language) {
            return known.clone();
        }
        let text_files = (0..self.diff.files.len()).filter(|&file| self.diff.files[file].kind == Kind::Text);
        let files: Vec<_> = text_files.take(MOST_FILES).collect();
        let texts: Vec<_> = files.into_iter().filter_map(|file| self.text(file, Side::New)).collect();
        let own = texts.iter().filter(|text| text.language.is_some_and(|own| own.name == language));
        let found = Rc::new(signatures_of(own.map(|text| &**text)));
        self.everywhere.insert(language, found.clone());
        found
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
