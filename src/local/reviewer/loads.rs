//! How long each model took to load the last time, for `review models list`. A note in the user's cache folder: nothing
//! depends on it, and what cannot be read or written is as if it were not there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Milliseconds by the names of the models.
type Loads = BTreeMap<String, u64>;

/// How long each model took the last time.
pub fn loads() -> BTreeMap<String, Duration> {
    let known = file().map(|path| read(&path)).unwrap_or_default();
    known.into_iter().map(|(name, ms)| (name, Duration::from_millis(ms))).collect()
}

/// Notes how long a model took.
pub(super) fn note(name: &str, time: Duration) {
    if let Some(path) = file() {
        let mut known = read(&path);
        known.insert(name.to_owned(), u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
        let _ = write(&path, &known);
    }
}

fn file() -> Option<PathBuf> {
    crate::state::cache().map(|cache| cache.join("loads.json"))
}

fn read(path: &Path) -> Loads {
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn write(path: &Path, known: &Loads) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let new = tempfile::NamedTempFile::new_in(folder)?;
    fs::write(new.path(), serde_json::to_vec(known)?)?;
    new.persist(path).map(|_| ()).map_err(|error| error.error)
}
