//! The stages that look at changed files one by one: their texts, the rules, what is measured for the models. One file
//! is in memory for each thread.

use std::collections::HashMap;

use rayon::prelude::*;

use super::hunk::{Header, HunkState};
use super::reason::{FileNote, Skip};
use super::request::{self, Folder, Request};
use super::syntax_errors::Broken;
use crate::config::Config;
use crate::diff::{
    Diff, Extent, FileChange, FileSide, Hunk, Kind, MAX_FILE_BYTES, Origin, Reader, Readers, Source, Status, Texts,
};
use crate::finding::{Finding, Gap, GapReason, Side};
use crate::git::{Repository, is_lfs_pointer};
use crate::ids::{file_id, hunk_id};
use crate::local::features;
use crate::progress::Progress;
use crate::rules::{self, Engine, Inspection, RuleSet};
use crate::syntax::{self, Language, SourceFile};

/// What is known of a file after the stages that look at files one by one.
#[derive(Default)]
pub(super) struct FileReview {
    pub inspection: Inspection,
    pub hunks: Vec<HunkState>,
    pub added: usize,
    pub removed: usize,
    /// What was not looked at.
    pub gaps: Vec<Gap>,
    pub degraded: Option<String>,
}

/// Every changed file, in the order of the diff.
pub(super) fn review_files(request: &Request<'_>, diff: &Diff) -> Vec<FileReview> {
    let stage = FileStage {
        config: request.config,
        rules: request.rules,
        none: RuleSet::empty(),
        folders: request.folders,
        measures: request.local.is_some(),
        progress: request.progress,
        readers: Readers::new(request.repository.map(Repository::location)),
    };
    request.rules.into_iter().chain(request.folders.iter().map(|folder| &folder.rules)).for_each(RuleSet::begin_review);
    request.progress.start(diff.files.len() as u64);
    diff.files.par_iter().enumerate().map(|(index, change)| stage.review(index, change)).collect()
}

/// What every file is reviewed by.
struct FileStage<'a> {
    config: &'a Config,
    /// The rules; `None` where the stage was switched off.
    rules: Option<&'a RuleSet>,
    /// What is run then.
    none: RuleSet,
    /// What holds in their place beneath some folders.
    folders: &'a [Folder],
    /// Whether hunks are measured for the risk model.
    measures: bool,
    progress: &'a dyn Progress,
    readers: Readers,
}

/// The texts of a changed file, or why they are not looked at.
#[derive(Default)]
struct Loaded {
    old: Option<SourceFile>,
    new: Option<SourceFile>,
    skipped: Option<Skip>,
    /// Whether the change itself is why nothing, or only the text, is looked at.
    by_change: bool,
    /// Where the new side does not parse.
    broken: Broken,
}

impl Loaded {
    fn skipped(skip: Skip) -> Self {
        Self { skipped: Some(skip), ..Self::default() }
    }
}

impl FileStage<'_> {
    fn review(&self, index: usize, change: &FileChange) -> FileReview {
        let review = if let Some(pattern) = request::excluding(self.config, self.folders, change.path()) {
            let hunks = hunks(index, change, &Loaded::skipped(Skip::Excluded));
            let gap = Skip::Excluded.gap().with_detail(format!("`{pattern}`"));
            FileReview { hunks, gaps: vec![gap], ..FileReview::default() }
        } else {
            let rules = request::rules_for(self.rules, self.folders, change.path()).unwrap_or(&self.none);
            let loaded = self.readers.with(|reader| load(reader, change, rules));
            self.inspect(index, change, &loaded, rules)
        };
        self.progress.advance(1);
        review
    }

    fn inspect(&self, index: usize, change: &FileChange, loaded: &Loaded, rules: &RuleSet) -> FileReview {
        let mut inspection = rules::inspect(Engine::new(rules), change, loaded.old.as_ref(), loaded.new.as_ref());
        if let Some(file) = &loaded.new {
            loaded.broken.settle(file, &mut inspection.findings);
        }
        let mut hunks = hunks(index, change, loaded);
        if self.measures
            && let Some(file) = &loaded.new
        {
            for (hunk, measures) in hunks.iter_mut().zip(features::measure(change, file)) {
                hunk.measures = Some(measures);
            }
        }
        for hunk in &mut hunks {
            hunk.inspected = self.rules.is_some() && loaded.skipped.is_none();
        }
        place_in_hunks(&mut inspection.findings, change, &hunks);
        let degraded = degraded(change, loaded, &inspection);
        let (added, removed) = changed_lines(change, loaded);
        let gaps = gaps(change, loaded, &inspection);
        FileReview { inspection, hunks, added, removed, gaps, degraded }
    }
}

fn load(reader: &Reader, change: &FileChange, rules: &RuleSet) -> Loaded {
    match read(reader, change, rules) {
        Ok(loaded) => loaded,
        Err(skip) => {
            let by_change = is_by_change(reader, change, &skip);
            Loaded { by_change, ..Loaded::skipped(skip) }
        }
    }
}

/// The texts of both sides, as far as they are needed.
fn read(reader: &Reader, change: &FileChange, rules: &RuleSet) -> Result<Loaded, Skip> {
    match change.kind {
        Kind::Text if change.status == Status::Conflicted && change.hunks().is_empty() => return Err(Skip::Conflicted),
        Kind::Text => {}
        Kind::Binary => return Err(Skip::NotText),
        Kind::TooLarge => return Err(Skip::TooLarge),
        Kind::Submodule => return Err(Skip::Submodule),
        Kind::Link => return Err(Skip::Link),
    }
    let needs_old = rules.any_on_removed() && !change.changed(Side::Old).is_empty();
    let old = if needs_old { read_side(reader, change, change.old.as_ref(), Side::Old)? } else { None };
    let new = read_side(reader, change, change.new.as_ref(), Side::New)?;
    let loaded = Loaded { old, new, ..Loaded::default() };
    let mut loaded = if loaded.new.as_ref().is_some_and(|file| file.generated) {
        judge_mark(reader, change, loaded)
    } else {
        loaded
    };
    if let Some(file) = &loaded.new {
        loaded.broken = Broken::new(reader, change, file);
    }
    Ok(loaded)
}

/// Decides whether a new side that calls itself generated is one. Its author wrote that: it is believed where the file
/// said so before the change, or says it in the words of a known generator.
fn judge_mark(reader: &Reader, change: &FileChange, loaded: Loaded) -> Loaded {
    let was_marked = || {
        let old = change.old.as_ref()?;
        let Ok(Texts::Text(text)) = reader.read(old, change.hunks(), Side::Old) else { return None };
        Some(SourceFile::new(old.path.clone(), text).generated)
    };
    if change.extent == Extent::Whole || was_marked() == Some(true) {
        loaded
    } else if loaded.new.as_ref().is_some_and(SourceFile::has_known_generator) {
        Loaded { by_change: true, ..loaded }
    } else {
        Loaded { new: loaded.new.map(SourceFile::without_mark), ..loaded }
    }
}

/// Whether a file could be looked at before the change, or has the name of code.
fn is_by_change(reader: &Reader, change: &FileChange, skip: &Skip) -> bool {
    if change.extent == Extent::Whole {
        return false;
    }
    match skip {
        Skip::NotText => {
            let has_name_of_code =
                Language::for_file(change.path(), "").is_some() || syntax::unsupported(change.path(), "").is_some();
            let old = change.old.as_ref().map(|old| reader.read(old, change.hunks(), Side::Old));
            has_name_of_code || matches!(old, Some(Ok(Texts::Text(text))) if !text.is_empty())
        }
        Skip::TooLarge => change.old.as_ref().is_none_or(|old| old.size <= MAX_FILE_BYTES),
        Skip::Link => change.status == Status::TypeChanged,
        _ => false,
    }
}

fn read_side(
    reader: &Reader,
    change: &FileChange,
    file: Option<&FileSide>,
    side: Side,
) -> Result<Option<SourceFile>, Skip> {
    let Some(file) = file else { return Ok(None) };
    match reader.read(file, change.hunks(), side) {
        Ok(Texts::Text(text)) => {
            // A suppression comment is beside the line that it is about.
            let lines = change.changed(side).with_neighbours();
            let read = SourceFile::for_lines(file.path.clone(), text, &lines);
            Ok(Some(if file.source == Source::HunksOnly { read.as_excerpt() } else { read }))
        }
        Ok(Texts::Binary) => Err(Skip::NotText),
        Ok(Texts::TooLarge) => Err(Skip::TooLarge),
        Err(reason) => Err(Skip::Unread(reason)),
    }
}

/// How many lines were added and removed.
fn changed_lines(change: &FileChange, loaded: &Loaded) -> (usize, usize) {
    let count = |side| change.hunks().iter().map(|hunk| hunk.changed(side).count()).sum();
    let added = match change.extent {
        Extent::Whole => loaded.new.as_ref().map_or(0, SourceFile::line_count),
        Extent::Hunks(_) => count(Side::New),
    };
    (added, count(Side::Old))
}

/// What of a file was not looked at, and why.
fn gaps(change: &FileChange, loaded: &Loaded, inspection: &Inspection) -> Vec<Gap> {
    if let Some(skip) = &loaded.skipped {
        return vec![skip.gap().by_change(loaded.by_change)];
    }
    let mut gaps = Vec::new();
    if let Some(file) = &loaded.new {
        if file.generated {
            gaps.push(Gap::part(GapReason::Generated).by_change(loaded.by_change));
        }
        // Pictures and data are at home there; code that is, is code that was not looked at.
        if Language::for_file(&file.path, "").is_some() && is_lfs_pointer(&file.text) {
            let was_there = loaded.old.as_ref().is_some_and(|old| is_lfs_pointer(&old.text));
            let gap =
                Gap::whole(GapReason::NotAvailable).with_detail("Git LFS stores it; the change is that of a pointer");
            gaps.push(gap.by_change(!was_there));
        }
        let has_lines = !change.changed(Side::New).is_empty();
        if has_lines && let Some(language) = file.unsupported_language() {
            gaps.push(Gap::part(GapReason::UnsupportedLanguage).with_detail(language));
        }
        if has_lines && file.is_test_data() {
            gaps.push(Gap::part(GapReason::TestData));
        }
    }
    if is_unparsed(loaded) {
        gaps.push(Gap::part(GapReason::TooComplex));
    }
    if let Some(file) = &loaded.new {
        gaps.extend(loaded.broken.gap(file, change));
    }
    if inspection.stopped {
        gaps.push(Gap::part(GapReason::RulesStopped));
    }
    if change.new.as_ref().is_some_and(|side| side.source == Source::HunksOnly) {
        gaps.push(Gap::part(GapReason::NoContext));
    }
    gaps
}

fn is_unparsed(loaded: &Loaded) -> bool {
    [&loaded.old, &loaded.new].into_iter().flatten().any(SourceFile::is_unparsed)
}

fn degraded(change: &FileChange, loaded: &Loaded, inspection: &Inspection) -> Option<String> {
    let path = change.path();
    match &loaded.skipped {
        Some(Skip::Unread(reason)) => Some(format!("{path} was not read: {reason}")),
        None if is_unparsed(loaded) => {
            Some(format!("{path} is too complex to parse; only rules for any text were run"))
        }
        _ if inspection.stopped => Some(format!("{path} took the rules too long; findings may be missing")),
        _ => None,
    }
}

/// The records of a file's hunks; of a file without any, or that is under review as a whole, one for all of it.
fn hunks(index: usize, change: &FileChange, loaded: &Loaded) -> Vec<HunkState> {
    let path = change.path();
    let note = file_note(change, loaded);
    let state = |id: String, header: Header| HunkState::new(id, path, index, header, note.clone());
    match &change.extent {
        Extent::Hunks(hunks) if hunks.is_empty() && loaded.skipped.is_some() => {
            vec![state(file_id(path), Header::default())]
        }
        Extent::Hunks(hunks) => {
            let ids = ids(path, hunks, loaded.skipped.is_some());
            let generated = loaded.new.as_ref().is_some_and(|file| file.generated);
            let can_be_read = change.kind == Kind::Text && loaded.skipped.is_none() && !generated;
            let numbered = hunks.iter().zip(ids).enumerate();
            numbered
                .map(|(nth, (hunk, id))| HunkState {
                    hunk: Some(nth),
                    readable: can_be_read && changes_lines(hunk),
                    ..state(id, Header::from(hunk))
                })
                .collect()
        }
        Extent::Whole => {
            let lines = loaded.new.as_ref().map_or(0, SourceFile::line_count);
            let new_lines = u32::try_from(lines).unwrap_or(u32::MAX);
            vec![state(file_id(path), Header { new_start: new_lines.min(1), new_lines, ..Header::default() })]
        }
    }
}

/// The ids of hunks. Those with equal changes are told apart by how many equal ones come before; where nothing is looked
/// at, by how many come before at all.
fn ids(path: &str, hunks: &[Hunk], skipped: bool) -> Vec<String> {
    if skipped {
        return hunks.iter().enumerate().map(|(nth, hunk)| hunk_id(path, hunk, nth)).collect();
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut ids = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let nth = seen.entry(hunk_id(path, hunk, 0)).or_default();
        ids.push(hunk_id(path, hunk, *nth));
        *nth += 1;
    }
    ids
}

fn file_note(change: &FileChange, loaded: &Loaded) -> Option<FileNote> {
    match &loaded.skipped {
        Some(skip) => Some(FileNote::Skipped(skip.clone())),
        None if change.status == Status::Conflicted => Some(FileNote::Conflicted),
        None => loaded.new.as_ref().and_then(SourceFile::note).map(FileNote::Text),
    }
}

fn changes_lines(hunk: &Hunk) -> bool {
    hunk.lines.iter().any(|line| line.origin != Origin::Context)
}

/// Names the hunk that each finding lies in.
pub(super) fn place_in_hunks(findings: &mut [Finding], change: &FileChange, states: &[HunkState]) {
    for finding in findings {
        finding.hunk = match &change.extent {
            Extent::Hunks(hunks) if !hunks.is_empty() => {
                let hunk = change.hunk_of(finding.side, &finding.span().lines());
                hunk.map(|index| states[index].id.clone())
            }
            _ => states.first().map(|state| state.id.clone()),
        };
    }
}
