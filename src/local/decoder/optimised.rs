//! Sessions that open fast: the graph as ONNX Runtime optimised it is kept in a folder, with its weights in a file
//! that is mapped into memory. A model's file comes in; a session goes out, from there or from the file itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use ort::session::Session;
use ort::session::builder::{GraphOptimizationLevel, SessionBuilder};

use super::onnx::Onnx;
use crate::config::Device;
use crate::confine::Allowed;
use crate::digest::sha256_of;
use crate::local::package::is_inside;
use crate::local::runtime::{Runtime, RuntimeError};

/// The optimised graph, its weights, and the lengths of both, which are written last.
const GRAPH: &str = "model.onnx";
const WEIGHTS: &str = "model.weights";
const LENGTHS: &str = "lengths.json";
/// How the names of folders begin that are being written.
const NEW: &str = ".new-";
/// A folder that is being written for longer was left behind.
const LEFT_BEHIND: Duration = Duration::from_hours(1);

/// How far a graph is optimised that is kept: without what depends on the processor, so that a folder may move between
/// machines.
const KEPT: GraphOptimizationLevel = GraphOptimizationLevel::Level2;
/// How far one is that is run. On one that is kept this costs no time, and each step of a decoder is 8% faster for it.
const RUN: GraphOptimizationLevel = GraphOptimizationLevel::All;

/// What a session is opened from.
pub(super) struct Source<'s> {
    pub runtime: &'s Runtime,
    pub model: &'s Path,
    pub onnx: &'s Onnx,
    pub device: Device,
    pub threads: usize,
}

impl Source<'_> {
    /// A session; a `folder` keeps the optimised graph for the next time. Nothing that goes wrong there keeps the
    /// model from being loaded, and several processes may use one folder.
    ///
    /// # Errors
    /// What the runtime says of the model.
    pub fn open(&self, folder: Option<&Path>) -> Result<Session, RuntimeError> {
        // On other devices most of the work is done when a session opens, whatever is kept.
        let folder = folder.filter(|_| self.device == Device::Cpu);
        let kept = folder.and_then(|folder| Kept::of(folder, self).ok());
        let session =
            kept.and_then(|kept| kept.open(self).or_else(|| kept.write(self).ok().and_then(|()| kept.open(self))));
        session.map_or_else(|| self.commit(self.model, None, &|builder| builder.with_optimization_level(RUN)), Ok)
    }

    /// A session on a file, which may write into a folder.
    fn commit(&self, path: &Path, write: Option<&Path>, set: Settings<'_>) -> Result<Session, RuntimeError> {
        let mut read: Vec<PathBuf> =
            [self.model, path].into_iter().filter_map(Path::parent).map(Path::to_owned).collect();
        // Weights may be links into a store, as the hub's own tools lay them out.
        let weights = self.onnx.weights.iter().filter(|name| is_inside(name));
        read.extend(weights.map(|name| self.model.with_file_name(name)));
        let allowed = Allowed { read, write: write.map(Path::to_owned).into_iter().collect() };
        self.runtime.commit(self.device, self.threads, &allowed, |builder| {
            let mut builder = set(builder.clone()).map_err(|error| ort::Error::new(error.message()))?;
            builder.commit_from_file(path)
        })
    }
}

type Settings<'s> = &'s (dyn Fn(SessionBuilder) -> ort::session::builder::BuilderResult + Sync);

/// The place of an optimised graph.
struct Kept {
    /// Where it is: a folder that is there as a whole or not at all.
    place: PathBuf,
    /// The folder of all.
    folder: PathBuf,
    /// What the names of all graphs of this model begin with, whatever the model held.
    model: String,
}

impl Kept {
    /// The place for a model: another one where its files, the runtime or the processor's kind are others.
    fn of(folder: &Path, source: &Source<'_>) -> io::Result<Self> {
        let model = source.model.canonicalize()?;
        let mut identity = format!("{} {}\n", source.runtime.version(), std::env::consts::ARCH);
        for file in [&model].into_iter().chain(&source.onnx.files(&model)) {
            let metadata = file.metadata()?;
            let changed = metadata.modified()?.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            writeln!(identity, "{} {}", metadata.len(), changed.as_nanos()).expect("strings grow");
        }
        let short = |text: &str| sha256_of(text.as_bytes()).map(|digest| digest[..16].to_owned());
        let model = short(&model.to_string_lossy())?;
        let place = folder.join(format!("{model}-{}", short(&identity)?));
        Ok(Self { place, folder: folder.to_owned(), model })
    }

    /// A session on the graph that is kept; one that does not open is set aside.
    fn open(&self, source: &Source<'_>) -> Option<Session> {
        if !self.place.is_dir() {
            return None;
        }
        let further: Settings<'_> = &|builder| builder.with_optimization_level(RUN);
        let session = self.is_whole().then(|| source.commit(&self.place.join(GRAPH), None, further).ok()).flatten();
        if session.is_none() {
            self.set_aside();
        }
        session
    }

    /// Whether the files are as long as they were written: one that was cut short would be mapped without a word.
    fn is_whole(&self) -> bool {
        let lengths = fs::read(self.place.join(LENGTHS)).unwrap_or_default();
        let lengths: BTreeMap<String, u64> = serde_json::from_slice(&lengths).unwrap_or_default();
        !lengths.is_empty() && lengths == lengths_in(&self.place)
    }

    fn set_aside(&self) {
        let aside = self.place.with_extension("damaged");
        let _ = fs::remove_dir_all(&aside);
        let _ = fs::rename(&self.place, &aside);
    }

    /// Optimises the graph and keeps it; it appears in one step.
    fn write(&self, source: &Source<'_>) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        self.tidy();
        let new = tempfile::Builder::new().prefix(NEW).tempdir_in(&self.folder)?;
        let graph = new.path().join(GRAPH);
        let settings: Settings<'_> = &|builder| {
            let builder = builder.with_optimization_level(KEPT)?.with_optimized_model_path(&graph)?;
            let builder =
                builder.with_config_entry("session.optimized_model_external_initializers_file_name", WEIGHTS)?;
            builder.with_config_entry("session.optimized_model_external_initializers_min_size_in_bytes", "1024")
        };
        drop(source.commit(source.model, Some(new.path()), settings).map_err(io::Error::other)?);
        let lengths = serde_json::to_vec(&lengths_in(new.path()))?;
        fs::write(new.path().join(LENGTHS), lengths)?;
        let moved = fs::rename(new.path(), &self.place);
        // Where another process was faster, its folder is as good.
        if self.place.is_dir() { Ok(()) } else { moved }
    }

    /// Deletes what was kept of this model as it was before, and what was left behind half written.
    fn tidy(&self) {
        for entry in self.folder.read_dir().into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let age = entry.metadata().and_then(|metadata| metadata.modified()).ok().and_then(|at| at.elapsed().ok());
            let left_behind = name.starts_with(NEW) && age.is_some_and(|age| age > LEFT_BEHIND);
            if left_behind || name.starts_with(&self.model) && !name.ends_with(".damaged") {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// The lengths of the files in a folder, but for the file that holds them.
fn lengths_in(folder: &Path) -> BTreeMap<String, u64> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let length = |entry: fs::DirEntry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        Some((name, entry.metadata().ok()?.len()))
    };
    entries.filter_map(length).filter(|(name, _)| name != LENGTHS).collect()
}
